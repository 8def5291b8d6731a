import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readNotes } from '@/lib/next/operating-notes';
import { noteBackup, noteRestarts } from '@/scripts/product/write-note';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'crosswalk-notes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what is noted is read back, the last word of each', async () => {
  const logs = path.join(folder, 'log');
  noteRestarts(logs, { application: 0, database: 0 });
  noteRestarts(logs, { application: 2, database: 1 });
  noteBackup(logs, { takenAt: '2026-11-29T12:00:00.000Z', folder: '/backups/1' });
  expect(await readNotes(logs)).toEqual({
    restarts: { application: 2, database: 1 },
    backup: { takenAt: '2026-11-29T12:00:00.000Z', folder: '/backups/1' },
    lost: { application: null, database: null },
  });
  expect(readdirSync(logs)).toHaveLength(2);
});

test('what was never noted, is half a note or says something else is not known', async () => {
  const nothing = { restarts: null, backup: null, lost: { application: null, database: null } };
  expect(await readNotes(path.join(folder, 'away'))).toEqual(nothing);
  writeFileSync(path.join(folder, 'restarts.json'), '{"application": 1, "data');
  writeFileSync(path.join(folder, 'last-backup.json'), '{"takenAt":"yesterday","folder":"/b"}');
  writeFileSync(path.join(folder, 'app.lost.json'), '{"lost":-1}');
  expect(await readNotes(folder)).toEqual(nothing);
});

test('a note that finds no room holds nobody up', () => {
  const said = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  writeFileSync(path.join(folder, 'file'), '');
  noteRestarts(path.join(folder, 'file'), { application: 1, database: 0 });
  expect(said).toHaveBeenCalledOnce();
  said.mockRestore();
});
