import type { Database } from '@/lib/db/client';
import { listPublicInstitutions } from '@/lib/db/public-institutions';
import { listOpenStageIds } from '@/lib/db/stages-to-lead';
import { withTenant } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { portionsOf } from '@/lib/kernel/portions-of';
import { logError } from '@/lib/next/log';
import { dayIn } from '@/lib/usecases/day-in';
import { sendClockMail } from '@/lib/usecases/review/send-clock-mail';

/** Stages that are looked at in one transaction. */
const portion = 25;

/**
 * Queues what the clock says of open reviews, at each institution whose day is another than at the last look. Several processes, and one that
 * starts anew, queue nothing twice: what was said is on record. A failure at one institution stops no other, and is tried again. `between`
 * is done after each portion of reviews, so that other mail does not wait for thousands of them.
 */
export async function remindByClock(
  database: Database,
  now: string,
  looked = new Map<string, CivilDate>(),
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<number> {
  let queued = 0;
  for (const { id: tenantId, timeZone } of await listPublicInstitutions(database, { now })) {
    const today = dayIn(now, timeZone);
    if (looked.get(tenantId) === today) continue;
    try {
      const open = await withTenant(database, { tenantId }, listOpenStageIds);
      for (const some of portionsOf(open, portion)) {
        queued += await withTenant(database, { tenantId }, (tx) => sendClockMail(tx, tenantId, some, now));
        await between();
      }
      looked.set(tenantId, today);
    } catch (error) {
      logError('reminding by the clock failed', '', error);
    }
  }
  return queued;
}

/** Milliseconds between two looks at whether a day has begun somewhere. */
const lookedEvery = 600_000;

/** The same, for calling again and again. */
export function clockWatch(
  database: Database,
  between?: () => Promise<unknown>,
): (clock?: number) => Promise<void> {
  const looked = new Map<string, CivilDate>();
  let last = -Infinity;
  return async (clock = performance.now()) => {
    if (clock - last < lookedEvery) return;
    await remindByClock(database, new Date().toISOString(), looked, between);
    last = clock;
  };
}
