import type { Role, StaffMember } from '@/lib/access/actor';
import { can, type Resource } from '@/lib/access/can';
import type { Colleague } from '@/lib/db/colleagues';
import type { StageAssignment, StageAtWork } from '@/lib/db/review-cases';
import { type CivilDate, compareCivilDates } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { isBlind } from '@/lib/review/blind';
import { type CloseReason, isChairAlone, lacksReviewers, mayClose } from '@/lib/review/eligibility';
import { tally, type Tally } from '@/lib/review/tally';

/** What `can` needs to know of a stage. */
export function stageResource({
  stage,
  reviewCase,
  authorId,
  contributorIds,
  assignments,
  recusedIds,
}: StageAtWork): Resource {
  return {
    tenantId: reviewCase.tenantId,
    departmentId: reviewCase.departmentId,
    authorId,
    contributorIds,
    chairId: stage.chairId,
    stageKind: stage.kind,
    assigneeIds: assignments.map((assignment) => assignment.personId),
    recusedIds,
  };
}

/** The count of a stage as it stands on the institution's day. */
export function tallyOf({ stage, assignments, votes }: StageAtWork, today: CivilDate): Tally {
  return tally({
    config: stage.config,
    members: assignments.filter((assignment) => assignment.isVoting),
    votes,
    chairId: stage.chairId,
    isOverdue: stage.dueOn !== null && compareCivilDates(today, stage.dueOn) > 0,
  });
}

/** Whether the chair is the only one who has voted so far, in a stage where a chair does not decide alone. */
export function isChairAloneIn({ stage, votes }: StageAtWork): boolean {
  return isChairAlone(
    stage.kind,
    stage.chairId,
    votes.map((vote) => vote.personId),
  );
}

/** Whether the person's seat in the stage was taken back and not given again. */
export function hasLostSeatIn(work: StageAtWork, personId: string): boolean {
  return (
    work.lostSeats.some((lost) => lost.personId === personId) && placeIn(work, personId)?.isVoting !== true
  );
}

/** Whether the stage needs more people who can vote, as whoever leads it is told in the list and on the page. */
export function lacksReviewersIn(work: StageAtWork, today: CivilDate): boolean {
  const { kind, chairId } = work.stage;
  const able = work.assignments.filter(({ isVoting, isRecused }) => isVoting && !isRecused);
  return lacksReviewers(
    kind,
    tallyOf(work, today),
    chairId,
    able.map(({ personId }) => personId),
  );
}

/** Whether the stage can be closed, and what is in the way; what whoever closes it fills in is taken as given. */
export function closingOf(
  work: StageAtWork,
  today: CivilDate,
): { isClosable: boolean; closeProblem: CloseReason | null } {
  const { stage } = work;
  const count = tallyOf(work, today);
  const verdict = mayClose(stage.status, stage.config, count, {
    isChairAlone: isChairAloneIn(work),
    minutesRef: 'to be given',
    notAsked: notAskedIn(work).length,
    acceptsNotAsked: true,
  });
  // A tie that waits for the casting vote tells how others voted: it is told once everybody has.
  const isTie = !verdict.ok && verdict.reason === 'review/tie-waits';
  const isTold = !isTie || !isBlind(stage) || count.present === count.eligible;
  return verdict.ok || !isTold
    ? { isClosable: true, closeProblem: null }
    : { isClosable: false, closeProblem: verdict.reason };
}

/** Roles with which somebody can come to lead a stage of some kind. */
export const leadingRoles: readonly Role[] = [
  'reviewer',
  'chair',
  'committee_member',
  'committee_chair',
  'dean',
];

/** Whether somebody on the staff can lead the stage: its chair, while still in a role for it, or whoever holds the office. */
export function isLedBy(work: StageAtWork, colleagues: readonly Colleague[]): boolean {
  const resource = stageResource(work);
  return colleagues.some(({ id, name, roles }) => {
    const actor: StaffMember = {
      kind: 'staff',
      userId: id,
      tenantId: work.reviewCase.tenantId,
      personId: id,
      name,
      isDemonstration: false,
      roles,
    };
    return can(actor, 'review.closeStage', resource).allowed;
  });
}

/** Voting members who have not said whether they have a conflict. */
export function notAskedIn({ assignments }: StageAtWork): string[] {
  return assignments
    .filter(({ isVoting, conflictDeclared }) => isVoting && conflictDeclared === null)
    .map(({ personId }) => personId);
}

/** The person's own seat, if any: a member's, or that of somebody who leads the stage and has said whether there is a conflict. */
export function placeIn({ assignments }: StageAtWork, personId: string): StageAssignment | null {
  return assignments.find((assignment) => assignment.personId === personId) ?? null;
}

/** The person's own seat; whoever passed `authorize` for an act of the assigned has one. @refuses forbidden */
export function seatIn(work: StageAtWork, personId: string): StageAssignment {
  return placeIn(work, personId) ?? refuse('forbidden', 'access/not-assigned');
}
