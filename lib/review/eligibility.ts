import type { HeldRole, Role } from '@/lib/access/actor';
import { fail, ok, type Result } from '@/lib/kernel/result';
import type { Coverage } from './coverage';
import type { RubricState } from './rubric';
import type { StageKind } from './stage-config';
import type { Tally } from './tally';
import type { VoteChoice } from './vote';

export type StageStatus = 'open' | 'closed';

/** A person's place in a stage. `conflictDeclared` is null until the person has said whether there is a conflict. */
export interface Assignment {
  personId: string;
  isVoting: boolean;
  isRecused: boolean;
  conflictDeclared: boolean | null;
}

/** Roles that sit in each kind of stage. @source docs/domain.md §5.1 */
const seats: Record<StageKind, readonly Role[]> = {
  department: ['reviewer', 'chair'],
  committee: ['committee_member', 'committee_chair'],
  dean: ['dean'],
};
const offices: Record<StageKind, Role> = { department: 'chair', committee: 'committee_chair', dean: 'dean' };

/** Which roles somebody needs for a seat in this kind of stage. */
export function seatsOf(kind: StageKind): readonly Role[] {
  return seats[kind];
}

/** The role that leads this kind of stage. */
export function officeOf(kind: StageKind): Role {
  return offices[kind];
}

/** Whether somebody with these roles can sit in the stage; department seats belong to the department of the case. */
export function canSit(kind: StageKind, departmentId: string | null, roles: readonly HeldRole[]): boolean {
  return roles.some(
    (held) =>
      seats[kind].includes(held.role) &&
      (kind !== 'department' || departmentId === null || held.departmentId === departmentId),
  );
}

/** @refuses review/stage-closed · review/conflict-stays (a declared conflict is not taken back) */
export function mayDeclare(
  status: StageStatus,
  assignment: Assignment,
  hasConflict: boolean,
): Result<true, 'review/stage-closed' | 'review/conflict-stays'> {
  if (status !== 'open') return fail('review/stage-closed');
  return assignment.isRecused && !hasConflict ? fail('review/conflict-stays') : ok(true);
}

/** Whether the person may work on the case: mark, score, ask, vote. @refuses review/stage-closed · review/declare-first */
export function mayJudge(
  status: StageStatus,
  assignment: Assignment,
): Result<true, 'review/stage-closed' | 'review/declare-first'> {
  if (status !== 'open') return fail('review/stage-closed');
  return assignment.conflictDeclared === null ? fail('review/declare-first') : ok(true);
}

/** What a vote rests on: the voter's own judgement. */
export interface Grounds {
  coverage: Coverage;
  rubric: RubricState;
  /** The rule gives credit as a specific course, so the threshold of coverage holds. */
  isSpecified: boolean;
}

export type VoteReason =
  | 'review/stage-closed'
  | 'review/declare-first'
  | 'review/not-voting'
  | 'review/coverage-incomplete'
  | 'review/rubric-incomplete'
  | 'review/knocked-out'
  | 'review/below-threshold';

/**
 * Whether the vote may be cast. In the department, where the content is judged, an approval needs the voter's own complete
 * matrix and rubric, and must not contradict them; saying no, returning and abstaining are always possible.
 * @refuses the reasons of VoteReason   @source docs/domain.md §4.8 (guard of in_department), §5.3 (knock-outs)
 */
export function mayVote(
  status: StageStatus,
  kind: StageKind,
  assignment: Assignment,
  choice: VoteChoice,
  grounds: Grounds,
): Result<true, VoteReason> {
  const judges = mayJudge(status, assignment);
  if (!judges.ok) return judges;
  if (!assignment.isVoting) return fail('review/not-voting');
  if (kind !== 'department' || choice !== 'approve') return ok(true);
  const { coverage, rubric, isSpecified } = grounds;
  if (!coverage.isComplete)
    return fail('review/coverage-incomplete', { missing: coverage.outcomes - coverage.marked });
  if (!rubric.isComplete) return fail('review/rubric-incomplete', { open: rubric.open });
  if (rubric.knockOuts.length > 0) return fail('review/knocked-out', { criteria: rubric.knockOuts });
  if (isSpecified && !coverage.reaches) return fail('review/below-threshold', { percent: coverage.percent });
  return ok(true);
}

export type CloseReason =
  | 'review/stage-closed'
  | 'review/quorum-missing'
  | 'review/votes-missing'
  | 'review/minutes-missing'
  | 'review/chair-alone';

/**
 * Whether the chair may close the stage now. The outcome is the tally's; the chair does not choose it.
 * @refuses review/quorum-missing (says how many) · review/votes-missing (all must vote) · review/minutes-missing (committee) · review/chair-alone
 * @source docs/domain.md §4.8, §5.1 ("be sole reviewer and approver")
 */
export function mayClose(
  status: StageStatus,
  kind: StageKind,
  result: Tally,
  isChairAlone: boolean,
  minutesRef: string,
): Result<true, CloseReason> {
  if (status !== 'open') return fail('review/stage-closed');
  if (result.missing > 0) return fail('review/quorum-missing', { missing: result.missing });
  if (result.ifClosedNow === null)
    return fail('review/votes-missing', { missing: result.eligible - result.present });
  if (isChairAlone) return fail('review/chair-alone');
  return kind === 'committee' && !minutesRef.trim() ? fail('review/minutes-missing') : ok(true);
}

/** In a department the chair is never the only one to have voted; deans decide alone. */
export function isChairAlone(kind: StageKind, chairId: string | null, voterIds: readonly string[]): boolean {
  return (
    kind === 'department' && chairId !== null && voterIds.length > 0 && voterIds.every((id) => id === chairId)
  );
}
