import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readNotes } from '@/lib/next/operating-notes';
import { startLogKeeper } from '@/scripts/log/keeper';

const folder = mkdtempSync(path.join(tmpdir(), 'crosswalk-keep-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what a log has lost is noted beside it, for whoever watches without reading it', async () => {
  symlinkSync('/dev/full', path.join(folder, 'app.log'));
  const log = startLogKeeper(path.join(folder, 'app.log'), 'application');
  for (const event of ['one', 'two']) log.input.write(`${JSON.stringify({ level: 'info', event })}\n`);
  log.input.end();
  await log.ended();
  expect((await readNotes(folder)).lost).toEqual({ application: 2, database: null });
  expect(readdirSync(folder).sort()).toEqual(['app.log', 'app.lost.json']);
  expect(readFileSync(path.join(folder, 'app.lost.json'), 'utf8')).toBe('{"lost":2}\n');
});
