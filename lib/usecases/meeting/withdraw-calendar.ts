import * as z from 'zod';
import { endCalendarAddress } from '@/lib/db/calendar-addresses';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const WithdrawCalendar = z.strictObject({});
export type WithdrawCalendar = z.infer<typeof WithdrawCalendar>;

/** Takes the own calendar address back: from this moment on nobody reads anything there. @refuses not_found `calendar/none` */
export async function withdrawCalendar(ctx: Context, input: WithdrawCalendar): Promise<{ id: string }> {
  return command(ctx, 'calendar.withdraw', input, async (tx, actor, ctx) => {
    const { tenantId, personId } = actor;
    authorize(ctx, 'calendar.withdraw', { tenantId });
    const id = (await endCalendarAddress(tx, personId, ctx.now)) ?? refuse('not_found', 'calendar/none');
    await recordAudit(tx, ctx, 'calendar.withdraw', {
      objectType: 'person',
      objectId: personId,
      summary: 'the address of the own calendar taken back',
      before: { id },
    });
    return { id };
  });
}
