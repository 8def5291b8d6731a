import type { Resource } from '@/lib/access/can';
import type { StageAssignment, StageAtWork } from '@/lib/db/review-cases';
import { type CivilDate, compareCivilDates } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { isChairAlone } from '@/lib/review/eligibility';
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
