import { fail, ok, type Result } from '@/lib/kernel/result';
import { type Assignment, mayAct, type StageStatus } from './eligibility';
import { lastVotes, type Vote, type VoteChoice } from './vote';

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
