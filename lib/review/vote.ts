import * as z from 'zod';
import type { Round } from './blind';
import type { Rejection } from './rejection';

/** What a member of the panel can say. `return` sends the rule back to its author with comments. @source docs/domain.md §5.2 */
export const VoteChoice = z.enum(['approve', 'reject', 'return', 'abstain']);
export type VoteChoice = z.infer<typeof VoteChoice>;

/** One act of voting. Votes are never changed: a later one of the same person replaces it in the count. */
export interface Vote {
  personId: string;
  /** Counts from 1 for each person and stage. */
  ordinal: number;
  choice: VoteChoice;
  rationale: string;
  /** Which no it is, and what the public may read of it; null unless it rejects. */
  rejection: Rejection | null;
  round: Round;
  /** Cast as whoever leads the stage, once it was tied. */
  isCasting: boolean;
}

/** The votes that count: the last one of each person, in no particular order. */
export function lastVotes<V extends Pick<Vote, 'personId' | 'ordinal'>>(votes: readonly V[]): V[] {
  const last = new Map<string, V>();
  for (const vote of votes) {
    const known = last.get(vote.personId);
    if (!known || known.ordinal < vote.ordinal) last.set(vote.personId, vote);
  }
  return [...last.values()];
}
