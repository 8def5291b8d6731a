import * as z from 'zod';
import { countDecidedIn } from '@/lib/db/agendas';
import { lockMeeting, updateMeeting } from '@/lib/db/meetings';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { mayChangeMeeting } from '@/lib/review/meeting';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { mailMeeting, meetingResource } from './meeting-facts';

export const CancelMeeting = z.strictObject({
  meetingId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
});
export type CancelMeeting = z.infer<typeof CancelMeeting>;

/**
 * Calls a meeting off, for good; its cases stay open. @refuses conflict `meeting/changed-meanwhile` · invalid_transition, the reasons of
 * `mayChangeMeeting`
 */
export async function cancelMeeting(ctx: Context, input: CancelMeeting): Promise<{ id: string }> {
  return command(ctx, 'meeting.cancel', input, async (tx, actor, ctx) => {
    const { tenantId, personId } = actor;
    const { meetingId: id, expectedVersion } = input;
    const meeting = await lockMeeting(tx, id);
    authorize(ctx, 'meeting.cancel', meetingResource(tenantId, meeting));
    if (meeting.rowVersion !== expectedVersion) refuse('conflict', 'meeting/changed-meanwhile');
    orRefuse(mayChangeMeeting(meeting, await countDecidedIn(tx, id)), 'invalid_transition');
    await updateMeeting(
      tx,
      { tenantId, id, expectedVersion },
      { isCancelled: true },
      { id: personId, at: ctx.now },
    );
    await mailMeeting(tx, 'cancelled', meeting, { tenantId, personId, version: expectedVersion + 1 });
    await recordAudit(tx, ctx, 'meeting.cancel', {
      objectType: 'review_meeting',
      objectId: id,
      summary: 'a meeting called off',
      before: { day: meeting.day, starts: meeting.starts },
    });
    return { id };
  });
}
