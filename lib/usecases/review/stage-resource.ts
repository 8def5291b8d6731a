import type { Role, StaffMember } from '@/lib/access/actor';
import { can, standsInAt } from '@/lib/access/can';
import type { Resource } from '@/lib/access/resource';
import type { Colleague } from '@/lib/db/colleagues';
import type { StageAssignment, StageAtWork, StageToLead } from '@/lib/db/stage-at-work';
import { type CivilDate, compareCivilDates } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { isBlind } from '@/lib/review/blind';
import { decidingVoteIn, mayDecideTie, mayNameLeader, type Settling } from '@/lib/review/casting-vote';
import {
  type CloseReason,
  isChairAlone,
  lacksReviewers,
  mayClose,
  mayStillSit,
} from '@/lib/review/eligibility';
import { hasCastingVote, tally, type Tally } from '@/lib/review/tally';
import { countedVotes, hasVoted } from '@/lib/review/vote';
import type { VoteChoice } from '@/lib/review/vote-choice';
import { hasEverVotedIn } from './ballots';

/** What `can` needs to know of a stage. */
export function stageResource(work: StageToLead): Resource {
  const { stage, reviewCase, authorId, contributorIds, assignments, recusedIds } = work;
  return {
    tenantId: reviewCase.tenantId,
    departmentId: reviewCase.departmentId,
    authorId,
    contributorIds,
    chairId: stage.chairId,
    stageKind: stage.kind,
    assigneeIds: assignments.map((assignment) => assignment.personId),
    seatedIds: assignments.filter(({ isVoting }) => isVoting).map(({ personId }) => personId),
    recusedIds,
  };
}

/** The count of a stage as it stands on the institution's day. */
export function tallyOf({ stage, assignments, votes, recusedIds }: StageAtWork, today: CivilDate): Tally {
  return tally({
    config: stage.config,
    members: assignments.filter((assignment) => assignment.isVoting),
    votes,
    casting: decidingVoteIn(votes, recusedIds, countedVotes(votes, assignments))?.choice ?? null,
    isOverdue: isOverdueIn({ stage }, today),
  });
}

/** Whether the due day of the stage has passed. */
export function isOverdueIn({ stage }: Pick<StageAtWork, 'stage'>, today: CivilDate): boolean {
  return stage.dueOn !== null && compareCivilDates(today, stage.dueOn) > 0;
}

/** Whether the chair is the only one whose vote counts so far, in a stage where a chair does not decide alone; `more` is who votes next. */
export function isChairAloneIn({ stage, votes, assignments }: StageAtWork, ...more: string[]): boolean {
  const voterIds = countedVotes(votes, assignments).map(({ personId }) => personId);
  return isChairAlone(stage.kind, stage.chairId, [...voterIds, ...more]);
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
  const isTie = !verdict.ok && verdict.reason === 'review/tie-waits';
  return verdict.ok || (isTie && !isTieToldIn(work, count))
    ? { isClosable: true, closeProblem: null }
    : { isClosable: false, closeProblem: verdict.reason };
}

/** Whether the stage is known to be tied: a tie that waits for the casting vote tells how others voted, so it is told once everybody has. */
export function isTieToldIn({ stage }: StageAtWork, count: Tally): boolean {
  return count.isTied && count.missing === 0 && (!isBlind(stage) || count.present === count.eligible);
}

/** How far the stage has come, for what a tie that may be known keeps from changing. */
export function settlingOf(work: StageAtWork, today: CivilDate): Settling {
  const { stage } = work;
  const count = tallyOf(work, today);
  return {
    givesCastingVote: hasCastingVote(stage.config),
    isRevealed: stage.revealedAt !== null,
    isQuorate: count.missing === 0,
    haveAllVoted: count.present === count.eligible,
    lacksReviewers: lacksReviewersIn(work, today),
    isTie: count.isTied || count.isTiedLate || count.isDecidedByCastingVote,
  };
}

/** Roles with which somebody can come to lead a stage of some kind. */
export const leadingRoles: readonly Role[] = [
  'reviewer',
  'chair',
  'committee_member',
  'committee_chair',
  'dean',
];

/** Whether the chair that the stage names can still lead it. */
export function isChairAble(work: StageToLead, colleagues: readonly Colleague[]): boolean {
  return isLedBy(
    work,
    colleagues.filter(({ id }) => id === work.stage.chairId),
  );
}

/**
 * Whether the person leads the stage: whoever leads it in place of its chair today, else its chair, or whoever holds the office where that
 * one cannot any more.
 */
export function isLeaderIn(work: StageToLead, actor: StaffMember, colleagues: readonly Colleague[]): boolean {
  const resource = stageResource(work);
  if (!can(actor, 'review.closeStage', resource).allowed) return false;
  const { chairId } = work.stage;
  const isFor = (one: StaffMember) =>
    can(one, 'review.closeStage', resource).allowed &&
    standsInAt(one, resource).some(({ personIds }) => personIds[0] === chairId);
  if (isChairAble(work, colleagues) && colleagues.some((one) => isFor(asStaff(one, actor.tenantId))))
    return isFor(actor);
  return chairId === actor.personId || !isChairAble(work, colleagues);
}

/** Whether a tie of the stage is the person's to decide, as far as who leads it goes: a casting vote is its leader's own and not delegated. */
export function decidesTiesIn(
  work: StageToLead,
  { standsInFor: _, ...actor }: StaffMember,
  colleagues: readonly Colleague[],
): boolean {
  return isLeaderIn(
    work,
    actor,
    colleagues.map(({ standsInFor: __, ...one }) => one),
  );
}

/** Whether the person leads the stage in place of somebody else today. */
export function standsInFor(work: StageAtWork, colleague: Colleague): boolean {
  return standsInAt(asStaff(colleague, work.reviewCase.tenantId), stageResource(work)).length > 0;
}

/** For whom the person leads the stage, where it is not by an own right; for the record of what is done there. */
export function actedFor(work: StageAtWork, actor: StaffMember): { onBehalfOfId?: string } {
  const resource = stageResource(work);
  const { standsInFor: _, ...own } = actor;
  if (can(own, 'review.closeStage', resource).allowed) return {};
  const [first] = standsInAt(actor, resource);
  return first?.personIds[0] === undefined ? {} : { onBehalfOfId: first.personIds[0] };
}

/** Who leads the stage, as far as they are among these people: its chair, or all who hold the office where that one cannot any more. */
export function leadersOf(work: StageAtWork, colleagues: readonly Colleague[]): Colleague[] {
  return colleagues.filter((one) => isLeaderIn(work, asStaff(one, work.reviewCase.tenantId), colleagues));
}

/** What `can` needs to know of a stage that is to get another chair. */
export function leadResource(work: StageAtWork, colleagues: readonly Colleague[]): Resource {
  return { ...stageResource(work), isLed: isLedBy(work, colleagues) };
}

/** Whether the person may cast the casting vote now; `choice` is what they would say. */
export function mayDecideTieIn(
  work: StageAtWork,
  actor: StaffMember,
  colleagues: readonly Colleague[],
  today: CivilDate,
  choice: VoteChoice = 'approve',
): ReturnType<typeof mayDecideTie> {
  const place = placeIn(work, actor.personId);
  return mayDecideTie({
    status: work.stage.status,
    // A seat is nothing without its role: whoever leads all the same has the casting vote and no other.
    seat: place && { ...place, isVoting: place.isVoting && place.isInRole },
    isLeader: decidesTiesIn(work, actor, colleagues),
    isTieTold: isTieToldIn(work, tallyOf(work, today)),
    hasVoted: hasVoted(work.votes, actor.personId),
    choice,
  });
}

/** Whether somebody else may be named to lead the stage, as far as its votes go. */
export function mayNameLeaderIn(
  work: StageAtWork,
  colleagues: readonly Colleague[],
  today: CivilDate,
): ReturnType<typeof mayNameLeader> {
  const { stage } = work;
  return mayNameLeader({
    status: stage.status,
    isRevealed: stage.revealedAt !== null,
    givesCastingVote: hasCastingVote(stage.config),
    isQuorate: tallyOf(work, today).missing === 0,
    isChairAble: isChairAble(work, colleagues),
  });
}

/** Whether the person may be given a seat, as far as the votes go: nobody who has read them, or has decided a tie, comes to vote. */
export function maySitIn(work: StageAtWork, personId: string): boolean {
  return (
    mayStillSit(work.stage, personId, hasLostSeatIn(work, personId)) &&
    (placeIn(work, personId)?.isVoting === true || !hasEverVotedIn(work, personId))
  );
}

/** Whether somebody on the staff can lead the stage: its chair, while still in a role for it, or whoever holds the office. */
export function isLedBy(work: StageToLead, colleagues: readonly Colleague[]): boolean {
  const resource = stageResource(work);
  return colleagues.some(
    (colleague) => can(asStaff(colleague, work.reviewCase.tenantId), 'review.closeStage', resource).allowed,
  );
}

/** A colleague as the one who would act, for questions about what they may do. */
export function asStaff({ id, name, roles, standsInFor = [] }: Colleague, tenantId: string): StaffMember {
  return {
    kind: 'staff',
    userId: id,
    tenantId,
    personId: id,
    name,
    isDemonstration: false,
    roles,
    standsInFor,
  };
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
