import * as z from 'zod';
import { getOrganization, updateOrganization } from '@/lib/db/organizations';
import { isCountryCode } from '@/lib/kernel/country-code';
import { refuse } from '@/lib/kernel/refusal';
import { isPublicAddress } from '@/lib/kernel/web-address';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

const unstated = z.literal('').transform(() => null);
export const DescribeOrganization = z.strictObject({
  organizationId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  country: z.string().trim().toUpperCase().refine(isCountryCode, 'field/country').or(unstated),
  url: z
    .url({ protocol: /^https$/, error: 'field/secure-address' })
    .refine(isPublicAddress, 'field/secure-address')
    .max(2_000)
    .or(unstated),
});
export type DescribeOrganization = z.infer<typeof DescribeOrganization>;

/**
 * States in which country an organization is and where its page is. Whoever states it first keeps it, until both are empty again; its name
 * is what entries call it.
 * @refuses not_found · forbidden `organization/other-steward`, `organization/not-known-here` · invalid_transition
 *   `organization/merged-already` · rule_violation `organization/claimed-stays` · conflict `organization/changed-meanwhile`
 */
export async function describeOrganization(
  ctx: Context,
  input: DescribeOrganization,
): Promise<{ id: string }> {
  return command(ctx, 'organization.describe', input, async (tx, actor, ctx) => {
    authorize(ctx, 'organization.describe', { tenantId: actor.tenantId });
    const { organizationId, expectedVersion, ...after } = input;
    const { id, country, url, rowVersion, stewardId, isKnownHere, isMerged, isClaimed } =
      await getOrganization(tx, organizationId);
    if (stewardId !== null && stewardId !== actor.tenantId) refuse('forbidden', 'organization/other-steward');
    if (stewardId === null && !isKnownHere) refuse('forbidden', 'organization/not-known-here');
    if (isMerged) refuse('invalid_transition', 'organization/merged-already');
    if (isClaimed && after.country === null && after.url === null)
      refuse('rule_violation', 'organization/claimed-stays');
    if (rowVersion !== expectedVersion) refuse('conflict', 'organization/changed-meanwhile');
    await updateOrganization(
      tx,
      { id, rowVersion },
      { tenantId: actor.tenantId, at: ctx.now, country: after.country, url: after.url },
    );
    await recordAudit(tx, ctx, 'organization.describe', {
      objectType: 'organization',
      objectId: id,
      summary: 'organization described',
      before: { country, url },
      after,
    });
    return { id };
  });
}
