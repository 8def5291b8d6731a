import type { VoteChoice } from './vote-choice';
import type { Round } from './blind';
import type { Rejection } from './rejection-kind';
import type { VoteGround } from './vote-ground';

/** One act of voting. Votes are never changed: a later one of the same person replaces it in the count. */
export interface Vote {
  personId: string;
  /** Counts from 1 for each person and stage. */
  ordinal: number;
  choice: VoteChoice;
  /** The coded ground; null where only words were given. */
  ground: VoteGround | null;
  /** In words; may be empty beside a ground that says it all. */
  rationale: string;
  /** Which no it is, and what the public may read of it; null unless it rejects. */
  rejection: Rejection | null;
  round: Round;
  /** Cast as whoever leads the stage, once it was tied: it says how the tie ends, and is no ballot of a member. */
  isCasting: boolean;
  /** Of a casting vote, the ballots whose tie it decides; none of any other, and of casting votes older than this note. */
  onBallots: readonly string[];
}

/** The ballots that stand: votes that their person has not taken back since. */
export function standingVotes<V extends Pick<Vote, 'personId' | 'ordinal'> & { choice: string }>(
  ballots: readonly V[],
): V[] {
  const until = new Map<string, number>();
  for (const { personId, ordinal, choice } of ballots)
    if (choice === 'withdrawn') until.set(personId, Math.max(ordinal, until.get(personId) ?? 0));
  return ballots.filter(({ personId, ordinal }) => ordinal > (until.get(personId) ?? 0));
}

/**
 * When a ballot was taken back: by the first withdrawal of its person after it, unless they had cast another of its kind before that, which
 * replaced it. Null where it was not. @units instant
 */
export function takenBackAt(
  { personId, ordinal, isCasting }: Pick<Vote, 'personId' | 'ordinal' | 'isCasting'>,
  withdrawn: readonly Pick<Vote, 'personId' | 'ordinal' | 'isCasting'>[],
  withdrawals: readonly { personId: string; ordinal: number; castAt: string }[],
): string | null {
  const [first] = withdrawals
    .filter((act) => act.personId === personId && act.ordinal > ordinal)
    .sort((a, b) => a.ordinal - b.ordinal);
  if (!first) return null;
  const isReplaced = withdrawn.some(
    (other) =>
      other.personId === personId &&
      other.isCasting === isCasting &&
      other.ordinal > ordinal &&
      other.ordinal < first.ordinal,
  );
  return isReplaced ? null : first.castAt;
}

/** The last vote of each person, in no particular order. */
export function lastVotes<V extends Pick<Vote, 'personId' | 'ordinal'>>(votes: readonly V[]): V[] {
  const last = new Map<string, V>();
  for (const vote of votes) {
    const known = last.get(vote.personId);
    if (!known || known.ordinal < vote.ordinal) last.set(vote.personId, vote);
  }
  return [...last.values()];
}

/** What members have voted as members: all but casting votes, which change no count. @source docs/workflow.md */
export function membersVotes<V extends Pick<Vote, 'isCasting'>>(votes: readonly V[]): V[] {
  return votes.filter(({ isCasting }) => !isCasting);
}

/** Whether the person has voted as a member; whoever has only decided a tie has not. */
export function hasVoted(votes: readonly Pick<Vote, 'personId' | 'isCasting'>[], personId: string): boolean {
  return membersVotes(votes).some((vote) => vote.personId === personId);
}

/**
 * The votes that are counted: of each member who can vote the last one that is no casting vote. What the count, the reasons that the
 * author reads and the kind of a no rest on.
 */
export function countedVotes<V extends Pick<Vote, 'personId' | 'ordinal' | 'isCasting'>>(
  votes: readonly V[],
  members: readonly { personId: string; isVoting?: boolean; isRecused: boolean }[],
): V[] {
  const able = new Set(
    members.flatMap(({ personId, isVoting = true, isRecused }) => (isVoting && !isRecused ? [personId] : [])),
  );
  return lastVotes(membersVotes(votes)).filter(({ personId }) => able.has(personId));
}
