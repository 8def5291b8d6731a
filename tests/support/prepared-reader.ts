import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fingerprint } from '@/scripts/fingerprint';
import { buildFileReader } from '@/scripts/product/programs-apart';
import { inProject } from '@/scripts/project';

const folder = inProject('.cache', 'file-reader');
let made: Promise<string> | undefined;

/** The program that reads files as the product has it, made once for these sources. */
export function preparedReader(): Promise<string> {
  return (made ??= make());
}

async function make(): Promise<string> {
  const sources = ['lib', 'scripts/product/programs-apart.ts', 'package-lock.json'];
  const name = `${fingerprint(sources, (part) => part === path.join('lib', 'db')).slice(0, 16)}.mjs`;
  const file = path.join(folder, name);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder))
    if (old.length === name.length) rmSync(path.join(folder, old), { force: true });
  // Its final name only when complete.
  const draft = `${file}.${randomUUID()}`;
  await buildFileReader(draft);
  renameSync(draft, file);
  return file;
}
