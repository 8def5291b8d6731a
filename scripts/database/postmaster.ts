import { readFileSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { commandOf } from '../processes';

/** What a running server says about itself in postmaster.pid. */
export type Postmaster = { pid: number; port: number; ready: boolean };

/**
 * The server running on this data folder, or null. A file left behind by a killed server, whose process id may belong
 * to something else by now, is removed: PostgreSQL itself would refuse to start on it.
 */
export function findPostmaster(dataFolder: string): Postmaster | null {
  // Read once: a server that starts makes the file empty and fills it a moment later, which two looks would take for one left behind.
  const lines = readLines(fileIn(dataFolder));
  const running = runningBy(lines, dataFolder);
  if (running === null && (lines?.length ?? 0) > 1) rmSync(fileIn(dataFolder), { force: true });
  return running;
}

const fileIn = (dataFolder: string) => path.join(dataFolder, 'postmaster.pid');

/** The same, for whoever only looks: what a killed server left behind stays. */
export function postmasterOf(dataFolder: string): Postmaster | null {
  return runningBy(readLines(fileIn(dataFolder)), dataFolder);
}

function runningBy(lines: string[] | null, dataFolder: string): Postmaster | null {
  if (lines === null) return null;
  const pid = Number(lines[0]);
  const command = Number.isInteger(pid) && pid > 0 ? commandOf(pid) : null;
  // The folder must match too: the reused id may belong to the server of another installation.
  if (command === null || !command.includes('postgres')) return null;
  if (!command.includes(dataFolder) && !worksIn(pid, dataFolder)) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** A server works in its data folder, whatever that is called by now: by another link, or renamed since. Only Linux tells. */
function worksIn(pid: number, dataFolder: string): boolean {
  try {
    return realpathSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder);
  } catch {
    return false;
  }
}

function readLines(file: string): string[] | null {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    if (code === 'EACCES')
      throw new Error(
        `The database folder belongs to another user (${path.dirname(file)}). Start Crosswalk as the user who started it first, or as root.`,
      );
    throw error;
  }
}
