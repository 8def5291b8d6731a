import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { canReach, type SystemUser, systemUser } from '../system-user';
import { copyNative, nativeFolder } from './binaries';

/** Who runs PostgreSQL, with which programs, and where its data lies. */
export type Runner = { native: string; dataFolder: string; user: SystemUser | null };

/**
 * PostgreSQL refuses to run as root, so root hands it to another user. When that user cannot reach the project
 * (a folder below /root, say), programs and data are kept below /var/lib/crosswalk instead.
 */
export function chooseRunner(wishedDataFolder: string): Runner {
  const native = nativeFolder();
  if (process.platform === 'win32' || process.getuid?.() !== 0)
    return { native, dataFolder: wishedDataFolder, user: null };
  const user = ownerOf(wishedDataFolder) ?? postgresUser();
  mkdirSync(path.dirname(wishedDataFolder), { recursive: true });
  if (canReach(wishedDataFolder, user) && canReach(native, user))
    return { native, dataFolder: wishedDataFolder, user };
  const dataFolder = whereElseDataLies(wishedDataFolder);
  mkdirSync(path.dirname(dataFolder), { recursive: true, mode: 0o755 });
  return { native: copyNative(native, '/var/lib/crosswalk'), dataFolder, user };
}

/** Where data is kept that its user could not reach below the home folder; it may not be there. */
export function whereElseDataLies(wishedDataFolder: string): string {
  const name = createHash('sha256').update(wishedDataFolder).digest('hex').slice(0, 12);
  return path.join('/var/lib/crosswalk', name, path.basename(wishedDataFolder));
}

/** Where the data of a server is that has been started before, for whoever only looks. */
export function whereDataLies(wishedDataFolder: string): string {
  const wished = path.resolve(wishedDataFolder);
  const other = whereElseDataLies(wished);
  return !existsSync(path.join(wished, 'PG_VERSION')) && existsSync(other) ? other : wished;
}

/** Options for a child process that must run as that user. */
export function asUser(user: SystemUser | null): { uid?: number; gid?: number } {
  return user ?? {};
}

/** What PostgreSQL gets to know of our environment: next to nothing. */
export const bareEnvironment = {
  PATH: process.env['PATH'] ?? '',
  LC_ALL: 'C',
} as unknown as NodeJS.ProcessEnv;

export function giveTo(file: string, user: SystemUser | null): void {
  if (user) chownSync(file, user.uid, user.gid);
}

// A cluster started earlier by an ordinary user stays theirs when root starts it the next time.
function ownerOf(folder: string): SystemUser | null {
  if (!existsSync(folder)) return null;
  const { uid, gid } = statSync(folder);
  return uid === 0 ? null : { uid, gid };
}

function postgresUser(): SystemUser {
  const user = systemUser('postgres');
  if (user === null)
    throw new Error(
      'PostgreSQL does not run as root, and a user "postgres" could not be made. Start Crosswalk as an ordinary user.',
    );
  return user;
}
