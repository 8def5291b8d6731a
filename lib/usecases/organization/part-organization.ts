import * as z from 'zod';
import { findMergedInto, isNameOfInstitution, setMergedInto } from '@/lib/db/merged-organizations';
import { getOrganization } from '@/lib/db/organizations';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const PartOrganization = z.strictObject({
  organizationId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
});
export type PartOrganization = z.infer<typeof PartOrganization>;

/**
 * Takes a merged organization apart: it is itself again, with every entry that names it, whenever that came, and what was merged into it
 * before. Whoever lists something that calls it so may, whoever merged it.
 * @refuses not_found · forbidden `organization/merge-not-known-here`, `organization/other-steward` · invalid_transition
 *   `organization/not-merged` · rule_violation `organization/institution-name` (it spells an institution of the installation) · conflict `organization/changed-meanwhile`
 */
export async function partOrganization(ctx: Context, input: PartOrganization): Promise<{ id: string }> {
  return command(ctx, 'organization.part', input, async (tx, actor, ctx) => {
    authorize(ctx, 'organization.part', { tenantId: actor.tenantId });
    const { id, name, rowVersion, stewardId, isKnownHere } = await getOrganization(tx, input.organizationId);
    const into = await findMergedInto(tx, id);
    if (into === null) refuse('invalid_transition', 'organization/not-merged');
    if (stewardId !== null && stewardId !== actor.tenantId) refuse('forbidden', 'organization/other-steward');
    if (await isNameOfInstitution(tx, id)) refuse('rule_violation', 'organization/institution-name');
    if (!isKnownHere) refuse('forbidden', 'organization/merge-not-known-here');
    if (rowVersion !== input.expectedVersion) refuse('conflict', 'organization/changed-meanwhile');
    await setMergedInto(tx, { id, rowVersion }, null);
    await recordAudit(tx, ctx, 'organization.part', {
      objectType: 'organization',
      objectId: id,
      summary: 'organization taken apart',
      before: { name, leadsTo: { id: into.id, slug: into.slug, name: into.name } },
      after: { name, leadsTo: null },
    });
    return { id };
  });
}
