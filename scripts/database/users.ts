import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { isAlive, recordOf } from '../processes';

const Note = z.object({ pid: z.number(), startedAt: z.string() });
let joins = 0;

/**
 * Notes that this process uses the server, and returns how to leave: true says that nobody else is left.
 * Users that were killed leave their note behind; it counts for nothing, since it names a process that is gone.
 */
export function joinUsers(folder: string): () => boolean {
  mkdirSync(folder, { recursive: true });
  const own = path.join(folder, `${process.pid}-${(joins += 1)}.json`);
  writeFileSync(own, JSON.stringify(recordOf(process.pid)));
  return () => {
    rmSync(own, { force: true });
    // Where somebody has taken the folder away, nobody is noted in it.
    return !existsSync(folder) || !readdirSync(folder).some((name) => isUser(path.join(folder, name)));
  };
}

function isUser(file: string): boolean {
  try {
    if (isAlive(Note.parse(JSON.parse(readFileSync(file, 'utf8'))))) return true;
    rmSync(file, { force: true });
    return false;
  } catch {
    // Half-written by a process that is just joining, or gone already: a note that names nobody stops nothing.
    return false;
  }
}
