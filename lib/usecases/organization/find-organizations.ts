import { findOrganizationNames } from '@/lib/db/organizations';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';

/** As many as are read at a glance. */
const mostNames = 6;

/** Organizations that somebody may mean who types these words into a listing, by name, so that none is entered twice. */
export async function findOrganizations(ctx: Context, words: string): Promise<string[]> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'listing.draft', { tenantId: actor.tenantId });
    return findOrganizationNames(tx, words, mostNames);
  });
}
