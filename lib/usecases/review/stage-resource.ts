import type { Resource } from '@/lib/access/can';
import type { StageAssignment, StageAtWork } from '@/lib/db/review-cases';
import { refuse } from '@/lib/kernel/refusal';
import { tally, type Tally } from '@/lib/review/tally';

/** What `can` needs to know of a stage. */
export function stageResource({ stage, reviewCase, authorId, assignments }: StageAtWork): Resource {
  return {
    tenantId: reviewCase.tenantId,
    departmentId: reviewCase.departmentId,
    authorId,
    chairId: stage.chairId,
    stageKind: stage.kind,
    assigneeIds: assignments.map((assignment) => assignment.personId),
    recusedIds: assignments
      .filter((assignment) => assignment.isRecused)
      .map((assignment) => assignment.personId),
  };
}

/** The count of a stage as it stands. */
export function tallyOf({ stage, assignments, votes }: StageAtWork): Tally {
  return tally({
    config: stage.config,
    members: assignments.filter((assignment) => assignment.isVoting),
    votes,
    chairId: stage.chairId,
  });
}

/** The person's own seat; whoever passed `authorize` for an act of the assigned has one. @refuses forbidden */
export function seatIn({ assignments }: StageAtWork, personId: string): StageAssignment {
  return (
    assignments.find((assignment) => assignment.personId === personId) ??
    refuse('forbidden', 'access/not-assigned')
  );
}
