import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { whereElseDataLies } from './database/runner';

/** Makes the folder that an installation keeps everything in, and sees that it can be written to. @refuses in words where it cannot */
export function openHome(home: string): void {
  const probe = path.join(home, `.writable.${process.pid}`);
  try {
    mkdirSync(home, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const why = reasons[code];
    if (why === undefined) throw error;
    throw new Error(`${home} ${why}. Set CROSSWALK_HOME to a folder that Crosswalk may write to.`, {
      cause: error,
    });
  }
}

/** Whether a folder is where another disk begins. */
export function isMounted(home: string): boolean {
  return existsSync(home) && statSync(home).dev !== statSync(path.dirname(path.resolve(home))).dev;
}

const dataOf = (home: string) => whereElseDataLies(path.resolve(home, 'postgres'));

/** Gives a home folder, that nobody uses at the moment, its name; data that lies elsewhere goes along. */
export function renameHome(from: string, to: string): void {
  const [was, is] = [dataOf(from), dataOf(to)];
  if (existsSync(was)) {
    mkdirSync(path.dirname(is), { recursive: true, mode: 0o755 });
    renameSync(was, is);
    rmSync(path.dirname(was), { recursive: true });
  }
  renameSync(from, to);
}

/** Removes everything that a home folder holds, and the folder where it can be; nobody uses it at the moment. */
export function removeHome(home: string): void {
  rmSync(path.dirname(dataOf(home)), { recursive: true, force: true });
  if (!isMounted(home)) return rmSync(home, { recursive: true, force: true });
  for (const name of readdirSync(home)) rmSync(path.join(home, name), { recursive: true, force: true });
}

const reasons: Record<string, string> = {
  EEXIST: 'is a file and not a folder',
  ENOTDIR: 'is a file, or lies in one, and is not a folder',
  EACCES: 'belongs to somebody else',
  EPERM: 'belongs to somebody else',
  EROFS: 'lies on a disk that can only be read',
  ENOSPC: 'lies on a disk that is full',
};
