import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { addCalendarAddress, endCalendarAddress } from '@/lib/db/calendar-addresses';
import { getInstitution } from '@/lib/db/institutions';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const GiveCalendar = z.strictObject({});
export type GiveCalendar = z.infer<typeof GiveCalendar>;

/**
 * Gives the person's calendar an address of its own, in place of the one before. Whoever has it reads the calendar without signing in; it
 * is told this once and kept as its hash. The answer is where the address is below the site.
 */
export async function giveCalendar(ctx: Context, input: GiveCalendar): Promise<{ path: string }> {
  const token = randomBytes(32).toString('base64url');
  return command(ctx, 'calendar.give', input, async (tx, actor, ctx) => {
    const { tenantId, personId } = actor;
    authorize(ctx, 'calendar.give', { tenantId });
    const earlier = await endCalendarAddress(tx, personId, ctx.now);
    const id = await addCalendarAddress(tx, { tenantId, personId, token, at: ctx.now });
    const { slug } = await getInstitution(tx, tenantId);
    await recordAudit(tx, ctx, 'calendar.give', {
      objectType: 'person',
      objectId: personId,
      summary: 'an address for the own calendar',
      after: { id, ...(earlier !== null && { inPlaceOf: earlier }) },
    });
    return { path: `/calendar/${slug}/${token}` };
  });
}
