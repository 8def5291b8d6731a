import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { keepTemporaryFilesInMemory } from '@/scripts/files-in-memory';

const before = process.env['TMPDIR'];
const memory = mkdtempSync(path.join(tmpdir(), 'crosswalk-memory-'));
afterEach(() => {
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
});
afterAll(() => rmSync(memory, { recursive: true, force: true }));

test('temporary files lie there until they are removed, those of a run that was killed as well', () => {
  // No process has that number: Linux ends at four million.
  const left = path.join(memory, 'crosswalk-test-99999999-left', 'within');
  const ofOthers = path.join(memory, 'of-others');
  const ofOneAtWork = path.join(memory, `crosswalk-test-${process.pid}-earlier`);
  for (const folder of [left, ofOthers, ofOneAtWork]) mkdirSync(folder, { recursive: true });

  const remove = keepTemporaryFilesInMemory(memory, 0);
  expect(path.dirname(tmpdir())).toBe(memory);
  expect(statSync(tmpdir()).mode & 0o7777).toBe(0o1777);
  expect(existsSync(left)).toBe(false);

  remove();
  expect(readdirSync(memory).sort()).toEqual([path.basename(ofOneAtWork), 'of-others'].sort());
});

test('where there is no such file system, or no room in it, they lie where they always do', () => {
  keepTemporaryFilesInMemory(path.join(memory, 'nowhere'));
  keepTemporaryFilesInMemory(memory, Infinity);
  expect(process.env['TMPDIR']).toBe(before);
});
