import { type RoleRights, tooMuchFor } from '@/lib/db/role-rights';
import { type Clocks, clocksApart } from '../product/clock';
import { broken, type Finding, look, ok } from './finding';

/** @param version as PostgreSQL tells it: 180003 is 18.3 */
export function judgePostgres(version: number): Finding {
  const said = `${Math.floor(version / 10_000)}.${version % 10_000}`;
  return version < 180_000
    ? broken('PostgreSQL', `${said} is too old; 18 is needed. Move the data to a newer server.`)
    : ok('PostgreSQL', said);
}

export interface MigrationState {
  name: string;
  isFinished: boolean;
}

/** What this version of the code brings against what the database has. */
export function judgeMigrations(known: readonly string[], found: readonly MigrationState[]): Finding {
  const finished = new Set(found.filter(({ isFinished }) => isFinished).map(({ name }) => name));
  const missing = known.filter((name) => !finished.has(name));
  const newer = [...finished].filter((name) => !known.includes(name));
  if (missing.length > 0)
    return broken(
      'Migrations',
      `${missing.length} are missing, the first is ${missing[0]}. Stop Crosswalk and start it again: npm start applies them, or says what keeps it from doing so.`,
    );
  if (newer.length > 0)
    return look(
      'Migrations',
      `the database has ${newer.length} that this version does not know, the last is ${newer.sort().at(-1)}. Run the newer version.`,
    );
  return ok('Migrations', `all ${known.length} are there, the newest is ${[...known].sort().at(-1)}`);
}

export function judgeRoles(ofTenants: RoleRights, ofPublic: RoleRights): Finding {
  const tooMuch = [...tooMuchFor('tenants', ofTenants), ...tooMuchFor('public', ofPublic)];
  if (tooMuch.length > 0)
    return broken(
      'Database roles',
      `${tooMuch.join('; ')}. Take it away (ALTER ROLE, REVOKE) and find out who gave it; the application refuses to start with it.`,
    );
  return ok('Database roles', `${ofTenants.name} and ${ofPublic.name} may do their work and no more`);
}

/** Sessions, links, votes and the days of rules are compared over all of these clocks. */
export function judgeClocks(clocks: Clocks): Finding {
  const found = clocksApart(clocks);
  if (found.length === 0)
    return ok(
      'Clock',
      clocks.database === null ? 'no file is of the future' : 'database, trail, files and this machine agree',
    );
  return (found.some(({ isFar }) => isFar) ? broken : look)(
    'Clock',
    `${found.map(({ says }) => says).join('; ')}. Let all of them follow one time server.`,
  );
}

export interface VerifiedTrails {
  trails: number;
  entries: number;
  checkpoints: number;
  /** Which trail, and what the verifier said. */
  bad: readonly string[];
}

export function judgeTrails({ trails, entries, checkpoints, bad }: VerifiedTrails): Finding {
  if (bad.length > 0)
    return broken(
      'Audit trail',
      `${bad.join('; ')}. Change nothing, take a backup, and compare with the checkpoints that you keep elsewhere (docs/audit.md).`,
    );
  const said = `${entries} entries of ${trails} institutions hold together`;
  if (checkpoints === 0 && entries > 0)
    return look(
      'Audit trail',
      `${said}; there is no checkpoint here that would show an end that was cut off. npm run audit:checkpoint makes one.`,
    );
  return ok('Audit trail', `${said}, with ${checkpoints} checkpoints`);
}

/** What undoes separation of duties in one institution, each in a clause. */
export interface Undone {
  slug: string;
  says: readonly string[];
}

/** Nothing is broken by it: it was given by an administrator, before a second one was asked. @source docs/decisions/0022-a-second-administrator.md */
export function judgeSeparation(undone: readonly Undone[]): Finding {
  const said = undone.flatMap(({ slug, says }) => says.map((one) => `${slug}: ${one}`));
  return said.length === 0
    ? ok('Separation of duties', 'no roles undo it, and no record waits unclaimed for it')
    : look(
        'Separation of duties',
        `${said.slice(0, 20).join('; ')}${said.length > 20 ? `; and ${said.length - 20} more` : ''}. An administrator of the institution ends one of the two roles, or gives it again for another one to confirm; the page of its people lists them.`,
      );
}
