import { fail, ok, type Result } from '@/lib/kernel/result';
import { type Assignment, mayAct } from './eligibility';
import type { StageStatus } from './blind';
import type { Tally } from './tally';
import { lastVotes, type Vote } from './vote';
import type { VoteChoice } from './vote-choice';

/** What decides a tie: everything but an abstention. */
export const decidingChoices: readonly VoteChoice[] = ['approve', 'reject', 'return'];

/**
 * The casting vote that stands: the latest one whose person has neither voted anew, as a member or to decide, nor a conflict. Votes come in
 * the order they were cast in. What it decides is the tie alone: it is no ballot of a member and changes no count.
 */
export function castingVoteIn<V extends Pick<Vote, 'personId' | 'ordinal' | 'isCasting'>>(
  votes: readonly V[],
  recusedIds: readonly string[],
): V | null {
  const last = new Set(lastVotes(votes));
  return (
    votes.filter((vote) => vote.isCasting && last.has(vote) && !recusedIds.includes(vote.personId)).at(-1) ??
    null
  );
}

/** Ballots by what tells them apart in their stage, in one order: two counts rest on the same ballots where these are the same. */
export function namesOfBallots(ballots: readonly Pick<Vote, 'personId' | 'ordinal'>[]): string[] {
  return ballots.map(({ personId, ordinal }) => `${personId}:${ordinal}`).sort();
}

/**
 * The casting vote that decides a tie of the ballots that count now: the one that stands, where it was cast on these very ballots. Once one
 * of them changed, left or came, it decides nothing, though they are equal again: it has to be cast anew. The database passes a stage by no
 * other (`is_passed_by_ballots`). @source docs/workflow.md
 */
export function decidingVoteIn<V extends Pick<Vote, 'personId' | 'ordinal' | 'isCasting' | 'onBallots'>>(
  votes: readonly V[],
  recusedIds: readonly string[],
  counted: readonly Pick<Vote, 'personId' | 'ordinal'>[],
): V | null {
  const casting = castingVoteIn(votes, recusedIds);
  if (casting === null || casting.onBallots.length === 0) return casting;
  return casting.onBallots.join() === namesOfBallots(counted).join() ? casting : null;
}

/**
 * What is said beside a casting vote that stands: `idle` while it is not about the votes as they are (any more), when it decides nothing and
 * has to be cast anew should they be equal again; `idleThen` of a stage that ended so; null where it decides. @source docs/workflow.md
 */
export function idlenessOf(
  { isDecidedByCastingVote }: Pick<Tally, 'isDecidedByCastingVote'>,
  status: StageStatus,
): 'idle' | 'idleThen' | null {
  if (isDecidedByCastingVote) return null;
  return status === 'open' ? 'idle' : 'idleThen';
}

/**
 * Whether somebody casts the casting vote: whoever leads, with or without a seat, once the stage is known to be tied, and only to decide. A
 * ballot from before the tie never becomes one, so nobody gains it by being named to lead; and who has a vote as a member casts that first,
 * since it may undo the tie. It rests on what the members judged, so it asks for no matrix of its own. @source docs/workflow.md
 * @refuses review/stage-closed · review/declare-first · review/not-voting (has no vote, and leads nothing that is known to be tied) ·
 *   review/not-tied (the same, of a member) · review/own-vote-first · review/casting-abstains
 */
export function mayDecideTie({
  status,
  seat,
  isLeader,
  isTieTold,
  hasVoted,
  choice,
}: {
  status: StageStatus;
  seat: Assignment | null;
  isLeader: boolean;
  isTieTold: boolean;
  /** Has voted as a member. */
  hasVoted: boolean;
  choice: VoteChoice;
}): Result<
  true,
  | 'review/stage-closed'
  | 'review/declare-first'
  | 'review/not-voting'
  | 'review/not-tied'
  | 'review/own-vote-first'
  | 'review/casting-abstains'
> {
  const acts = mayAct(status, seat);
  if (!acts.ok) return acts;
  if (!isLeader || !isTieTold) return fail(seat?.isVoting ? 'review/not-tied' : 'review/not-voting');
  if (seat?.isVoting && !hasVoted) return fail('review/own-vote-first');
  return decidingChoices.includes(choice) ? ok(true) : fail('review/casting-abstains');
}

/** How far a stage has come, as far as a tie in it goes. */
export interface Settling {
  givesCastingVote: boolean;
  isRevealed: boolean;
  isQuorate: boolean;
  /** Everybody who can vote has. */
  haveAllVoted: boolean;
  /** More people who can vote are needed all the same: nobody but the chair is in it. */
  lacksReviewers: boolean;
  /** Half for and half against, decided by a casting vote or not. */
  isTie: boolean;
}

/**
 * Whether a seat may still be given or taken back, as far as ties go: not once whoever leads may know of one, or the tie would be theirs to
 * break by whom they choose. While the ballots are blind that depends on how many have voted and not on how, so the refusal tells of none.
 * @refuses review/votes-settled   @source docs/domain.md §11.4, §11.5
 */
export function maySeat(stage: Settling): Result<true, 'review/votes-settled'> {
  const isKnown = stage.haveAllVoted || (stage.isRevealed && stage.isTie);
  return stage.givesCastingVote && stage.isQuorate && !stage.lacksReviewers && isKnown
    ? fail('review/votes-settled')
    : ok(true);
}

/**
 * Whether somebody who has voted as a member may do so anew, as far as ties go: in the blind round not once all have, since whoever leads
 * may know of a tie by then. What was revealed is discussed, and ballots may change. @refuses review/votes-settled
 */
export function mayVoteAnew(stage: Settling): Result<true, 'review/votes-settled'> {
  return stage.isRevealed ? ok(true) : maySeat(stage);
}

/**
 * Whether somebody else may be named to lead: while nothing is known of how the votes stand, or where whoever is named cannot lead any
 * more. Where a tie may ask for a casting vote it depends on how many have voted and not on how, so the refusal tells of no tie.
 * @refuses review/stage-closed · review/lead-settled
 */
export function mayNameLeader({
  status,
  isRevealed,
  givesCastingVote,
  isQuorate,
  isChairAble,
}: {
  status: StageStatus;
  isRevealed: boolean;
  givesCastingVote: boolean;
  isQuorate: boolean;
  /** The chair that the stage names can still lead it. */
  isChairAble: boolean;
}): Result<true, 'review/stage-closed' | 'review/lead-settled'> {
  if (status !== 'open') return fail('review/stage-closed');
  return isChairAble && (isRevealed || (givesCastingVote && isQuorate))
    ? fail('review/lead-settled')
    : ok(true);
}
