import { findLikenesses, type Likeness } from '@/lib/db/entry-likenesses';
import { naturalKeyOf } from '@/lib/micro-credential/natural-key';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';

export interface NamedCertificate {
  title: string;
  provider: string;
  platform: string;
  url: string;
}

/** Entries that may be the certificate that somebody is about to list. */
export async function viewListingStart(ctx: Context, named: NamedCertificate): Promise<Likeness[]> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'listing.draft', { tenantId: actor.tenantId });
    if (named.title === '' && named.url === '') return [];
    return findLikenesses(tx, { key: naturalKeyOf({ kind: 'certificate', ...named }), ...named });
  });
}
