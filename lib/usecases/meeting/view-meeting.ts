import * as z from 'zod';
import { type AgendaItem, findMeeting, listAgenda, listForAgenda, type Meeting } from '@/lib/db/meetings';
import { refuse } from '@/lib/kernel/refusal';
import { hasBegun, mayChangeMeeting, mostItems } from '@/lib/review/meeting';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { leadsMeeting, momentAt } from './meeting-facts';

export type { AgendaItem, Meeting, MeetingRow } from '@/lib/db/meetings';

export const ViewMeeting = z.object({
  meetingId: z.uuid(),
  /** Of what can be put on the agenda: words of the title or the code. */
  q: z.string().trim().max(100).catch(''),
  /** The case whose decision is entered. */
  item: z.uuid().optional().catch(undefined),
});
export type ViewMeeting = z.infer<typeof ViewMeeting>;

export interface MeetingView {
  meeting: Meeting;
  items: AgendaItem[];
  hasBegun: boolean;
  /** The person leads such reviews. */
  leads: boolean;
  /** It can be moved and called off. */
  isOpen: boolean;
  /** What can be put on the agenda, what is due first; empty to whoever does not lead. */
  addable: { rows: AgendaItem[]; total: number };
  /** The open case whose decision comes next, or that was asked for; null before it has begun, and to whoever does not lead. */
  chosen: AgendaItem | null;
}

const mostAddable = 25;

/** A meeting with its agenda. @refuses not_found */
export async function viewMeeting(ctx: Context, { meetingId, q, item }: ViewMeeting): Promise<MeetingView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'meeting.view', { tenantId: actor.tenantId });
    const meeting = (await findMeeting(tx, meetingId)) ?? refuse('not_found', 'meeting/not-found');
    const items = await listAgenda(tx, meetingId);
    const leads = leadsMeeting(actor, meeting);
    const begun = hasBegun(meeting, await momentAt(tx, ctx, actor.tenantId));
    const canAdd = leads && !meeting.isCancelled && items.length < mostItems;
    const open = items.filter(({ status }) => status === 'open');
    return {
      meeting,
      items,
      hasBegun: begun,
      leads,
      isOpen: mayChangeMeeting(meeting, items.filter(({ isDecidedHere }) => isDecidedHere).length).ok,
      addable: canAdd ? await listForAgenda(tx, meeting, q, mostAddable) : { rows: [], total: 0 },
      chosen: begun && leads ? (open.find(({ stageId }) => stageId === item) ?? open[0] ?? null) : null,
    };
  });
}
