import { entriesAPart, type PublicAddress } from '@/lib/catalog/sitemap';
import { listEntryChanges } from '@/lib/db/entry-changes';
import { listPublicInstitutions } from '@/lib/db/public-institutions';
import { authorize } from '../authorize';
import type { Context } from '../context';

/** How many entries there are to be named, for those who index them. */
export async function countPublicEntries(ctx: Context): Promise<number> {
  authorize(ctx, 'catalog.view', { tenantId: null });
  return (await ctx.catalog.upToDate(ctx.now)).index.size;
}

/** The pages that a part of the sitemap names: the first what is no entry, each other one so many entries. Past the last one there are none. */
export async function listPublicAddresses(ctx: Context, part: number): Promise<PublicAddress[]> {
  authorize(ctx, 'catalog.view', { tenantId: null });
  if (part > 0) {
    const entries = await listEntryChanges(ctx.database, (part - 1) * entriesAPart, entriesAPart);
    return entries.map(({ slug, changedAt }) => ({ path: `/catalog/${slug}`, changedAt }));
  }
  const institutions = await listPublicInstitutions(ctx.database, ctx);
  const paths = ['/', '/catalog', '/institutions', '/help'];
  return [...paths, ...institutions.map(({ slug }) => `/institutions/${slug}`)].map((path) => ({
    path,
    changedAt: null,
  }));
}
