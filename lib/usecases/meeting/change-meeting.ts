import * as z from 'zod';
import { countDecidedIn } from '@/lib/db/agendas';
import { lockMeeting, updateMeeting } from '@/lib/db/meetings';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { mayCall, mayChangeMeeting } from '@/lib/review/meeting';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { mailMeeting, meetingFields, meetingResource } from './meeting-facts';

export const ChangeMeeting = z.strictObject({
  meetingId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  ...meetingFields,
});
export type ChangeMeeting = z.infer<typeof ChangeMeeting>;

/**
 * Moves a meeting, in time or place; who belongs to it gets mail, and calendars take the new time.
 * @refuses conflict `meeting/changed-meanwhile` · rule_violation `meeting/over` · invalid_transition, the reasons of `mayChangeMeeting`
 */
export async function changeMeeting(ctx: Context, input: ChangeMeeting): Promise<{ id: string }> {
  return command(ctx, 'meeting.change', input, async (tx, actor, ctx) => {
    const { tenantId, personId } = actor;
    const { meetingId, expectedVersion, ...facts } = input;
    const meeting = await lockMeeting(tx, meetingId);
    authorize(ctx, 'meeting.change', meetingResource(tenantId, meeting));
    if (meeting.rowVersion !== expectedVersion) refuse('conflict', 'meeting/changed-meanwhile');
    orRefuse(mayChangeMeeting(meeting, await countDecidedIn(tx, meetingId)), 'invalid_transition');
    orRefuse(mayCall(facts.day, await todayAt(tx, ctx, tenantId)));
    const { day, starts, minutes, place } = meeting;
    await updateMeeting(tx, { tenantId, id: meetingId, expectedVersion }, facts, {
      id: personId,
      at: ctx.now,
    });
    await mailMeeting(
      tx,
      'moved',
      { ...meeting, ...facts },
      { tenantId, personId, version: expectedVersion + 1 },
    );
    await recordAudit(tx, ctx, 'meeting.change', {
      objectType: 'review_meeting',
      objectId: meetingId,
      summary: 'a meeting moved',
      before: { day, starts, minutes, place },
      after: facts,
    });
    return { id: meetingId };
  });
}
