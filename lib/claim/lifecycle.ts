import { fail, ok, type Result } from '@/lib/kernel/result';

/** Where a claim of credit is. What is not listed is no state; `credit_claim_state_known` in the database says the same. */
export const claimStates = [
  'draft',
  'verifying',
  'evaluating',
  'info_requested',
  'decided',
  'accepted',
  'held',
  'posted',
  'closed',
  'reversed',
  'reversal_appealed',
  'declined',
  'appealed',
  'withdrawn',
] as const;
export type ClaimState = (typeof claimStates)[number];

/** Who moves a claim: the student it is about, a member of staff, or nobody but the rules. */
export type ClaimParty = 'student' | 'staff' | 'system';

/**
 * What came of a claim: all that is held counted, some of it did, or nothing, refused or because no rule spoke of any of it, which is never
 * a no. @source docs/domain.md §11.7
 */
export const claimOutcomes = ['granted', 'partly_granted', 'refused', 'undecided'] as const;
export type ClaimOutcome = (typeof claimOutcomes)[number];

/** Whether there is anything that a student could accept. */
export function givesSomething(outcome: ClaimOutcome): boolean {
  return outcome === 'granted' || outcome === 'partly_granted';
}

/** What a move needs to know of the claim; what is not asked by a move is not looked at. */
export interface ClaimFacts {
  /** Certificates in the claim, and those with a badge or an address where they can be looked up. */
  holdings: number;
  withEvidence: number;
  /** Whether the student agreed that what was handed in is checked. */
  hasConsent: boolean;
  /** Certificates whose evidence was checked and whose holder was told to be the student, by a check or by a person with a reason. */
  settled: number;
  /** Whether the frozen question, asked again, gives the frozen answer. */
  isReproduced: boolean;
  /** What would be decided. */
  outcome: ClaimOutcome;
  /** The public reason, where one is given. */
  reason: string;
  /** Whether all that `whyNotUnattended` asks for is so. */
  isStraightThrough: boolean;
  /** Lines that were granted, answered, and accepted. */
  lines: { granted: number; answered: number; accepted: number };
  /** Whether something has to be earned at the institution itself before the credit is posted. */
  isHeld: boolean;
  /** Accepted lines by what the student system says: on their way, confirmed, and still to go, those that failed among them. */
  posting: { sent: number; confirmed: number; due: number };
  /** What is asked for, and until when. */
  request: { text: string; isInTime: boolean };
  /** What the student says to it. */
  answer: string;
  /** Whether anything was decided, also what was taken back. */
  wasDecided: boolean;
  /** Whether the day is within those of an appeal, and whether there was one. */
  appeal: { isInTime: boolean; isSecond: boolean; grounds: string };
  /** Whether whoever acts decided what is appealed against. */
  isFirstDecider: boolean;
}

export type ClaimReason =
  | 'claim/not-from-this-state'
  | 'claim/not-yours'
  | 'claim/no-evidence'
  | 'claim/no-consent'
  | 'claim/not-verified'
  | 'claim/nothing-asked'
  | 'claim/day-past'
  | 'claim/answer-empty'
  | 'claim/decision-on-record'
  | 'claim/replay-differs'
  | 'claim/refusal-needs-a-person'
  | 'claim/reason-missing'
  | 'claim/nothing-granted'
  | 'claim/lines-open'
  | 'claim/line-accepted'
  | 'claim/not-held'
  | 'claim/lines-unposted'
  | 'claim/lines-unconfirmed'
  | 'claim/no-line-failed'
  | 'claim/appeal-too-late'
  | 'claim/appealed-already'
  | 'claim/grounds-missing'
  | 'claim/first-decider';

interface Move {
  by: readonly ClaimParty[];
  from: Partial<Record<ClaimState, ClaimState>>;
  guard: (facts: ClaimFacts, by: ClaimParty) => ClaimReason | null;
}

const replayed = ({ isReproduced }: ClaimFacts): ClaimReason | null =>
  isReproduced ? null : 'claim/replay-differs';
const open = ['verifying', 'evaluating', 'info_requested'] as const;

/** Every way from one state to another, with who goes it and what has to be so. @source docs/domain.md §6.1 */
const moves = {
  submit: {
    by: ['student'],
    from: { draft: 'verifying' },
    guard: ({ withEvidence, hasConsent }) =>
      withEvidence === 0 ? 'claim/no-evidence' : hasConsent ? null : 'claim/no-consent',
  },
  verify: {
    by: ['system', 'staff'],
    from: { verifying: 'evaluating' },
    guard: ({ holdings, settled }) => (settled === holdings ? null : 'claim/not-verified'),
  },
  askForMore: {
    by: ['staff'],
    from: { verifying: 'info_requested', evaluating: 'info_requested' },
    guard: ({ request }) =>
      request.text.trim() === '' ? 'claim/nothing-asked' : request.isInTime ? null : 'claim/day-past',
  },
  answer: {
    by: ['student'],
    from: { info_requested: 'verifying' },
    guard: ({ answer }) => (answer.trim() === '' ? 'claim/answer-empty' : null),
  },
  // Before the day of an answer the question is taken back; afterwards staff go on without one.
  endRequest: { by: ['staff'], from: { info_requested: 'verifying' }, guard: () => null },
  decide: {
    by: ['staff', 'system'],
    from: { evaluating: 'decided' },
    guard: (facts, by) => {
      if (replayed(facts) !== null) return replayed(facts);
      // What the rules give can be given by the rules; nobody is told no by them alone.
      if (by === 'system')
        return facts.outcome === 'granted' && facts.isStraightThrough ? null : 'claim/refusal-needs-a-person';
      return facts.outcome === 'granted' || facts.reason.trim() !== '' ? null : 'claim/reason-missing';
    },
  },
  accept: {
    by: ['student'],
    from: { decided: 'accepted' },
    guard: ({ lines }) =>
      lines.accepted === 0
        ? 'claim/nothing-granted'
        : lines.answered === lines.granted
          ? null
          : 'claim/lines-open',
  },
  decline: {
    by: ['student'],
    from: { decided: 'declined' },
    guard: ({ lines }) =>
      lines.granted === 0 ? 'claim/nothing-granted' : lines.accepted > 0 ? 'claim/line-accepted' : null,
  },
  hold: {
    by: ['system'],
    from: { accepted: 'held' },
    guard: ({ isHeld }) => (isHeld ? null : 'claim/not-held'),
  },
  // Whether enough was earned there stands in the student system alone: a person has looked.
  release: {
    by: ['staff'],
    from: { held: 'accepted' },
    guard: ({ reason }) => (reason.trim() === '' ? 'claim/reason-missing' : null),
  },
  post: {
    by: ['staff'],
    from: { accepted: 'posted' },
    guard: ({ posting }) => (posting.due === 0 && posting.sent > 0 ? null : 'claim/lines-unposted'),
  },
  confirmPosting: {
    by: ['staff'],
    from: { posted: 'closed' },
    guard: ({ posting }) =>
      posting.due === 0 && posting.sent === 0 && posting.confirmed > 0 ? null : 'claim/lines-unconfirmed',
  },
  // What failed is due again, so that the claim is among those that leave next.
  failPosting: {
    by: ['staff'],
    from: { posted: 'accepted' },
    guard: ({ posting }) => (posting.sent === 0 && posting.due > 0 ? null : 'claim/no-line-failed'),
  },
  // What is on its way is answered first, so that the student system hears of it in order.
  reverse: {
    by: ['staff'],
    from: { accepted: 'reversed', held: 'reversed', closed: 'reversed' },
    guard: ({ isFirstDecider, reason }) =>
      isFirstDecider ? 'claim/first-decider' : reason.trim() === '' ? 'claim/reason-missing' : null,
  },
  withdraw: {
    by: ['student'],
    from: { draft: 'withdrawn', ...Object.fromEntries(open.map((state) => [state, 'withdrawn' as const])) },
    guard: ({ wasDecided }) => (wasDecided ? 'claim/decision-on-record' : null),
  },
  appeal: {
    by: ['student'],
    from: { decided: 'appealed', reversed: 'reversal_appealed' },
    guard: ({ appeal }) =>
      appeal.isSecond
        ? 'claim/appealed-already'
        : !appeal.isInTime
          ? 'claim/appeal-too-late'
          : appeal.grounds.trim() === ''
            ? 'claim/grounds-missing'
            : null,
  },
  uphold: {
    by: ['staff'],
    from: { appealed: 'decided', reversal_appealed: 'reversed' },
    guard: ({ isFirstDecider, reason }) =>
      isFirstDecider ? 'claim/first-decider' : reason.trim() === '' ? 'claim/reason-missing' : null,
  },
  reopen: {
    by: ['staff'],
    from: { appealed: 'evaluating', reversal_appealed: 'evaluating' },
    guard: ({ isFirstDecider, reason }) =>
      isFirstDecider ? 'claim/first-decider' : reason.trim() === '' ? 'claim/reason-missing' : null,
  },
} as const satisfies Record<string, Move>;
export type ClaimMove = keyof typeof moves;
/** Every move by its name. */
export const claimMoves = Object.keys(moves) as ClaimMove[];

/**
 * Where a move takes a claim: the only table of its states.
 * @refuses `claim/…`, each guard with a reason of its own
 * @source docs/domain.md §6.1, §11.11; guard_credit_claim in prisma/migrations holds the same steps
 */
export function moveClaim(
  from: ClaimState,
  move: ClaimMove,
  by: ClaimParty,
  facts: ClaimFacts,
): Result<ClaimState, ClaimReason> {
  const { by: parties, from: steps, guard }: Move = moves[move];
  if (!parties.includes(by)) return fail('claim/not-yours');
  const to = steps[from];
  if (to === undefined) return fail('claim/not-from-this-state');
  const reason = guard(facts, by);
  return reason === null ? ok(to) : fail(reason);
}

/** Whether a claim in this state can be withdrawn, where nothing was decided about it before. */
export function isWithdrawable(state: ClaimState): boolean {
  return state === 'draft' || (open as readonly ClaimState[]).includes(state);
}

/**
 * Whether an award of a claim in this state stands: its student accepted it, and nobody took it back, however far it is on its way to the
 * student system. guard_signed_record in prisma/migrations asks the same.
 */
export function awardStands(state: ClaimState): boolean {
  return state === 'accepted' || state === 'held' || state === 'posted' || state === 'closed';
}

/** Whether a certificate of a claim in this state is in no other claim: it is still asked about. */
export function isOpenClaim(state: ClaimState): boolean {
  return state === 'appealed' || state === 'reversal_appealed' || isWithdrawable(state);
}
