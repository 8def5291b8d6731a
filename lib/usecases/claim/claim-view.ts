import { appealOf, wasDecided } from '@/lib/claim/appeals';
import { isWithdrawable } from '@/lib/claim/lifecycle';
import { heldUntilIn, replay } from '@/lib/claim/snapshot';
import { type ClaimTurn, claimDays, turnOf } from '@/lib/claim/turn';
import { type ShownOutcome, shownOutcome, undecidedIn } from '@/lib/claim/undecided';
import { findDecision, findSnapshot, reversedDecisions, type ClaimDecision } from '@/lib/db/claim-decisions';
import {
  type ClaimEvent,
  type ClaimHolding,
  type CreditClaim,
  eventsOf,
  holdingsOf,
} from '@/lib/db/credit-claims';
import { getInstitution, type Institution } from '@/lib/db/institutions';
import { getPolicy } from '@/lib/db/policies';
import type { Tx } from '@/lib/db/tx';
import type { AppealRoute } from '@/lib/institution/policy-version';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { holidaysOf } from '@/lib/review/sla';
import { type Context, todayIn } from '../context';
import { dayIn } from '../day-in';
import { tellReasons, type ToldReasons } from './told-reasons';

/** A claim as both sides read it. */
export interface ClaimView {
  claim: CreditClaim;
  institution: Institution;
  today: CivilDate;
  turn: ClaimTurn;
  holdings: ClaimHolding[];
  events: ClaimEvent[];
  decision: ClaimDecision | null;
  /** The places of the certificates that no rule spoke of when the claim was frozen; none in a draft. */
  undecided: readonly number[];
  /** How much has to be earned there before what the rules give is posted. @units home unit */
  heldUntil: string | null;
  /** Why it got no more; null while nothing is decided. */
  reasons: ToldReasons | null;
  /** What the outcome is called; null while nothing is decided. */
  shown: ShownOutcome | null;
  /** What was decided and taken back, the newest first. */
  earlier: ClaimDecision[];
  mayWithdraw: boolean;
  /** How the policy of the claim has appeals made. */
  appeal: AppealRoute | null;
}

/** How the policy under which a claim was sent has appeals made; null before that, and where it says nothing. */
export async function appealRouteOf(tx: Tx, { policyVersionId }: CreditClaim): Promise<AppealRoute | null> {
  return policyVersionId === null ? null : (await getPolicy(tx, policyVersionId)).appeal;
}

/** Whose turn it is in a claim, by what happened to it. */
export function turnAt(
  ctx: Context,
  claim: CreditClaim,
  events: readonly ClaimEvent[],
  { timeZone, holidays }: Pick<Institution, 'timeZone' | 'holidays'>,
  appeal: AppealRoute | null,
): ClaimTurn {
  const dayOf = (at: string) => dayIn(at, timeZone);
  const stops = events.flatMap(({ move, at }, index) =>
    move === 'askForMore' ? [{ from: dayOf(at), to: answerDay(events.slice(index + 1), dayOf) }] : [],
  );
  const appealed = appealOf(events);
  return turnOf(
    {
      state: claim.state,
      outcome: claim.outcome,
      submittedOn: claim.submittedAt === null ? null : dayOf(claim.submittedAt),
      stops,
      askedUntil: claim.askedUntil,
      appealUntil: appealed === undefined ? claim.appealUntil : null,
      appealedOn: appealed === undefined ? null : dayOf(appealed.at),
      appealDays: appeal?.answeredInDays ?? claimDays.appeal,
    },
    todayIn(ctx, timeZone),
    holidaysOf({ holidays }),
  );
}

function answerDay(later: readonly ClaimEvent[], dayOf: (at: string) => CivilDate): CivilDate | null {
  const answered = later.find(({ move }) => ['answer', 'endRequest', 'withdraw'].includes(move));
  return answered === undefined ? null : dayOf(answered.at);
}

/** The places of the certificates that no rule spoke of when the claim was sent. */
async function undecidedOf(tx: Tx, { id, submittedAt }: CreditClaim): Promise<number[]> {
  return submittedAt === null ? [] : undecidedIn(await findSnapshot(tx, id, 'first'));
}

/** What the outcome of a claim is called, which holds so many certificates; null while nothing is decided. */
export async function shownOf(tx: Tx, claim: CreditClaim, held: number): Promise<ShownOutcome | null> {
  if (claim.outcome === null) return null;
  return shownOutcome(claim.outcome, (await undecidedOf(tx, claim)).length, held);
}

/** The parts of a claim's page. The caller has authorized. */
export async function readClaim(tx: Tx, ctx: Context, claim: CreditClaim): Promise<ClaimView> {
  const institution = await getInstitution(tx, claim.tenantId);
  const events = await eventsOf(tx, claim.id);
  const appeal = await appealRouteOf(tx, claim);
  const holdings = await holdingsOf(tx, claim.id);
  const undecided = await undecidedOf(tx, claim);
  const decision = await findDecision(tx, claim.id);
  const newest = claim.submittedAt === null ? null : await findSnapshot(tx, claim.id, 'newest');
  const answered = newest !== null && decision !== null ? replay(newest) : null;
  return {
    claim,
    institution,
    today: todayIn(ctx, institution.timeZone),
    turn: turnAt(ctx, claim, events, institution, appeal),
    holdings,
    events,
    decision,
    undecided,
    heldUntil: newest && heldUntilIn(newest),
    reasons: answered?.ok ? await tellReasons(tx, ctx, institution, answered.value) : null,
    shown: claim.outcome && shownOutcome(claim.outcome, undecided.length, holdings.length),
    earlier: await reversedDecisions(tx, claim.id),
    mayWithdraw: isWithdrawable(claim.state) && !wasDecided(events),
    appeal,
  };
}
