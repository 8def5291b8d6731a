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

/** What a role that the application signs in as may do beyond its work. */
export interface RoleRights {
  name: string;
  isSuperuser: boolean;
  bypassesRowSecurity: boolean;
  makesRolesOrDatabases: boolean;
  owns: number;
  actsAsOwner: boolean;
  /** Tables that it may write; of the role for public data there must be none. */
  writes: number;
}

export function judgeRoles(roles: readonly RoleRights[]): Finding {
  const tooMuch = roles.flatMap((role) => [
    ...(role.isSuperuser ? [`${role.name} is a superuser`] : []),
    ...(role.bypassesRowSecurity ? [`${role.name} bypasses row-level security`] : []),
    ...(role.makesRolesOrDatabases ? [`${role.name} may make roles or databases`] : []),
    ...(role.owns > 0 ? [`${role.name} owns ${role.owns} tables`] : []),
    ...(role.actsAsOwner ? [`${role.name} may act as app_owner`] : []),
    ...(role.name === 'app_public' && role.writes > 0
      ? [`${role.name} may write ${role.writes} tables`]
      : []),
  ]);
  if (tooMuch.length > 0)
    return broken(
      'Database roles',
      `${tooMuch.join('; ')}. Take it away (ALTER ROLE, REVOKE) and find out who gave it; the application refuses to start with it.`,
    );
  return ok('Database roles', `${roles.map(({ name }) => name).join(' and ')} may do their work and no more`);
}

/** How far the clock of the database, and the newest time of a file, are ahead of ours. @units seconds */
export interface Clocks {
  database: number | null;
  newestFile: number | null;
}

/** @units seconds */
const near = 2;
const tooFar = 60;

/** Sessions, links and the days of rules are compared over all three clocks. */
export function judgeClocks({ database, newestFile }: Clocks): Finding {
  const apart = [
    ...(database !== null && Math.abs(database) > near
      ? [`the database is ${described(database)} this machine`]
      : []),
    ...(newestFile !== null && newestFile > near
      ? [`the newest file is of ${Math.round(newestFile)} s from now, so this clock was set back`]
      : []),
  ];
  if (apart.length === 0)
    return ok(
      'Clock',
      database === null ? 'no file is of the future' : 'database, files and this machine agree',
    );
  const isFar = Math.abs(database ?? 0) > tooFar || (newestFile ?? 0) > tooFar;
  return (isFar ? broken : look)('Clock', `${apart.join('; ')}. Let all of them follow one time server.`);
}

function described(ahead: number): string {
  return `${Math.round(Math.abs(ahead) * 10) / 10} s ${ahead > 0 ? 'ahead of' : 'behind'}`;
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
