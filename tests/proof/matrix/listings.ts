import { randomUUID } from 'node:crypto';
import type { ListingStatus } from '@/lib/micro-credential/listing-life';
import type { ListingThing, Tenant } from './tenant-shape';
import type { Put } from './world';

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
