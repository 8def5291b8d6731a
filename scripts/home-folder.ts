import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

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

const reasons: Record<string, string> = {
  EEXIST: 'is a file and not a folder',
  ENOTDIR: 'is a file, or lies in one, and is not a folder',
  EACCES: 'belongs to somebody else',
  EPERM: 'belongs to somebody else',
  EROFS: 'lies on a disk that can only be read',
  ENOSPC: 'lies on a disk that is full',
};
