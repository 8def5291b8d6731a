import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file that is there whole or not at all, whoever reads it meanwhile. */
export function writeWhole(
  file: string,
  text: string,
  options: { mode?: number; flush?: boolean } = {},
): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, options);
  renameSync(draft, file);
}
