import { readFileSync } from 'node:fs';
import { canRead, type SystemUser, systemUser } from '../system-user';

/**
 * As whom the application runs. Whoever broke into it would be that user, so it is one who reads neither the secret of the installation
 * nor the key that signs checkpoints, and may not touch the supervisor. Root can hand it over; anybody else cannot, and says so.
 * @returns the user, or a sentence that says why the application runs as we do
 */
export function appUser(program: string, port: number): SystemUser | string {
  if (process.platform === 'win32' || process.getuid?.() !== 0)
    return 'The application runs as you do, and so can read the secrets of this installation. Started as root it runs as a user of its own.';
  if (port < firstFreePort())
    return `The application runs as root, since only root may listen at port ${port}. Put a proxy before a higher one.`;
  const user = systemUser('crosswalk');
  if (user === null)
    return 'The application runs as root: the system user "crosswalk" could not be made. Make it, or start Crosswalk as an ordinary user.';
  const unreadable = [program, process.execPath].find((file) => !canRead(file, user));
  if (unreadable !== undefined)
    return `The application runs as root: the system user "crosswalk" may not read ${unreadable}. Put Crosswalk into a folder that others may enter (not below /root).`;
  return user;
}

/** @source man 7 ip, ip_unprivileged_port_start */
function firstFreePort(): number {
  try {
    return Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8'));
  } catch {
    return 1_024;
  }
}
