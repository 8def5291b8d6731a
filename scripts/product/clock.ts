import { withClient, type Connection } from '../database/connection';

/** How far others are ahead of the clock of this machine; null where there is nothing to compare with. @units seconds */
export interface Clocks {
  database: number | null;
  /** The newest time of a file of the home folder. */
  newestFile: number | null;
  /** The newest entry of the trail. */
  newestEntry: number | null;
}

/** @units seconds */
const near = 2;
const far = 60;

/**
 * Which clocks do not agree with that of this machine, each in a clause, and whether so far that something would be dated wrongly: votes
 * and decisions before what they rest on. What is older than now is no fault of a file or an entry.
 */
export function clocksApart({
  database,
  newestFile,
  newestEntry,
}: Clocks): { says: string; isFar: boolean }[] {
  const apart = (ahead: number | null, says: (seconds: string) => string) =>
    ahead === null || Math.abs(ahead) <= near
      ? []
      : [{ says: says(`${Math.round(Math.abs(ahead) * 10) / 10} s`), isFar: Math.abs(ahead) > far }];
  const ofTheFuture = (ahead: number | null) => (ahead === null ? null : Math.max(0, ahead));
  return [
    ...apart(
      database,
      (by) => `the database is ${by} ${(database ?? 0) > 0 ? 'ahead of' : 'behind'} this machine`,
    ),
    ...apart(
      ofTheFuture(newestFile),
      (by) => `the newest file is of ${by} from now, so this clock was set back`,
    ),
    ...apart(
      ofTheFuture(newestEntry),
      (by) => `the newest entry of the trail is of ${by} from now, so this clock was set back`,
    ),
  ];
}

/**
 * Compares the clock of this machine with the newest entry of the trail. Who knows that the clock is right now, and was wrong before, says
 * so by CROSSWALK_CLOCK_IS_RIGHT=1. @refuses in words where they are far apart
 */
export async function checkClock(admin: Connection, now: Date): Promise<void> {
  if (process.env['CROSSWALK_CLOCK_IS_RIGHT'] === '1') return;
  const newest = await withClient(admin, async (client) => {
    const { rows: trails } = await client.query<{ name: string | null }>(
      "select to_regclass('audit_head')::text as name",
    );
    if (trails[0]?.name == null) return null;
    const { rows } = await client.query<{ at: Date | null }>(
      'select max(e.at) as at from audit_head h join audit_event e on e.tenant_id = h.tenant_id and e.seq = h.seq',
    );
    return rows[0]?.at ?? null;
  });
  const newestEntry = newest === null ? null : (newest.getTime() - now.getTime()) / 1_000;
  const [found] = clocksApart({ database: null, newestFile: null, newestEntry });
  if (newest === null || !found?.isFar) return;
  throw new Error(
    `The clock of this machine says ${now.toISOString()}, and the newest entry of the trail is of ${newest.toISOString()}. Set the clock, or, where it is right and was wrong before, start with CROSSWALK_CLOCK_IS_RIGHT=1. Nothing was changed.`,
  );
}
