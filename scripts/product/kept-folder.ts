import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SystemUser } from '../system-user';

/**
 * The only folder that the application writes to, for a file that it keeps from one start to the next: its own, and without what builds of
 * before have left there. @refuses where something else stands in its place
 */
export function makeRoomFor(file: string, user: SystemUser | null): void {
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true });
  // Whoever is in the application may write in it, so nothing in it is followed or trusted by us.
  if (!lstatSync(folder).isDirectory())
    throw new Error(`${folder} is no folder. Take it away and start again.`);
  if (user !== null) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory()))
    if (name !== path.basename(file)) rmSync(path.join(folder, name), { force: true });
}
