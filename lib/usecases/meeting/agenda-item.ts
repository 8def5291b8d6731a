import type { StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { StoredItem } from '@/lib/db/agendas';
import type { StageEnd } from '@/lib/db/stage-at-work';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { AgendaStage, MeetingStanding } from '@/lib/review/meeting';
import { type Votes, votesOf } from '@/lib/review/tally';
import { stageResource, tallyOf } from '../review/stage-resource';
import { meetingResource } from './meeting-facts';

/** A case that is, or could be, on an agenda, as somebody finds it. */
export interface AgendaItem extends AgendaStage, Votes, Omit<StoredItem, 'work'> {
  caseId: string;
  dueOn: CivilDate | null;
  outcome: StageEnd | null;
  minutesRef: string;
  /** It is open, and whoever reads this leads it: they may close it, once all is there that closing asks for. */
  isClosedByReader: boolean;
}

/** A stage as the rules of the agenda of that meeting ask for it, of whoever changes it. */
export function agendaStage(
  { work: { stage, reviewCase, recusedIds }, isDecidedHere }: StoredItem,
  actor: StaffMember,
  meeting: Pick<MeetingStanding, 'kind' | 'departmentId'>,
): AgendaStage {
  return {
    mayPlace: can(actor, 'meeting.setAgenda', { ...meetingResource(actor.tenantId, meeting), recusedIds })
      .allowed,
    stageId: stage.id,
    kind: stage.kind,
    departmentId: reviewCase.departmentId,
    status: stage.status,
    isDecidedHere,
  };
}

/** An item of an agenda for a reader: its votes by the one count of its case, and whether its decision is theirs to enter. */
export function agendaItem(
  item: StoredItem,
  actor: StaffMember,
  meeting: Pick<MeetingStanding, 'kind' | 'departmentId'>,
  today: CivilDate,
): AgendaItem {
  const { work, ...named } = item;
  const { stage, reviewCase } = work;
  return {
    ...named,
    ...agendaStage(item, actor, meeting),
    ...votesOf(stage.config, tallyOf(work, today)),
    caseId: reviewCase.id,
    dueOn: stage.dueOn,
    outcome: stage.outcome,
    minutesRef: stage.minutesRef,
    isClosedByReader: stage.status === 'open' && can(actor, 'review.closeStage', stageResource(work)).allowed,
  };
}
