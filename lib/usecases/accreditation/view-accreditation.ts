import * as read from '@/lib/db/accreditation';
import * as audit from '@/lib/db/audit';
import { getInstitution } from '@/lib/db/institutions';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { AccreditationPeriod, spanOf } from './export-accreditation';

export interface AccreditationView {
  period: { from: CivilDate; to: CivilDate };
  /** The asked days lie the wrong way round. */
  isCrossed: boolean;
  count: number;
  /** When it was taken, by whom, and the hash of the manifest: the newest first. */
  taken: audit.AuditRow[];
}

/** What an accreditation file of these days would hold; the last twelve months where no days are asked for. @refuses forbidden */
export async function viewAccreditation(
  ctx: Context,
  asked: Readonly<Record<string, string | readonly string[] | undefined>>,
): Promise<AccreditationView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'accreditation.export', { tenantId: actor.tenantId });
    const today = todayIn(ctx, (await getInstitution(tx, actor.tenantId)).timeZone);
    const period = AccreditationPeriod.safeParse({ from: asked['from'], to: asked['to'] }).data ?? {
      from: addDays(today, -364),
      to: today,
    };
    const isCrossed = period.from > period.to;
    return {
      period,
      isCrossed,
      count: isCrossed ? 0 : (await read.decidedIn(tx, await spanOf(tx, period))).length,
      taken: (await audit.listEvents(tx, { action: 'accreditation.export' }, 1, 20)).rows,
    };
  });
}
