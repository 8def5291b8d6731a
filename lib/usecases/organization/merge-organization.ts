import * as z from 'zod';
import { findStandingOrganization, setMergedInto } from '@/lib/db/merged-organizations';
import { getOrganization } from '@/lib/db/organizations';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const MergeOrganization = z.strictObject({
  organizationId: z.uuid(),
  /** Address of the one that stays. */
  into: z.string().min(1).max(120),
  expectedVersion: z.coerce.number().int().min(1),
});
export type MergeOrganization = z.infer<typeof MergeOrganization>;

/**
 * Makes an organization another name of one that stays: all that names it leads there at once, from every institution, and so does its
 * address. Entries keep what they say, so it can be taken apart again.
 * @refuses not_found · forbidden `organization/other-steward` (another institution states country and site of the one that goes),
 *   `organization/merge-not-known-here` · rule_violation `organization/merge-itself`, `organization/claimed-stays` · invalid_transition `organization/merged-already` ·
 *   conflict `organization/changed-meanwhile`
 */
export async function mergeOrganization(ctx: Context, input: MergeOrganization): Promise<{ id: string }> {
  return command(ctx, 'organization.merge', input, async (tx, actor, ctx) => {
    authorize(ctx, 'organization.merge', { tenantId: actor.tenantId });
    const { id, name, rowVersion, stewardId, isKnownHere, isMerged, isClaimed } = await getOrganization(
      tx,
      input.organizationId,
    );
    const into = await findStandingOrganization(tx, input.into);
    if (into === null) refuse('not_found', 'organization/not-found');
    if (isMerged) refuse('invalid_transition', 'organization/merged-already');
    if (into.id === id) refuse('rule_violation', 'organization/merge-itself');
    if (stewardId !== null && stewardId !== actor.tenantId) refuse('forbidden', 'organization/other-steward');
    if (isClaimed) refuse('rule_violation', 'organization/claimed-stays');
    if (!isKnownHere) refuse('forbidden', 'organization/merge-not-known-here');
    if (rowVersion !== input.expectedVersion) refuse('conflict', 'organization/changed-meanwhile');
    await setMergedInto(tx, { id, rowVersion }, { intoId: into.id, tenantId: actor.tenantId, at: ctx.now });
    await recordAudit(tx, ctx, 'organization.merge', {
      objectType: 'organization',
      objectId: id,
      summary: 'organization merged',
      before: { name, leadsTo: null },
      after: { name, leadsTo: into },
    });
    return { id };
  });
}
