import type { StageAtWork } from '@/lib/db/review-cases';

/** Whether the person has ever cast a ballot in the stage, be it one that was taken back: the seat is not given to somebody else any more. */
export function hasEverVotedIn({ votes, withdrawn }: StageAtWork, personId: string): boolean {
  return [...votes, ...withdrawn].some((vote) => vote.personId === personId);
}

/** The place of the person's next ballot in the stage; what was taken back keeps its own. */
export function nextOrdinalIn({ votes, withdrawn, withdrawals }: StageAtWork, personId: string): number {
  const own = [...votes, ...withdrawn, ...withdrawals].filter((ballot) => ballot.personId === personId);
  return 1 + Math.max(0, ...own.map(({ ordinal }) => ordinal));
}
