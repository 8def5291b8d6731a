import { randomUUID } from 'node:crypto';
import type { ListingStatus } from '@/lib/micro-credential/listing-life';
import type { ListingThing, Tenant } from './tenant-shape';
import type { Put } from './put';

/** A listing in every state: those that change an entry are about the institution's own. */
export async function buildListings(
  put: Put,
  {
    tenantId,
    canary,
    people,
    microCredentialId,
    versionId,
  }: Pick<Tenant, 'canary' | 'people'> & { tenantId: string; microCredentialId: string; versionId: string },
): Promise<ListingThing[]> {
  const things: ListingThing[] = [];
  const states: readonly (readonly [ListingStatus, object])[] = [
    ['draft', { kind: 'entry' }],
    ['submitted', { kind: 'entry' }],
    ['returned', { kind: 'correction', micro_credential_id: microCredentialId, version_id: versionId }],
    ['published', { kind: 'version', micro_credential_id: microCredentialId }],
    ['withdrawn', { kind: 'entry' }],
  ];
  for (const [status, about] of states) {
    const [id, title] = [randomUUID(), `Listing ${status} ${canary}`];
    await put('listing', {
      ...about,
      tenant_id: tenantId,
      id,
      status,
      content: JSON.stringify({ title, provider: 'Example Provider', label: '1' }),
      author_id: people.author.id,
      ...(status === 'published' && {
        published_by_id: people.registrar2.id,
        published_at: '2026-10-01T09:00:00Z',
      }),
    });
    await put('listing_contributor', { tenant_id: tenantId, listing_id: id, person_id: people.registrar.id });
    things.push({
      kind: 'listing',
      tenantId,
      id,
      label: `listing ${status}`,
      status,
      rowVersion: 1,
      title,
      facts: { tenantId, authorId: people.author.id, contributorIds: [people.registrar.id] },
    });
  }
  return things;
}

/** The institution as the organization that it is, and an entry that waits for its word. */
export async function nameInstitution(
  put: Put,
  {
    tenantId,
    slug,
    name,
    microCredentialId,
  }: { tenantId: string; slug: string; name: string; microCredentialId: string },
): Promise<void> {
  await put('organization', {
    id: tenantId,
    slug: `institution-${slug}`,
    name,
    country: 'NL',
    steward_tenant_id: tenantId,
    stated_at: new Date(),
    claimed_tenant_id: tenantId,
    claimed_at: new Date(),
  });
  await put('entry_in_name', { tenant_id: tenantId, micro_credential_id: microCredentialId });
}
