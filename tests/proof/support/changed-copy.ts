import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '@/scripts/project';

/** Copies the built product and puts something else in the place of what is found in its code. Returns the program to start. @refuses when nothing is found */
export function changedCopy(folder: string, wanted: RegExp, put: string): string {
  rmSync(folder, { recursive: true, force: true });
  cpSync(inProject('.next', 'standalone'), folder, { recursive: true, verbatimSymlinks: true });
  const chunks = path.join(folder, '.next', 'server', 'chunks');
  let found = 0;
  for (const name of readdirSync(chunks, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  )) {
    const file = path.join(chunks, name);
    const text = readFileSync(file, 'utf8');
    const changed = text.replace(wanted, () => {
      found += 1;
      return put;
    });
    if (changed !== text) writeFileSync(file, changed);
  }
  if (found === 0) throw new Error(`${wanted.source} was not found in the built product.`);
  return path.join(folder, 'server.js');
}
