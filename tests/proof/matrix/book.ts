import { randomUUID } from 'node:crypto';
import type { Tenant } from './tenant-shape';

type Put = (table: string, values: Record<string, unknown>) => Promise<void>;

/** What is kept beside the mappings of a rule book: that one was reaffirmed, and lists under names, one shared and one kept to its owner. */
export async function buildBook(
  put: Put,
  {
    tenantId,
    canary,
    viewerId,
    reviewerId,
    policyId,
    publishedId,
  }: Record<'tenantId' | 'canary' | 'viewerId' | 'reviewerId' | 'policyId' | 'publishedId', string>,
): Promise<Tenant['views']> {
  const own = { tenant_id: tenantId };
  const reaffirmationId = randomUUID();
  await put('reaffirmation', {
    ...own,
    id: reaffirmationId,
    person_id: reviewerId,
    policy_version_id: policyId,
    grounds: `Read again ${canary}`,
  });
  await put('reaffirmed_rule', {
    ...own,
    reaffirmation_id: reaffirmationId,
    rule_version_id: publishedId,
    row_version: 1,
    due_on: '2029-11-25',
  });
  const views: Tenant['views'] = [];
  for (const isShared of [true, false]) {
    const id = randomUUID();
    await put('saved_view', {
      ...own,
      id,
      person_id: viewerId,
      name: `View ${isShared} ${canary}`,
      address: 'state=force',
      is_shared: isShared,
    });
    views.push({
      tenantId,
      id,
      label: isShared ? 'shared view' : 'own view',
      isShared,
      facts: { tenantId, personId: viewerId },
    });
  }
  return views;
}
