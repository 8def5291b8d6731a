import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SystemUser } from '../system-user';

/**
 * The only folder that the application writes to, for a file that it keeps from one start to the next: its own, and without what builds of
 * before have left there. @refuses where something else stands in its place, or somebody else's folder
 */
export function makeRoomFor(file: string, user: SystemUser | null): void {
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true });
  // Whoever is in the application may write in it, so nothing in it is followed or trusted by us.
  if (!lstatSync(folder).isDirectory())
    throw new Error(`${folder} is no folder. Take it away and start again.`);
  if (user !== null) chownSync(folder, user.uid, user.gid);
  try {
    chmodSync(folder, 0o700);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    throw new Error(
      `${folder} belongs to another user, as whom the application ran here before. Start Crosswalk as whoever started it then, or have that folder removed: all in it is made anew.`,
      { cause: error },
    );
  }
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory()))
    if (name !== path.basename(file)) rmSync(path.join(folder, name), { force: true });
}
