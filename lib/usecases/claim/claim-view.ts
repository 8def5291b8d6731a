import { type ClaimTurn, claimDays, turnOf } from '@/lib/claim/turn';
import { findDecision, type ClaimDecision } from '@/lib/db/claim-decisions';
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

/** A claim as both sides read it. */
export interface ClaimView {
  claim: CreditClaim;
  institution: Institution;
  today: CivilDate;
  turn: ClaimTurn;
  holdings: ClaimHolding[];
  events: ClaimEvent[];
  decision: ClaimDecision | null;
  /** How the policy of the claim has appeals made. */
  appeal: AppealRoute | null;
}

/** Whose turn it is in a claim, by what happened to it. */
export function turnAt(
  ctx: Context,
  claim: CreditClaim,
  events: readonly ClaimEvent[],
  { timeZone, holidays }: Pick<Institution, 'timeZone' | 'holidays'>,
  appealDays: number = claimDays.appeal,
): ClaimTurn {
  const dayOf = (at: string) => dayIn(at, timeZone);
  const stops = events.flatMap(({ move, at }, index) =>
    move === 'askForMore' ? [{ from: dayOf(at), to: answerDay(events.slice(index + 1), dayOf) }] : [],
  );
  const appealed = events.findLast(({ move }) => move === 'appeal');
  return turnOf(
    {
      state: claim.state,
      outcome: claim.outcome,
      submittedOn: claim.submittedAt === null ? null : dayOf(claim.submittedAt),
      stops,
      askedUntil: claim.askedUntil,
      appealUntil: appealed === undefined ? claim.appealUntil : null,
      appealedOn: appealed === undefined ? null : dayOf(appealed.at),
      appealDays,
    },
    todayIn(ctx, timeZone),
    holidaysOf({ holidays }),
  );
}

function answerDay(later: readonly ClaimEvent[], dayOf: (at: string) => CivilDate): CivilDate | null {
  const answered = later.find(({ move }) => move === 'answer' || move === 'withdraw');
  return answered === undefined ? null : dayOf(answered.at);
}

/** The parts of a claim's page. The caller has authorized. */
export async function readClaim(tx: Tx, ctx: Context, claim: CreditClaim): Promise<ClaimView> {
  const institution = await getInstitution(tx, claim.tenantId);
  const events = await eventsOf(tx, claim.id);
  const appeal = claim.policyVersionId === null ? null : (await getPolicy(tx, claim.policyVersionId)).appeal;
  return {
    claim,
    institution,
    today: todayIn(ctx, institution.timeZone),
    turn: turnAt(ctx, claim, events, institution, appeal?.answeredInDays),
    holdings: await holdingsOf(tx, claim.id),
    events,
    decision: await findDecision(tx, claim.id),
    appeal,
  };
}
