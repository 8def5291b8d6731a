import { replay } from '@/lib/claim/snapshot';
import { findSnapshot } from '@/lib/db/claim-decisions';
import { getClaim } from '@/lib/db/credit-claims';
import { getPolicy } from '@/lib/db/policies';
import * as rules from '@/lib/db/rules';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { claimResource } from '../claim/claim-in-hand';
import { type ClaimView, readClaim } from '../claim/claim-view';
import { query } from '../command';
import type { Context } from '../context';
import { type ExaminedTrail, examinedTrail } from './examined-trail';
import { type Provenance, provenanceOf } from './provenance';

/** An award: who decided it, on which frozen question and answer, and the decisions for everybody that it rests on. */
export interface AwardProvenance {
  view: ClaimView;
  policy: { id: string; version: number; effectiveFrom: CivilDate } | null;
  snapshot: {
    engineVersion: string;
    /** Asked again, the engine gives the frozen answer byte for byte. */
    isReplayed: boolean;
  };
  rules: Provenance[];
  trail: ExaminedTrail;
}

/** @refuses not_found `claim/not-found`, also for what was never sent or decided · forbidden */
export async function viewAwardProvenance(ctx: Context, claimId: string): Promise<AwardProvenance> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'provenance.view', { tenantId: actor.tenantId });
    const claim = await getClaim(tx, claimId);
    if (claim.submittedAt === null) refuse('not_found', 'claim/not-found');
    authorize(ctx, 'claim.view', await claimResource(tx, claim));
    const view = await readClaim(tx, ctx, claim);
    const { decision } = view;
    if (decision === null) refuse('not_found', 'claim/not-found');
    const snapshot = await findSnapshot(tx, claim.id, 'newest');
    const rested: Provenance[] = [];
    for (const id of new Set(decision.lines.map(({ ruleVersionId }) => ruleVersionId)))
      rested.push(await provenanceOf(tx, actor, ctx, await rules.get(tx, id)));
    const policy = claim.policyVersionId === null ? null : await getPolicy(tx, claim.policyVersionId);
    return {
      view,
      policy: policy && { id: policy.id, version: policy.version, effectiveFrom: policy.effectiveFrom },
      snapshot: { engineVersion: snapshot.engineVersion, isReplayed: replay(snapshot).ok },
      rules: rested,
      trail: await examinedTrail(tx, [{ objectType: 'credit_claim', objectId: claim.id }]),
    };
  });
}
