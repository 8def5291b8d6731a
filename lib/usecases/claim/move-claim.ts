import type { RecordedAct } from '@/lib/access/permission';
import { isSettled } from '@/lib/claim/evidence';
import {
  type ClaimFacts,
  type ClaimMove,
  type ClaimParty,
  type ClaimState,
  moveClaim,
} from '@/lib/claim/lifecycle';
import { askedNow, outcomeOf, replay, takeSnapshot, type ClaimSnapshot } from '@/lib/claim/snapshot';
import { awardedLearning, findSnapshot } from '@/lib/db/claim-decisions';
import type { ClaimHolding, CreditClaim, MovedClaim } from '@/lib/db/credit-claims';
import { saveMove } from '@/lib/db/credit-claims';
import { getInstitution } from '@/lib/db/institutions';
import { enqueueMail } from '@/lib/db/outbox';
import type { Tx } from '@/lib/db/tx';
import type { CreditCase } from '@/lib/credit/input';
import type { Trace } from '@/lib/credit/evaluate';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import type { Acting, ActingStudent } from '../context';
import { mailTexts, mailWords } from '../mail-words';
import { recordAudit } from '../record-audit';

/** What is so of a claim whatever moves it; a move adds what it asks for. */
export function factsOf(holdings: readonly ClaimHolding[], more: Partial<ClaimFacts> = {}): ClaimFacts {
  return {
    holdings: holdings.length,
    withEvidence: holdings.filter(({ evidence }) => evidence.badge !== null || evidence.page !== null).length,
    hasConsent: false,
    settled: holdings.filter(({ evidence }) => isSettled(evidence)).length,
    isReproduced: false,
    outcome: 'refused',
    reason: '',
    isStraightThrough: false,
    lines: { granted: 0, answered: 0, accepted: 0 },
    isHeld: false,
    posting: { sent: 0, confirmed: 0, due: 0 },
    request: { text: '', isInTime: false },
    answer: '',
    wasDecided: true,
    appeal: { isInTime: false, isSecond: true, grounds: '' },
    isFirstDecider: true,
    ...more,
  };
}

/** Refuses what was begun on a page that somebody has overtaken. @refuses conflict `claim/changed-meanwhile` */
export function refuseStale({ rowVersion }: CreditClaim, expectedVersion: number): void {
  if (rowVersion !== expectedVersion) refuse('conflict', 'claim/changed-meanwhile');
}

/** A move as it is to be written down: who makes it, what is said with it, and what changes beside the state. */
export interface Move {
  move: ClaimMove;
  by: ClaimParty;
  facts: ClaimFacts;
  note?: string;
  act: RecordedAct;
  change?: Omit<MovedClaim, 'state' | 'outcome'> & Partial<Pick<MovedClaim, 'outcome'>>;
  /** Whether the student is told by mail. */
  isTold?: boolean;
}

/** Where a move takes a claim. @refuses invalid_transition or rule_violation, with the reason of the guard */
export function whereTo(
  claim: CreditClaim,
  { move, by, facts }: Pick<Move, 'move' | 'by' | 'facts'>,
): ClaimState {
  const moved = moveClaim(claim.state, move, by, facts);
  const isElsewhere = !moved.ok && moved.reason === 'claim/not-from-this-state';
  return orRefuse(moved, isElsewhere ? 'invalid_transition' : 'rule_violation');
}

/**
 * The step in which a claim moves, whoever moves it: by its table, onto its record, into the trail, and to the student. The caller holds
 * the claim and has authorized. @refuses invalid_transition or rule_violation, with the reason of the guard
 */
export async function carryOn(
  tx: Tx,
  ctx: Acting | ActingStudent,
  claim: CreditClaim,
  { move, by, facts, note = '', act, change = {}, isTold = false }: Move,
): Promise<CreditClaim> {
  const state = whereTo(claim, { move, by, facts });
  const outcome = change.outcome !== undefined ? change.outcome : claim.outcome;
  await saveMove(
    tx,
    claim,
    { ...change, state, outcome },
    {
      at: ctx.now,
      move,
      by,
      personId: by === 'staff' && ctx.actor.kind === 'staff' ? ctx.actor.personId : null,
      note,
    },
  );
  if (isTold) await tellStudent(tx, claim, move);
  await recordAudit(tx, ctx, act, {
    objectType: 'credit_claim',
    objectId: claim.id,
    summary: `claim ${move}: ${state}`,
    before: { state: claim.state, outcome: claim.outcome },
    after: { state, outcome, note },
  });
  return { ...claim, state, outcome, rowVersion: claim.rowVersion + 1 };
}

async function tellStudent(tx: Tx, claim: CreditClaim, move: ClaimMove): Promise<void> {
  const { name, slug } = await getInstitution(tx, claim.tenantId);
  // What was decided, and about what, is read on the page alone.
  const words = move === 'submit' ? mailTexts.claim.received : mailTexts.claim.moved;
  await enqueueMail(tx, {
    tenantId: claim.tenantId,
    kind: 'claim.told',
    dedupeKey: `claim.told:${claim.id}:${claim.rowVersion}`,
    payload: {
      to: claim.student.mailbox,
      ...mailWords(words, { institution: name }),
      path: `/my/claims/${slug}/${claim.id}`,
    },
  });
}

/** What the rules would give now, on the frozen question. */
export interface Proposal {
  asked: CreditCase;
  trace: Trace;
  snapshot: ClaimSnapshot;
  outcome: ClaimFacts['outcome'];
  /** Whether the answer is the same when it is asked again. */
  isReproduced: boolean;
  /** Whether this is what was kept last. */
  isKept: boolean;
}

/** Asks the engine on what was frozen, with the evidence and the earlier awards of this moment. @refuses rule_violation `credit/too-complex` */
export async function proposalFor(
  tx: Tx,
  { id, studentId }: Pick<CreditClaim, 'id' | 'studentId'>,
  holdings: readonly ClaimHolding[],
): Promise<Proposal> {
  // What was frozen when it was sent: a later one may lack what a person did not believe then.
  const [frozen, last] = [await findSnapshot(tx, id, 'first'), await findSnapshot(tx, id, 'newest')];
  const asked = askedNow(frozen, holdings, await awardedLearning(tx, studentId));
  const { snapshot, trace } = takeSnapshot(asked);
  return {
    asked,
    trace,
    snapshot,
    outcome: outcomeOf(asked, trace, holdings.length),
    isReproduced: replay(snapshot).ok,
    isKept: last.creditCase === snapshot.creditCase && last.evaluation === snapshot.evaluation,
  };
}
