import * as z from 'zod';
import { buildEstimateCreditCase } from '@/lib/catalog/estimate-case';
import type { EstimateQuery } from '@/lib/catalog/estimate-query';
import { takeSnapshot } from '@/lib/claim/snapshot';
import { addSnapshot, awardedLearning } from '@/lib/db/claim-decisions';
import { type ClaimHolding, type CreditClaim, getClaim, holdingsOf, lockClaim } from '@/lib/db/credit-claims';
import { getPolicyInForce } from '@/lib/db/institutions';
import { lockStudent } from '@/lib/db/students';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { estimateCredit } from '../catalog/estimate-credit';
import { studentCommand, studentQuery } from '../command';
import { type Context, todayIn } from '../context';
import { carryOn, factsOf, refuseStale } from './move-claim';
import { followOn } from './decide-by-rules';
import { institutionAt, OwnClaim } from './own-claim';

export const SubmitClaim = OwnClaim.extend({ consent: z.literal('yes').optional() });
export type SubmitClaim = z.output<typeof SubmitClaim>;

/**
 * Sends a claim: its day, program, policy, rules and evidence are frozen, and asked about once. Where nothing stands against it, and the
 * policy says so, it is granted at once. @refuses as the table of states · rule_violation where there is no estimate any more
 */
export async function submitClaim(ctx: Context, input: SubmitClaim): Promise<{ state: string }> {
  const { id: tenantId, slug, timeZone } = await institutionAt(ctx, input.at);
  const before = await studentQuery(ctx, tenantId, async (tx, ctx) => {
    const claim = await getClaim(tx, input.claimId);
    authorize(ctx, 'claim.submit', { tenantId, studentId: claim.studentId });
    return { claim, holdings: await holdingsOf(tx, claim.id) };
  });
  // What is published is read as the public reads it.
  const view = await estimateCredit(ctx, questionOf(before.claim, before.holdings, slug), {
    isNextAsked: false,
  });
  if (view.outcome.kind === 'refused') throw view.outcome.refusal;
  if (view.outcome.kind !== 'result') refuse('rule_violation', 'claim/no-estimate');
  const { facts } = view.outcome;
  const entries = view.holdings.map(({ stated, entry }) => ({
    stated,
    entry: facts.microCredentials.find(({ id }) => id === entry?.id) ?? null,
  }));
  const claimDate = todayIn(ctx, timeZone);
  return studentCommand(ctx, { tenantId }, 'claim.submit', input, async (tx, ctx) => {
    const claim = await lockClaim(tx, input.claimId);
    authorize(ctx, 'claim.submit', { tenantId, studentId: claim.studentId });
    refuseStale(claim, input.expectedVersion);
    if (view.claimDate !== claimDate) refuse('conflict', 'claim/changed-meanwhile');
    await lockStudent(tx, claim.studentId);
    const holdings = await holdingsOf(tx, claim.id);
    const policy = await getPolicyInForce(tx, claimDate);
    const asked = buildEstimateCreditCase(facts, entries);
    const consumedAtoms = (await awardedLearning(tx, claim.studentId)).sort();
    const { snapshot } = takeSnapshot({ ...asked, student: { ...asked.student, consumedAtoms } });
    const sent = await carryOn(tx, ctx, claim, {
      move: 'submit',
      by: 'student',
      facts: factsOf(holdings, { hasConsent: input.consent === 'yes' }),
      act: 'claim.submit',
      change: { sent: { policyVersionId: policy.id, claimDate, at: ctx.now } },
      isTold: true,
    });
    await addSnapshot(tx, claim, snapshot, ctx.now);
    const { state } = await followOn(
      tx,
      ctx,
      { ...sent, policyVersionId: policy.id, claimDate, submittedAt: ctx.now },
      holdings,
    );
    return { state };
  });
}

function questionOf(
  { asked }: CreditClaim,
  holdings: readonly ClaimHolding[],
  institution: string,
): EstimateQuery {
  return {
    holdings: holdings.map(({ stated }) => stated),
    institution,
    program: asked.program,
    claimDate: null,
    termStart: asked.termStart as EstimateQuery['termStart'],
    assessments: asked.assessments,
    earned: asked.earned,
    words: '',
  };
}
