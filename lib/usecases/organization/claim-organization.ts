import * as z from 'zod';
import { whyNotClaimed } from '@/lib/catalog/claim';
import { claimFactsOf, claimOrganizationAs, endClaim } from '@/lib/db/claims';
import { getOrganization } from '@/lib/db/organizations';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const ClaimOrganization = z.strictObject({
  organizationId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
});
export type ClaimOrganization = z.infer<typeof ClaimOrganization>;

/**
 * Makes it known that the institution at work is this organization: then it states country and page, and may keep what is listed of it. The
 * proof is the mailbox of whoever says so, at the page that another institution stated.
 * @refuses not_found · rule_violation the reasons of ClaimReason · conflict `organization/changed-meanwhile`
 */
export async function claimOrganization(ctx: Context, input: ClaimOrganization): Promise<{ id: string }> {
  return command(ctx, 'organization.claim', input, async (tx, actor, ctx) => {
    authorize(ctx, 'organization.claim', { tenantId: actor.tenantId });
    const { id, name, url, rowVersion, isMerged, statedBy } = await getOrganization(tx, input.organizationId);
    const facts = await claimFactsOf(tx, id, actor.personId);
    const reason = whyNotClaimed({ ...facts, isMerged, isClaimed: facts.claimed !== null });
    if (reason !== null) refuse('rule_violation', reason);
    if (rowVersion !== input.expectedVersion) refuse('conflict', 'organization/changed-meanwhile');
    await claimOrganizationAs(tx, id, actor.personId);
    await recordAudit(tx, ctx, 'organization.claim', {
      objectType: 'organization',
      objectId: id,
      summary: 'organization claimed',
      before: { name, claimed: false, url, statedBy },
      after: { name, claimed: true, proof: 'mailbox at the page' },
    });
    return { id };
  });
}

/**
 * Takes back that the institution at work is this organization. Country and page stay stated by it; entries that it took over are given back
 * before. @refuses not_found · forbidden `organization/not-claimed-here` · rule_violation `organization/claim-has-entries`, `organization/own-name` ·
 *   conflict `organization/changed-meanwhile`
 */
export async function unclaimOrganization(ctx: Context, input: ClaimOrganization): Promise<{ id: string }> {
  return command(ctx, 'organization.unclaim', input, async (tx, actor, ctx) => {
    authorize(ctx, 'organization.unclaim', { tenantId: actor.tenantId });
    const { id, name, rowVersion } = await getOrganization(tx, input.organizationId);
    const { claimed, taken, isOwnName } = await claimFactsOf(tx, id, actor.personId);
    if (claimed === null || !claimed.isOurs) refuse('forbidden', 'organization/not-claimed-here');
    if (isOwnName) refuse('rule_violation', 'organization/own-name');
    if (taken > 0) refuse('rule_violation', 'organization/claim-has-entries');
    if (rowVersion !== input.expectedVersion || (await endClaim(tx, { id, rowVersion })) !== 1)
      refuse('conflict', 'organization/changed-meanwhile');
    await recordAudit(tx, ctx, 'organization.unclaim', {
      objectType: 'organization',
      objectId: id,
      summary: 'claim of an organization taken back',
      before: { name, claimed: true },
      after: { name, claimed: false },
    });
    return { id };
  });
}
