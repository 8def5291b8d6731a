import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { needWritable } from '@/scripts/writable';

test('a folder that is missing is made, and one that cannot be is refused in words', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'writable-'));
  needWritable(path.join(folder, 'a', 'b'), 'There is no build');
  expect(existsSync(path.join(folder, 'a', 'b'))).toBe(true);
  writeFileSync(path.join(folder, 'file'), '');
  expect(() => needWritable(path.join(folder, 'file', 'b'), 'There is no build')).toThrow(
    /^There is no build, and .* cannot be written to\. Start it once where it can\.$/,
  );
  rmSync(folder, { recursive: true });
});
