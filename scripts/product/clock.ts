import { withClient, type Connection } from '../database/connection';

/** What a clock that is kept may go back by. @units milliseconds */
const allowed = 60_000;

/**
 * Compares the clock of this machine with the newest entry of the trail. With a clock that was set back, votes and decisions would be
 * dated before what they rest on. Who knows that the clock is right now, and was wrong before, says so by CROSSWALK_CLOCK_IS_RIGHT=1.
 * @refuses in words where the clock is more than a minute behind
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
  if (newest === null || newest.getTime() <= now.getTime() + allowed) return;
  throw new Error(
    `The clock of this machine says ${now.toISOString()}, and the newest entry of the trail is of ${newest.toISOString()}. Set the clock, or, where it is right and was wrong before, start with CROSSWALK_CLOCK_IS_RIGHT=1. Nothing was changed.`,
  );
}
