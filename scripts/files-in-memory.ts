import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import path from 'node:path';
import { commandOf } from './processes';

const prefix = 'crosswalk-test-';

/**
 * Room that a run takes for good measure: it needs a tenth of it at once. Linux counts as free what it could give back.
 * @units bytes
 */
const enough = 6 * 2 ** 30;

/**
 * Lets this process and all that it starts keep temporary files in memory, where the machine has a file system for that and room in it.
 * A run makes and removes a database of three hundred files for each test file, and ext4 looks through every file that was removed in the
 * last seconds before it makes one: a copy takes 12 ms in memory and 60 to 1,000 on that disk. Elsewhere nothing changes but the time.
 * @returns what removes all of it at the end
 */
export function keepTemporaryFilesInMemory(memory = '/dev/shm', room = enough): () => void {
  if (!existsSync(memory)) return () => undefined;
  removeWhatNobodyHas(memory);
  const { bavail, bsize } = statfsSync(memory);
  if (Math.min(bavail * bsize, freemem()) < room) return () => undefined;
  const folder = mkdtempSync(path.join(memory, `${prefix}${process.pid}-`));
  // As every such folder: where root starts them, databases and the application belong to other users, who write here as well.
  chmodSync(folder, 0o1777);
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** A run that was killed has left its files, which would fill the memory. */
function removeWhatNobodyHas(memory: string): void {
  for (const name of readdirSync(memory)) {
    const owner = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1] ?? 0);
    if (owner > 0 && commandOf(owner) === null)
      rmSync(path.join(memory, name), { recursive: true, force: true });
  }
}
