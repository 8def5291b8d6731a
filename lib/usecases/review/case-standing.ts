import { recordsOf, type StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { Resource, Verdict } from '@/lib/access/resource';
import { isAuthorOf } from '@/lib/kernel/authors';
import type { Stage, StageAtWork } from '@/lib/db/stage-at-work';
import type { CaseStanding, CaseView } from './case-view';
import { stageResource } from './stage-resource';

/** Assigned in any stage, and still in the role for it, reads the case; recused in any stage, as each stage knows, does not. */
function wholeResource(stages: readonly StageAtWork[], current: StageAtWork): Resource {
  return {
    ...stageResource(current),
    assigneeIds: stages.flatMap(({ assignments }) =>
      assignments.filter(({ isInRole }) => isInRole).map(({ personId }) => personId),
    ),
  };
}

/** What somebody is to a case, and whether what is on its table may be shown: the one answer for every page that shows some of it. */
export function standingIn(
  actor: StaffMember,
  stages: readonly StageAtWork[],
  current: StageAtWork,
): {
  standing: CaseStanding;
  sight: Verdict;
  seesTable: boolean;
  /** Besides what is on the table, who said and decided what; the authors learn why, not who. */
  seesNames: boolean;
} {
  const sight = can(actor, 'review.view', wholeResource(stages, current));
  const standing = standingOf(actor, current, sight);
  const seesNames = standing === 'member' || standing === 'reader';
  return { standing, sight, seesTable: seesNames || standing === 'author', seesNames };
}

function standingOf(actor: StaffMember, current: StageAtWork, sight: Verdict): CaseStanding {
  const seat = current.assignments.find((assignment) => assignment.personId === actor.personId);
  if (!sight.allowed && sight.reason === 'access/recused') return 'recused';
  const resource = stageResource(current);
  const acts =
    can(actor, 'review.declareConflict', resource).allowed &&
    (seat?.isInRole || can(actor, 'review.closeStage', resource).allowed);
  if (acts && current.stage.status === 'open' && (seat?.conflictDeclared ?? null) === null) return 'declare';
  if (!sight.allowed) return 'none';
  if (recordsOf(actor).some((id) => isAuthorOf(current, id))) return 'author';
  return seat?.isVoting ? 'member' : 'reader';
}

/** Whether what a declared conflict is may be told, to whoever sees the table: to the chair of the stage and to auditors. */
export function readsConflictNotes(
  { chairId }: Pick<Stage, 'chairId'>,
  { personId, roles }: StaffMember,
): boolean {
  return chairId === personId || roles.some(({ role }) => role === 'auditor');
}

/** The stage before the present one, where the person voted in it. */
export function ownEndedOf(stages: readonly StageAtWork[], personId: string): CaseView['ownEnded'] {
  const before = stages.at(-2);
  if (!before?.stage.outcome || !before.votes.some((vote) => vote.personId === personId)) return null;
  return { kind: before.stage.kind, outcome: before.stage.outcome };
}
