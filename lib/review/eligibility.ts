import type { StageStatus } from './blind';
import type { HeldRole, Role } from '@/lib/access/actor';
import { seatRoles } from '@/lib/access/stage-roles';
import { fail, ok, type Result } from '@/lib/kernel/result';
import type { BlindStage } from './blind';
import type { Coverage } from './coverage';
import type { Criterion, RubricState } from './rubric';
import { needsMinutes, type StageConfig, type StageKind } from './stage-config';
import { votesToClose, type Tally } from './tally';
import type { VoteChoice } from './vote-choice';

/** A person's place in a stage. `conflictDeclared` is null until the person has said whether there is a conflict. */
export interface Assignment {
  personId: string;
  isVoting: boolean;
  isRecused: boolean;
  conflictDeclared: boolean | null;
}

const offices: Record<StageKind, Role> = { department: 'chair', committee: 'committee_chair', dean: 'dean' };

/** Which roles somebody needs for a seat in this kind of stage. */
export function seatsOf(kind: StageKind): readonly Role[] {
  return seatRoles[kind];
}

/** The role that leads this kind of stage. */
export function officeOf(kind: StageKind): Role {
  return offices[kind];
}

/** Whether the role leads reviews of some kind. */
export function isOffice(role: Role): boolean {
  return Object.values(offices).includes(role);
}

/** Whether somebody with these roles can sit in the stage; department seats belong to the department of the case. */
export function canSit(kind: StageKind, departmentId: string | null, roles: readonly HeldRole[]): boolean {
  return roles.some(
    (held) =>
      seatsOf(kind).includes(held.role) &&
      (kind !== 'department' || departmentId === null || held.departmentId === departmentId),
  );
}

/** Whether somebody with these roles can lead the stage in place of its chair: who can sit in it, or holds an office of any review. */
export function canLead(kind: StageKind, departmentId: string | null, roles: readonly HeldRole[]): boolean {
  return canSit(kind, departmentId, roles) || roles.some((held) => isOffice(held.role));
}

/**
 * Whether somebody may say that there is, or is no, conflict; `isRecused` where one was declared in any stage of the case.
 * @refuses review/stage-closed · review/conflict-stays (a declared conflict is not taken back)
 */
export function mayDeclare(
  status: StageStatus,
  isRecused: boolean,
  hasConflict: boolean,
): Result<true, 'review/stage-closed' | 'review/conflict-stays'> {
  if (status !== 'open') return fail('review/stage-closed');
  return isRecused && !hasConflict ? fail('review/conflict-stays') : ok(true);
}

/**
 * Whether the person may act in the stage: say something, assign, reveal, close. Everybody who does is asked about conflicts first,
 * the chair included; who leads without a seat has none of these until then.
 * @refuses review/stage-closed · review/declare-first
 */
export function mayAct(
  status: StageStatus,
  seat: Assignment | null,
): Result<true, 'review/stage-closed' | 'review/declare-first'> {
  if (status !== 'open') return fail('review/stage-closed');
  return seat === null || seat.conflictDeclared === null ? fail('review/declare-first') : ok(true);
}

/** Whether the person may judge: mark and score. @refuses review/stage-closed · review/declare-first · review/not-voting */
export function mayJudge(
  status: StageStatus,
  seat: Assignment,
): Result<true, 'review/stage-closed' | 'review/declare-first' | 'review/not-voting'> {
  const acts = mayAct(status, seat);
  if (!acts.ok) return acts;
  return seat.isVoting ? ok(true) : fail('review/not-voting');
}

/** What a vote rests on: the voter's own judgement. */
export interface Grounds {
  coverage: Coverage;
  rubric: RubricState;
  /** Outcomes marked as covered without a place. */
  placeless: readonly string[];
  /** Criteria of which the score needs a reason and has none. */
  unreasoned: readonly Criterion[];
  /** The rule gives credit as a specific course, so the threshold of coverage holds. */
  isSpecified: boolean;
}

export type VoteReason =
  | 'review/stage-closed'
  | 'review/declare-first'
  | 'review/not-voting'
  | 'review/reason-missing'
  | 'review/place-missing'
  | 'review/coverage-incomplete'
  | 'review/rubric-incomplete'
  | 'review/knocked-out'
  | 'review/below-threshold';

/**
 * Whether the vote may be cast. In the department, where the content is judged, an approval needs the voter's own complete
 * matrix and rubric, with where each outcome is covered, and must not contradict them. Whoever scored low or otherwise than others says
 * why, whatever the vote; saying no, returning and abstaining are possible without any marks and scores.
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
  const { coverage, rubric, placeless, unreasoned, isSpecified } = grounds;
  if (choice !== 'abstain' && unreasoned.length > 0)
    return fail('review/reason-missing', { criteria: unreasoned });
  if (kind !== 'department' || choice !== 'approve') return ok(true);
  if (!coverage.isComplete) return fail('review/coverage-incomplete', { missing: coverage.missing });
  if (!rubric.isComplete) return fail('review/rubric-incomplete', { open: rubric.open });
  if (rubric.knockOuts.length > 0) return fail('review/knocked-out', { criteria: rubric.knockOuts });
  const below = coverage.courses.find((course) => !course.reaches);
  if (isSpecified && below)
    return fail('review/below-threshold', { course: below.code, percent: below.percent });
  return placeless.length > 0 ? fail('review/place-missing', { outcomes: placeless }) : ok(true);
}

export type CloseReason =
  | 'review/stage-closed'
  | 'review/quorum-missing'
  | 'review/votes-missing'
  | 'review/tie-waits'
  | 'review/minutes-missing'
  | 'review/not-asked'
  | 'review/chair-alone';

/** What closing a stage depends on, besides its votes. */
export interface Closing {
  isChairAlone: boolean;
  /** Where the minutes are; blank for none. */
  minutesRef: string;
  /** Voting members who have not said whether they have a conflict, and whether the chair closes in spite of that. */
  notAsked: number;
  acceptsNotAsked: boolean;
}

/**
 * Whether the chair may close the stage now. The outcome is the tally's; the chair does not choose it. What how many have voted
 * and what was filled in tell comes first: of a tie, which tells how they voted, hears only who would have closed the stage otherwise.
 * @refuses review/quorum-missing (says how many) · review/votes-missing (all must vote) · review/chair-alone ·
 *   review/not-asked (says how many; where minutes are kept) · review/minutes-missing · review/tie-waits (for the casting vote)
 * @source docs/domain.md §4.8, §5.1 ("be sole reviewer and approver"), §11.5
 */
export function mayClose(
  status: StageStatus,
  config: StageConfig,
  result: Tally,
  { isChairAlone, minutesRef, notAsked, acceptsNotAsked }: Closing,
): Result<true, CloseReason> {
  if (status !== 'open') return fail('review/stage-closed');
  const missing = votesToClose(config, result);
  if (missing > result.missing) return fail('review/votes-missing', { missing });
  if (missing > 0) return fail('review/quorum-missing', { missing });
  if (isChairAlone) return fail('review/chair-alone');
  if (needsMinutes(config)) {
    if (notAsked > 0 && !acceptsNotAsked) return fail('review/not-asked', { count: notAsked });
    if (!minutesRef.trim()) return fail('review/minutes-missing');
  }
  if (result.ifClosedNow === null) return fail('review/tie-waits');
  return ok(true);
}

/** Whether the stage ends by its votes alone: they are settled, no minutes are kept, and the chair is not the only one to have voted. */
export function endsByItself(config: StageConfig, result: Tally, isChairAlone: boolean): boolean {
  return result.outcome !== 'open' && !needsMinutes(config) && !isChairAlone;
}

/**
 * What casting a ballot may do to the stage, told before it is cast and from how many have voted alone: it is the last one and ends
 * it, it may end it, or it ends nothing.
 * @source docs/domain.md §11.5
 */
export function endingOfNextBallot(
  config: StageConfig,
  result: Tally,
  hasVoted: boolean,
  wouldBeAlone: boolean,
): 'ends' | 'mayEnd' | 'stays' {
  if (needsMinutes(config) || wouldBeAlone) return 'stays';
  const present = result.present + (hasVoted ? 0 : 1);
  if (present < result.quorum) return 'stays';
  return present === result.eligible && config.tie !== 'chairDecides' && config.mode !== 'single'
    ? 'ends'
    : 'mayEnd';
}

export type UnassignReason =
  | 'review/stage-closed'
  | 'review/has-voted'
  | 'review/conflict-stays'
  | 'review/own-seat'
  | 'review/sits-by-office';

/** A seat that somebody wants to take back. */
export interface SeatToTakeBack {
  status: StageStatus;
  kind: StageKind;
  seat: Assignment;
  hasVoted: boolean;
  /** Who takes it back. */
  actorId: string;
}

/**
 * Whether an assignment may be taken back: one that was given, not held by office, of somebody else who has not voted. Committees and
 * deans sit by office, so that nobody who leads them chooses their size, their quorum and their majority.
 * @refuses the reasons of UnassignReason   @source docs/decisions/0012-what-a-review-tells-and-when.md
 */
export function mayUnassign({
  status,
  kind,
  seat,
  hasVoted,
  actorId,
}: SeatToTakeBack): Result<true, UnassignReason> {
  if (status !== 'open') return fail('review/stage-closed');
  if (seat.personId === actorId) return fail('review/own-seat');
  if (seat.isRecused) return fail('review/conflict-stays');
  if (kind !== 'department') return fail('review/sits-by-office');
  return hasVoted ? fail('review/has-voted') : ok(true);
}

export type RevealReason =
  | 'review/stage-closed'
  | 'review/revealed-already'
  | 'review/quorum-missing'
  | 'review/vote-first'
  | 'review/seat-lost';

/**
 * Whether the chair may reveal the ballots: once, after enough have voted, not before an own vote where the chair has one, and not where
 * the chair had one and lost the seat.
 * @refuses the reasons of RevealReason   @source docs/domain.md §11.4
 */
export function mayReveal(
  stage: BlindStage,
  result: Tally,
  seat: Assignment | null,
  hasVoted: boolean,
  hasLostSeat: boolean,
): Result<true, RevealReason> {
  if (stage.status !== 'open') return fail('review/stage-closed');
  if (stage.revealedAt !== null) return fail('review/revealed-already');
  if (hasLostSeat) return fail('review/seat-lost');
  if (result.missing > 0) return fail('review/quorum-missing', { missing: result.missing });
  return seat?.isVoting && !seat.isRecused && !hasVoted ? fail('review/vote-first') : ok(true);
}

/**
 * Whether somebody may be given a seat, as far as the blind round goes: whoever revealed the ballots, or lost a seat and may have read
 * them since, does not come to vote in that stage.
 * @source docs/decisions/0012-what-a-review-tells-and-when.md
 */
export function mayStillSit(
  { revealedAt, revealedById }: { revealedAt: string | null; revealedById: string | null },
  personId: string,
  hasLostSeat: boolean,
): boolean {
  return revealedAt === null || (revealedById !== personId && !hasLostSeat);
}

/** Whether a stage has too few who can vote to ever meet its quorum, or nobody but its chair where a chair does not decide alone. */
export function lacksReviewers(
  kind: StageKind,
  { eligible, quorum }: Pick<Tally, 'eligible' | 'quorum'>,
  chairId: string | null,
  memberIds: readonly string[],
): boolean {
  return eligible < quorum || isChairAlone(kind, chairId, memberIds);
}

/** In a department the chair is never the only one to have voted; deans decide alone. */
export function isChairAlone(kind: StageKind, chairId: string | null, voterIds: readonly string[]): boolean {
  return (
    kind === 'department' && chairId !== null && voterIds.length > 0 && voterIds.every((id) => id === chairId)
  );
}
