import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './project';

/** One number for the content of files and folders (given relative to the project); missing ones count as missing. */
export function fingerprint(
  parts: readonly string[],
  skip: (relative: string) => boolean = () => false,
): string {
  const hash = createHash('sha256');
  const add = (relative: string): void => {
    if (skip(relative)) return;
    const file = path.join(projectRoot, relative);
    if (!existsSync(file)) return void hash.update(`missing ${relative}\0`);
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file).sort()) add(path.join(relative, name));
      return;
    }
    hash.update(`${relative}\0`).update(readFileSync(file)).update('\0');
  };
  for (const part of parts) add(part);
  return hash.digest('hex');
}
