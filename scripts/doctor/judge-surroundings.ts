import { judgeRoom } from '@/lib/next/disk-room';
import { isNameOfLoopback } from '@/lib/next/metrics-caller';
import type { OperatingNotes } from '@/lib/next/operating-notes';
import { broken, type Finding, look, ok } from './finding';

/** @param needed as package.json says it: ">=20.19" @param wanted the version that comes along with the packages, where one does */
export function judgeNode(running: string, needed: string, wanted: string | null): Finding {
  const said = running.replace(/^v/, '');
  if (isOlder(said, needed.replace(/^\D+/, '')))
    return broken('Node', `${said} is too old; ${needed} is needed. Install a newer one.`);
  if (wanted !== null && isOlder(said, wanted.split('.')[0] ?? ''))
    return look(
      'Node',
      `${said} is older than the ${wanted} that the product runs on. npm run doctor uses that one; so does npm start.`,
    );
  return ok('Node', said);
}

function isOlder(version: string, than: string): boolean {
  const [own, other] = [version, than].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (const [at, wanted] of other.entries()) {
    const part = own[at] ?? 0;
    if (part !== wanted) return part < wanted;
  }
  return false;
}

/** @units bytes of `free`; null where the disk is not there to be asked */
export function judgeDisk(free: number | null): Finding {
  if (free === null) return broken('Disk', 'the folder of the data cannot be looked at. Is its disk there?');
  const said = `${(free / 1_073_741_824).toFixed(1)} GB are free`;
  const room = judgeRoom(free);
  if (room === 'full') return broken('Disk', `${said}; nothing is saved any more. Make room.`);
  return room === 'low' ? look('Disk', `${said}. Make room soon.`) : ok('Disk', said);
}

/** @param refusal why the mail server was not reached, null where it answered and let us in */
export function judgeMail(isSet: boolean, hasProvider: boolean, refusal: string | null): Finding {
  if (!isSet)
    return (hasProvider ? ok : look)(
      'Mail',
      `SMTP_URL is not set: notices wait in the outbox${hasProvider ? '' : ', and nobody can sign in by a link'}.`,
    );
  return refusal === null
    ? ok('Mail', 'the mail server answers and lets us in; nothing was sent')
    : broken('Mail', `the mail server cannot be used (${refusal}). Check SMTP_URL and the way there.`);
}

/** What answered at the address that people use. */
export type Answer = { status: number; isOurs: boolean } | { unreachable: string } | 'not asked';

export function judgeAddress(address: string | null, answer: Answer): Finding {
  if (address === null) return ok('Address', 'NEXTAUTH_URL is not set, and nothing runs to be asked');
  const { protocol, host } = new URL(address);
  const isPublic = !isNameOfLoopback(host);
  if (isPublic && protocol !== 'https:')
    return broken(
      'Address',
      `${address} is not https: sessions and what people type travel in the open. Let a proxy end TLS and set NEXTAUTH_URL to the https address.`,
    );
  if (answer === 'not asked') return ok('Address', `${address}; nothing runs to be asked`);
  if ('unreachable' in answer)
    return broken(
      'Address',
      `${address} does not answer (${answer.unreachable}). Check name, proxy and certificate.`,
    );
  if (!answer.isOurs)
    return broken(
      'Address',
      `something else answers at ${address} (status ${answer.status}). Check where the proxy leads.`,
    );
  return answer.status === 200
    ? ok('Address', `${address} answers and is ready`)
    : broken(
        'Address',
        `${address} answers and is not ready (${answer.status}). See the lines on the database.`,
      );
}

/** @units hours */
const backupEvery = 26;
const backupTooOld = 7 * 24;

/** @param isThere whether its folder still holds it */
export function judgeBackup(backup: OperatingNotes['backup'], isThere: boolean, now: Date): Finding {
  if (backup === null)
    return look(
      'Backup',
      'none was made from here. npm run backup -- FOLDER makes one; if another tool does, look there.',
    );
  const hours = (now.getTime() - Date.parse(backup.takenAt)) / 3_600_000;
  const said = `the newest is ${hours < 48 ? `${Math.round(hours)} hours` : `${Math.floor(hours / 24)} days`} old`;
  if (hours > backupTooOld)
    return broken(
      'Backup',
      `${said}: everything since then would be lost with the disk. npm run backup -- FOLDER makes one.`,
    );
  if (!isThere)
    return look(
      'Backup',
      `${said} and not in ${backup.folder} any more. If it was moved to a safe place, all is well.`,
    );
  return hours > backupEvery
    ? look('Backup', `${said}. Make one every day.`)
    : ok('Backup', `${said}, in ${backup.folder}`);
}

export interface LogState {
  /** Files of the log and those set aside. */
  files: number;
  mostFiles: number;
  /** Of the newest. @units bytes */
  size: number;
  largest: number;
  /** Null where it can be written. */
  refusal: string | null;
  lost: number;
}

export function judgeLog(logs: readonly LogState[]): Finding {
  const refused = logs.find(({ refusal }) => refusal !== null);
  if (refused)
    return broken('Log', `cannot be written (${refused.refusal}). Give it back to whoever runs Crosswalk.`);
  const lost = logs.reduce((sum, log) => sum + log.lost, 0);
  if (lost > 0)
    return look('Log', `${lost} lines were lost since the start; "lines lost" in the log says when and why.`);
  const unbounded = logs.some(
    ({ files, mostFiles, size, largest }) => files > mostFiles + 1 || size > 2 * largest,
  );
  if (unbounded)
    return look(
      'Log',
      'is longer than it should become. Is something else writing there, or did its keeper end?',
    );
  return ok(
    'Log',
    logs.length === 0 ? 'there is none yet' : 'is bounded, can be written and has lost nothing',
  );
}

/** Settings that contradict each other, lack another or are none. `refusals` are those of the application itself. */
export function judgeSettings(
  given: Readonly<Record<string, string | undefined>>,
  refusals: readonly string[],
  unknown: readonly string[],
): Finding[] {
  const of = 'Settings';
  const { DATABASE_URL, CROSSWALK_SECRET = '', NEXTAUTH_URL, ALLOWED_HOSTS, TRUSTED_PROXIES = '0' } = given;
  const wrong = [...refusals];
  const odd = unknown.map((name) => `${name} in .env is no setting of Crosswalk`);
  if (DATABASE_URL && CROSSWALK_SECRET.length < 32)
    wrong.push('DATABASE_URL needs CROSSWALK_SECRET with at least 32 characters');
  const address = NEXTAUTH_URL && URL.canParse(NEXTAUTH_URL) ? new URL(NEXTAUTH_URL) : null;
  const hosts = ALLOWED_HOSTS?.split(',').map((host) => host.trim().toLowerCase());
  if (address && hosts && !hosts.includes(address.host))
    wrong.push(
      `ALLOWED_HOSTS does not name ${address.host}, the host of NEXTAUTH_URL: everybody is turned away`,
    );
  if (address?.protocol === 'https:' && TRUSTED_PROXIES === '0')
    odd.push(
      'NEXTAUTH_URL is https, which a proxy has to end, and TRUSTED_PROXIES is 0: all people count as one caller. Set it to the number of proxies',
    );
  if (address?.protocol === 'https:' && given['CROSSWALK_DEMONSTRATION'] === '1')
    odd.push('CROSSWALK_DEMONSTRATION is 1 at a public address: anybody can be anybody');
  const findings = [
    ...wrong.map((says) => broken(of, `${says}.`)),
    ...odd.map((says) => look(of, `${says}.`)),
  ];
  return findings.length > 0 ? findings : [ok(of, 'none is missing, and none contradicts another')];
}
