import * as z from 'zod';
import { findAgendaStages, keepAgenda, listAgenda, type StoredItem } from '@/lib/db/agendas';
import { lockMeeting, updateMeeting } from '@/lib/db/meetings';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { maySetAgenda, mostItems } from '@/lib/review/meeting';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { agendaStage } from './agenda-item';
import { meetingResource } from './meeting-facts';

export const SetAgenda = z.strictObject({
  meetingId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  /** The stages of the agenda in their order, with commas between. */
  order: z
    .string()
    .max(40 * 37)
    .transform((text) => (text === '' ? [] : text.split(',')))
    .pipe(z.array(z.uuid())),
  /** Stages that come behind them. */
  add: z.array(z.uuid()).max(mostItems).default([]),
});
export type SetAgenda = z.infer<typeof SetAgenda>;

/**
 * Puts cases on the agenda of a meeting, takes them off, or in another order: the agenda is what is sent, whole.
 * @refuses conflict `meeting/changed-meanwhile` · not_found `review/not-found` · rule_violation, the reasons of `maySetAgenda`
 */
export async function setAgenda(ctx: Context, input: SetAgenda): Promise<{ id: string }> {
  return command(ctx, 'meeting.setAgenda', input, async (tx, actor, ctx) => {
    const { tenantId, personId } = actor;
    const { meetingId, expectedVersion, order, add } = input;
    const meeting = await lockMeeting(tx, meetingId);
    authorize(ctx, 'meeting.setAgenda', meetingResource(tenantId, meeting));
    if (meeting.rowVersion !== expectedVersion) refuse('conflict', 'meeting/changed-meanwhile');
    const stageOf = (item: StoredItem) => agendaStage(item, actor, meeting);
    const before = (await listAgenda(tx, meetingId)).map(stageOf);
    const wanted = [...new Set([...order, ...add])];
    const found = (await findAgendaStages(tx, meetingId, wanted)).map(stageOf);
    if (found.length !== wanted.length) refuse('not_found', 'review/not-found');
    orRefuse(maySetAgenda(meeting, before, found));
    await updateMeeting(tx, { tenantId, id: meetingId, expectedVersion }, {}, { id: personId, at: ctx.now });
    await keepAgenda(tx, { tenantId, meetingId }, wanted);
    await recordAudit(tx, ctx, 'meeting.setAgenda', {
      objectType: 'review_meeting',
      objectId: meetingId,
      summary: `an agenda of ${wanted.length}`,
      before: { stageIds: before.map(({ stageId }) => stageId) },
      after: { stageIds: wanted },
    });
    return { id: meetingId };
  });
}
