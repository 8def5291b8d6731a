import * as z from 'zod';
import { addAbsence, listAbsences } from '@/lib/db/absences';
import { CivilDateText, compareCivilDates } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { shareADay } from '@/lib/review/delegation';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';

export const StateAbsence = z
  .strictObject({ fromDay: CivilDateText, toDay: CivilDateText })
  .refine(({ fromDay, toDay }) => fromDay <= toDay, { path: ['toDay'], error: 'field/ends-first' });
export type StateAbsence = z.infer<typeof StateAbsence>;

/**
 * States that somebody is away on these days; whoever assigns or reminds sees it. It gives nobody a right and takes none.
 * @refuses rule_violation `absence/over` · `absence/stated`
 */
export async function stateAbsence(ctx: Context, input: StateAbsence): Promise<{ id: string }> {
  return command(ctx, 'absence.state', input, async (tx, actor, ctx) => {
    const { tenantId, personId } = actor;
    authorize(ctx, 'absence.state', { tenantId });
    const today = await todayAt(tx, ctx, tenantId);
    if (compareCivilDates(input.toDay, today) < 0) refuse('rule_violation', 'absence/over');
    const stated = await listAbsences(tx, [personId], today);
    if (stated.some((one) => shareADay(one, input))) refuse('rule_violation', 'absence/stated');
    const id = await addAbsence(tx, { tenantId, personId, ...input, at: ctx.now });
    await recordAudit(tx, ctx, 'absence.state', {
      objectType: 'person',
      objectId: personId,
      summary: 'days away stated',
      after: { ...input },
    });
    return { id };
  });
}
