import { sitemapIndex } from '@/lib/catalog/sitemap';
import { env } from '@/lib/env';
import { defineRoute } from '@/lib/next/define-route';
import { countPublicEntries } from '@/lib/usecases/catalog/list-public-addresses';

/** Names the parts of the sitemap. */
export const GET = defineRoute(
  async (ctx) =>
    new Response(sitemapIndex(new URL(env().NEXTAUTH_URL).origin, await countPublicEntries(ctx)), {
      headers: { 'content-type': 'application/xml' },
    }),
);
