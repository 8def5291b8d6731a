import type { CastVote, StageAtWork } from '@/lib/db/stage-at-work';
import { castingVoteIn } from '@/lib/review/casting-vote';
import type { Tally } from '@/lib/review/tally';
import { countedVotes } from '@/lib/review/vote';

/** Whether the person has ever cast a ballot in the stage, be it one that was taken back: the seat is not given to somebody else any more. */
export function hasEverVotedIn({ votes, withdrawn }: StageAtWork, personId: string): boolean {
  return [...votes, ...withdrawn].some((vote) => vote.personId === personId);
}

/** The place of the person's next ballot in the stage; what was taken back keeps its own. */
export function nextOrdinalIn({ votes, withdrawn, withdrawals }: StageAtWork, personId: string): number {
  const own = [...votes, ...withdrawn, ...withdrawals].filter((ballot) => ballot.personId === personId);
  return 1 + Math.max(0, ...own.map(({ ordinal }) => ordinal));
}

/**
 * The votes that the end of a stage rests on: those of its members that count, after the casting vote where it decided. Whoever has a
 * conflict has said nothing there.
 */
export function votesBehind(work: StageAtWork, count: Tally): CastVote[] {
  const casting = count.isDecidedByCastingVote ? castingVoteIn(work.votes, work.recusedIds) : null;
  return [...(casting ? [casting] : []), ...countedVotes(work.votes, work.assignments)];
}
