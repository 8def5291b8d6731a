import * as z from 'zod';
import { recordsOf } from '@/lib/access/actor';
import { listAgenda, listForAgenda, type StoredItem } from '@/lib/db/agendas';
import { conditionsOfStages, type StageConditions } from '@/lib/db/conditions-of-stages';
import { findMeeting, type Meeting } from '@/lib/db/meetings';
import { refuse } from '@/lib/kernel/refusal';
import { hasBegun, mayChangeMeeting, mostItems } from '@/lib/review/meeting';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { type AgendaItem, agendaItem } from './agenda-item';
import { leadsMeeting, momentAt } from './meeting-facts';

export type { Meeting, MeetingRow } from '@/lib/db/meetings';
export type { AgendaItem } from './agenda-item';

export const ViewMeeting = z.object({
  meetingId: z.uuid(),
  /** Of what can be put on the agenda: words of the title or the code. */
  q: z.string().trim().max(100).catch(''),
  /** The case whose decision is entered. */
  item: z.uuid().optional().catch(undefined),
});
export type ViewMeeting = z.infer<typeof ViewMeeting>;

/** An item with what its decision is conditional on; null where there is nothing of that. */
export type ItemOfMeeting = AgendaItem & { conditions: StageConditions | null };

export interface MeetingView {
  meeting: Meeting;
  items: ItemOfMeeting[];
  hasBegun: boolean;
  /** The person leads such reviews. */
  leads: boolean;
  /** The person leads such reviews, or one of the cases: entering decisions is, or will be, theirs to know of. */
  enters: boolean;
  /** It can be moved and called off. */
  isOpen: boolean;
  /** What can be put on the agenda, what is due first; empty to whoever does not lead. */
  addable: { rows: AgendaItem[]; total: number };
  /**
   * The open case whose decision comes next, or that was asked for: the first one that the person closes. Whoever leads such reviews and
   * closes none is shown the first all the same, and told who does; null to everybody else, and before it has begun.
   */
  chosen: AgendaItem | null;
}

const mostAddable = 25;

/** A meeting with its agenda. @refuses not_found */
export async function viewMeeting(ctx: Context, { meetingId, q, item }: ViewMeeting): Promise<MeetingView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'meeting.view', { tenantId: actor.tenantId });
    const meeting = (await findMeeting(tx, meetingId)) ?? refuse('not_found', 'meeting/not-found');
    const now = await momentAt(tx, ctx, actor.tenantId);
    const forReader = (item: StoredItem) => agendaItem(item, actor, meeting, now.day);
    const agenda = (await listAgenda(tx, meetingId)).map(forReader);
    const conditions = await conditionsOfStages(
      tx,
      agenda.map(({ stageId }) => stageId),
    );
    const items = agenda.map((one) => ({ ...one, conditions: conditions.get(one.stageId) ?? null }));
    const leads = leadsMeeting(actor, meeting);
    const begun = hasBegun(meeting, now);
    const canAdd = leads && !meeting.isCancelled && items.length < mostItems;
    const addable = canAdd
      ? await listForAgenda(tx, meeting, { words: q, byIds: recordsOf(actor) }, mostAddable)
      : { rows: [], total: 0 };
    const own = items.filter(({ isClosedByReader }) => isClosedByReader);
    const told = leads ? items.filter(({ status }) => status === 'open') : own;
    return {
      meeting,
      items,
      hasBegun: begun,
      leads,
      enters: leads || own.length > 0,
      isOpen: mayChangeMeeting(meeting, items.filter(({ isDecidedHere }) => isDecidedHere).length).ok,
      addable: { ...addable, rows: addable.rows.map(forReader) },
      chosen: begun ? (told.find(({ stageId }) => stageId === item) ?? own[0] ?? told[0] ?? null) : null,
    };
  });
}
