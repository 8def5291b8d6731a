import { isSettled } from '@/lib/claim/evidence';
import { whyAttended } from '@/lib/claim/straight-through';
import { lastAppealDay } from '@/lib/claim/turn';
import { addDecision, addSnapshot, findSnapshot, statusesOfRules } from '@/lib/db/claim-decisions';
import type { ClaimHolding, CreditClaim } from '@/lib/db/credit-claims';
import { getInstitution } from '@/lib/db/institutions';
import { getPolicy } from '@/lib/db/policies';
import type { Tx } from '@/lib/db/tx';
import { holidaysOf } from '@/lib/review/sla';
import { type Acting, type ActingStudent, todayIn } from '../context';
import { appealRouteOf } from './claim-view';
import { carryOn, factsOf, type Proposal, proposalFor, whereTo } from './move-claim';

/**
 * The step in which a claim is decided as the rules give it: a decision on a kept snapshot, its lines, and the learning that they use up.
 * The caller holds the claim and the student. @refuses as the table of states · conflict `claim/learning-awarded`
 */
export async function decideAsProposed(
  tx: Tx,
  ctx: Acting | ActingStudent,
  claim: CreditClaim,
  {
    holdings,
    proposal,
    reason,
    isStraightThrough,
  }: {
    holdings: readonly ClaimHolding[];
    proposal: Proposal;
    reason: string;
    isStraightThrough: boolean;
  },
): Promise<CreditClaim> {
  const { outcome, trace, asked, snapshot, isReproduced } = proposal;
  const by = ctx.actor.kind === 'staff' ? 'staff' : 'system';
  const facts = factsOf(holdings, { isReproduced, outcome, reason, isStraightThrough });
  // Before anything is written that the database would refuse in its own words.
  whereTo(claim, { move: 'decide', by, facts });
  if (!proposal.isKept) await addSnapshot(tx, claim, snapshot, ctx.now);
  const { seq: snapshotSeq } = await findSnapshot(tx, claim.id, 'newest');
  const { timeZone, holidays } = await getInstitution(tx, claim.tenantId);
  const appeal = await appealRouteOf(tx, claim);
  const appealUntil = lastAppealDay(todayIn(ctx, timeZone), appeal?.withinDays, holidaysOf({ holidays }));
  await addDecision(tx, claim, {
    id: ctx.newId(),
    snapshotSeq,
    outcome,
    decidedById: ctx.actor.kind === 'staff' ? ctx.actor.personId : null,
    decidedAt: ctx.now,
    reason,
    lines: trace.evaluation.awards.map(({ rule, target, awarded, counted }) => ({
      ruleVersionId: rule,
      target,
      awarded,
      counted,
      unit: asked.policy.homeUnit,
    })),
    uses: trace.applications.flatMap(({ rule, atoms }) =>
      atoms.map((microCredentialId) => ({ ruleVersionId: rule, microCredentialId })),
    ),
  });
  return carryOn(tx, ctx, claim, {
    move: 'decide',
    by,
    facts,
    note: reason,
    act: 'claim.decide',
    change: { outcome, appealUntil },
    isTold: true,
  });
}

/**
 * What follows by itself once a claim is with the institution: where every certificate is settled it is evaluated, and where the policy
 * says so and nothing stands against it, granted. Nothing else is decided without a person.
 */
export async function followOn(
  tx: Tx,
  ctx: Acting | ActingStudent,
  claim: CreditClaim,
  holdings: readonly ClaimHolding[],
): Promise<CreditClaim> {
  if (!holdings.every(({ evidence }) => isSettled(evidence))) return claim;
  const evaluated = await carryOn(tx, ctx, claim, {
    move: 'verify',
    by: ctx.actor.kind === 'staff' ? 'staff' : 'system',
    facts: factsOf(holdings),
    act: 'claim.verify',
  });
  if (ctx.actor.kind === 'staff' || claim.policyVersionId === null) return evaluated;
  const proposal = await proposalFor(tx, claim, holdings);
  const why = whyAttended({
    isAllowed: (await getPolicy(tx, claim.policyVersionId)).review.claims === 'unattended',
    outcome: proposal.outcome,
    holdings,
    ruleStatuses: await statusesOfRules(tx, [
      ...new Set(proposal.trace.evaluation.awards.map(({ rule }) => rule)),
    ]),
    saysAssessments: (proposal.asked.student.assessments ?? []).length > 0,
  });
  if (why !== null) return evaluated;
  return decideAsProposed(tx, ctx, evaluated, { holdings, proposal, reason: '', isStraightThrough: true });
}
