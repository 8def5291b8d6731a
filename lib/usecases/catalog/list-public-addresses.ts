import { listSlugs } from '@/lib/db/catalog-entries';
import { listPublicInstitutions } from '@/lib/db/public-institutions';
import { authorize } from '../authorize';
import type { Context } from '../context';

/** The paths of everything public that has an address of its own, for those who index it. @units at most 45 000, the most one sitemap may hold */
export async function listPublicAddresses(ctx: Context): Promise<string[]> {
  authorize(ctx, 'catalog.view', { tenantId: null });
  const [slugs, institutions] = await Promise.all([
    listSlugs(ctx.database, 45_000),
    listPublicInstitutions(ctx.database, ctx),
  ]);
  return [
    '/',
    '/catalog',
    '/institutions',
    '/help',
    ...institutions.map(({ slug }) => `/institutions/${slug}`),
    ...slugs.map((slug) => `/catalog/${slug}`),
  ];
}
