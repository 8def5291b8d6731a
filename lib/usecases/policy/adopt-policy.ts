import * as z from 'zod';
import { getInstitution } from '@/lib/db/institutions';
import * as policies from '@/lib/db/policies';
import { planAdoption } from '@/lib/institution/policy-adoption';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { authorize } from '../authorize';
import { command } from '../command';
import { type Context, todayIn } from '../context';
import { recordAudit } from '../record-audit';
import { policyResource } from './policy-view';

export const AdoptPolicy = z.strictObject({
  policyId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
});
export type AdoptPolicy = z.infer<typeof AdoptPolicy>;

/**
 * A second person puts a draft into force; the version before it ends the day before. From then on it is frozen.
 * @refuses not_found · forbidden `access/author` · invalid_transition `policy/frozen` · conflict `policy/changed-meanwhile` ·
 *   rule_violation `policy/in-the-past`, `policy/overlaps`, `policy/dates-crossed`, `policy/amount-zero`
 */
export async function adoptPolicy(ctx: Context, input: AdoptPolicy): Promise<{ id: string }> {
  return command(ctx, 'policy.adopt', input, async (tx, actor, ctx) => {
    await policies.lockPolicies(tx, actor.tenantId);
    const policy = await policies.getPolicy(tx, input.policyId);
    authorize(ctx, 'policy.adopt', policyResource(actor.tenantId, policy));
    if (policy.status !== 'draft') refuse('invalid_transition', 'policy/frozen');
    const { timeZone } = await getInstitution(tx, actor.tenantId);
    const adopted = (await policies.allPolicies(tx)).filter((one) => one.status === 'adopted');
    const { ends } = orRefuse(planAdoption(policy, adopted, todayIn(ctx, timeZone)));
    if (ends) await policies.endOn(tx, ends.id, ends.on);
    await policies.adopt(tx, policy.id, input.expectedVersion, { personId: actor.personId, at: ctx.now });
    await recordAudit(tx, ctx, 'policy.adopt', {
      objectType: 'policy_version',
      objectId: policy.id,
      summary: `version ${policy.version} adopted from ${policy.effectiveFrom}`,
      before: { status: 'draft' },
      after: {
        status: 'adopted',
        effectiveFrom: policy.effectiveFrom,
        effectiveTo: policy.effectiveTo,
        ends,
      },
    });
    return { id: policy.id };
  });
}
