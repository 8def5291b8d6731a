import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';

export type SystemUser = { uid: number; gid: number };

/** The system user of that name, made where there is none. @returns null where it cannot be made */
export function systemUser(name: string): SystemUser | null {
  const found = find(name);
  if (found) return found;
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name],
      {
        stdio: 'ignore',
        env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` }, // where it lies, and where a bare PATH does not look
      },
    );
  } catch {
    return null;
  }
  return find(name);
}

function find(name: string): SystemUser | null {
  try {
    const ask = (option: string) =>
      Number(execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return null;
  }
}

/** Whether that user may enter every folder on the way to the target. */
export function canReach(target: string, user: SystemUser): boolean {
  for (let folder = path.dirname(target); ; folder = path.dirname(folder)) {
    if (!may(folder, user, 0o1)) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/** Whether that user may read a file, and reach it. */
export function canRead(file: string, user: SystemUser): boolean {
  return canReach(file, user) && may(file, user, 0o4);
}

function may(place: string, user: SystemUser, what: number): boolean {
  const { mode, uid, gid } = statSync(place);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return (mode & (what << shift)) !== 0;
}
