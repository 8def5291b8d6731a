import type { Resource } from '@/lib/access/resource';
import type { Listing } from '@/lib/db/listings';

/** What `can` needs to know of a listing: whoever began, wrote or handed it in has no part in deciding about it. */
export function listingResource({
  tenantId,
  authorId,
  contributorIds,
}: Pick<Listing, 'tenantId' | 'authorId' | 'contributorIds'>): Resource {
  return { tenantId, authorId, contributorIds };
}
