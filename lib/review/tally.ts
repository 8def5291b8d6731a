import type { StageConfig } from './stage-config';
import { countedVotes, type Vote } from './vote';
import type { VoteChoice } from './vote-choice';

/** A voting member of the stage. Recused members have no vote; whether they still count as members is policy. */
export interface Member {
  personId: string;
  isRecused: boolean;
}

export interface TallyInput {
  config: StageConfig;
  /** Voting members only. */
  members: readonly Member[];
  votes: readonly Pick<Vote, 'personId' | 'ordinal' | 'choice' | 'isCasting'>[];
  /** What whoever leads has decided a tie with, where the policy gives a casting vote; null while nobody has. */
  casting: VoteChoice | null;
  /** The due day has passed: a tie waits no longer for the casting vote. */
  isOverdue: boolean;
}

export type StageOutcome = 'passed' | 'failed' | 'returned';

export interface Tally {
  approve: number;
  reject: number;
  return: number;
  abstain: number;
  /** Members who can vote. */
  eligible: number;
  /** Members who count for the quorum: those who can vote, and the recused ones where the policy keeps them. */
  members: number;
  /** Members who voted, abstentions included. */
  present: number;
  quorum: number;
  /** Votes still missing to the quorum. */
  missing: number;
  /** Half for and half against, and the casting vote that the policy gives has not been cast. */
  isTied: boolean;
  /** The same, after the due day: it waits no more and counts as not approved. */
  isTiedLate: boolean;
  /** The votes are tied, and the casting vote makes the outcome. */
  isDecidedByCastingVote: boolean;
  /** `open` while votes that have not been cast could still change the outcome, or the quorum is not met. */
  outcome: 'open' | StageOutcome;
  /** What closing now would mean; null while it cannot be closed. */
  ifClosedNow: StageOutcome | null;
}

/** How the count stands, with the tie that waits for the casting vote. */
type Count = StageOutcome | 'tied';

interface Counts {
  approve: number;
  reject: number;
  return: number;
  abstain: number;
  /** Null where the policy gives no casting vote, or it has not been cast. */
  casting: StageOutcome | null;
  /** A tie waits for the casting vote: the policy gives one, and there is time. */
  waitsForCasting: boolean;
}

/**
 * Counts a stage. Of each eligible member the last vote counts that is no casting vote; votes of recused people and strangers do not. Abstentions
 * count for the quorum and not as votes cast. Not approved means returned, unless more members rejected than returned.
 * Early close: only when no vote that is still to be cast can change the outcome. With a casting vote, a tie waits for whoever leads, with
 * or without a seat, until the due day has passed, and then counts as not approved; the casting vote says what a tie ends as and changes
 * no number. Whether a chair may close depends on how many have voted and not on how, but for a tie.
 * @units persons   @source docs/domain.md §5.2, "Exact rules"; §11.5
 */
export function tally({ config, members, votes, casting, isOverdue }: TallyInput): Tally {
  const counted = countedVotes(votes, members);
  const number = (choice: VoteChoice) => counted.filter((vote) => vote.choice === choice).length;
  const counts: Counts = {
    approve: number('approve'),
    reject: number('reject'),
    return: number('return'),
    abstain: number('abstain'),
    casting: hasCastingVote(config) && casting !== null && casting !== 'abstain' ? ends[casting] : null,
    waitsForCasting: hasCastingVote(config) && !isOverdue,
  };
  const eligible = members.filter((member) => !member.isRecused).length;
  const size = config.recusedCount ? members.length : eligible;
  const present = counted.length;
  const quorum = quorumOf(config, size);
  const remaining = eligible - present;
  const isQuorate = present >= quorum;
  const now = outcomeOf(config, counts, size, eligible);
  const isClosable = isQuorate && now !== 'tied' && (config.mode !== 'all' || remaining === 0);
  const isFinal =
    config.mode === 'single'
      ? castOf(counts) >= quorum
      : isQuorate && isSettled(config, counts, size, eligible, remaining);
  const { casting: decision, waitsForCasting: _, ...plain } = counts;
  return {
    ...plain,
    eligible,
    members: size,
    present,
    quorum,
    missing: Math.max(0, quorum - present),
    isTied: now === 'tied',
    isTiedLate:
      hasCastingVote(config) &&
      isOverdue &&
      decision === null &&
      castOf(counts) > 0 &&
      isTie(config, counts, size),
    isDecidedByCastingVote: decision !== null && castOf(counts) > 0 && isTie(config, counts, size),
    outcome: isFinal && now !== 'tied' ? now : 'open',
    ifClosedNow: isClosable ? now : null,
  };
}

/**
 * Votes needed before a stage can close. `moreThanHalf` is floor(n / 2) + 1; never fewer than the reviewers that the policy
 * asks for. A single decision needs that many votes cast and no quorum.
 */
export function quorumOf(config: StageConfig, members: number): number {
  if (config.mode === 'single') return config.minReviewers;
  return Math.max(
    config.quorum === 'moreThanHalf' ? Math.floor(members / 2) + 1 : config.quorum,
    config.minReviewers,
  );
}

/** Votes still missing before the stage can close: to the quorum, and where everybody must vote, of everybody. @units persons */
export function votesToClose(
  { mode }: Pick<StageConfig, 'mode'>,
  { missing, eligible, present }: Pick<Tally, 'missing' | 'eligible' | 'present'>,
): number {
  return mode === 'all' ? Math.max(missing, eligible - present) : missing;
}

/** How many votes a stage is to have: of everybody who can vote, and at least as many as it takes to close it; 0 while nobody is assigned. @units persons */
export function votesAwaited(
  config: Pick<StageConfig, 'mode'>,
  count: Pick<Tally, 'missing' | 'eligible' | 'present'>,
): number {
  return count.eligible === 0 ? 0 : Math.max(count.eligible, count.present + votesToClose(config, count));
}

/** How many have voted in a stage, of how many votes it is to have: what every page says of it. @units persons */
export interface Votes {
  voted: number;
  seated: number;
}

/** The one count of the votes of a stage, for its case, the queue and whoever leads it. @units persons */
export function votesOf(
  config: Pick<StageConfig, 'mode'>,
  count: Pick<Tally, 'missing' | 'eligible' | 'present'>,
): Votes {
  return { voted: count.present, seated: votesAwaited(config, count) };
}

/** Whether a tie in the stage is decided by whoever leads it: only where votes are counted against each other. */
export function hasCastingVote({ mode, tie }: Pick<StageConfig, 'mode' | 'tie'>): boolean {
  return mode === 'quorumVote' && tie === 'chairDecides';
}

const ends = { approve: 'passed', reject: 'failed', return: 'returned' } as const;

function castOf(counts: Counts): number {
  return counts.approve + counts.reject + counts.return;
}

function outcomeOf(config: StageConfig, counts: Counts, members: number, eligible: number): Count {
  if (castOf(counts) > 0 && isTie(config, counts, members)) {
    if (counts.casting !== null) return counts.casting;
    if (counts.waitsForCasting) return 'tied';
  }
  if (isApproved(config, counts, members, eligible)) return 'passed';
  return counts.reject > counts.return ? 'failed' : 'returned';
}

function isApproved(config: StageConfig, counts: Counts, members: number, eligible: number): boolean {
  const cast = castOf(counts);
  if (cast === 0) return false;
  if (config.mode === 'all') return counts.approve === eligible;
  if (isTie(config, counts, members)) return false;
  switch (config.threshold) {
    case 'majorityCast':
      return counts.approve * 2 > cast;
    case 'majorityMembers':
      return counts.approve * 2 > members;
    case 'twoThirds':
      return counts.approve * 3 >= cast * 2;
    case 'unanimous':
      return counts.approve === cast;
  }
}

/** Half for and half against: of the votes cast, or of all members where the majority is one of members. */
function isTie(config: StageConfig, counts: Counts, members: number): boolean {
  if (counts.approve !== counts.reject + counts.return) return false;
  return (
    config.threshold === 'majorityCast' ||
    (config.threshold === 'majorityMembers' && counts.approve * 2 === members)
  );
}

/** The counts when all who have not voted say the same. */
function withAll(counts: Counts, choice: 'approve' | 'reject' | 'return', remaining: number): Counts {
  return { ...counts, [choice]: counts[choice] + remaining };
}

/**
 * Whether every way to cast the missing votes ends alike. Approval only grows with approvals and only shrinks with the
 * other votes, so three extremes stand for all ways: all approve, all reject, all return.
 */
function isSettled(
  config: StageConfig,
  counts: Counts,
  members: number,
  eligible: number,
  remaining: number,
): boolean {
  const now = outcomeOf(config, counts, members, eligible);
  return (['approve', 'reject', 'return'] as const).every(
    (choice) => outcomeOf(config, withAll(counts, choice, remaining), members, eligible) === now,
  );
}
