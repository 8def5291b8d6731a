import type { Likeness } from '@/lib/db/entry-likenesses';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { alikeTo, type NamedCertificate } from './alike-to';

/** Entries that may be the certificate that somebody is about to list. */
export async function viewListingStart(ctx: Context, named: NamedCertificate): Promise<readonly Likeness[]> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'listing.draft', { tenantId: actor.tenantId });
    if (named.title === '' && named.url === '') return [];
    return alikeTo(tx, named);
  });
}
