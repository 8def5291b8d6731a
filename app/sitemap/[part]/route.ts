import { partAsked, sitemapPart } from '@/lib/catalog/sitemap';
import { env } from '@/lib/env';
import { refuse } from '@/lib/kernel/refusal';
import { defineRoute } from '@/lib/next/define-route';
import { listPublicAddresses } from '@/lib/usecases/catalog/list-public-addresses';

/** One part of the sitemap, made anew when the catalog has changed. */
export const GET = defineRoute<{ part: string }>(async (ctx, _, { part: asked }) => {
  const part = partAsked(asked);
  if (part === null) refuse('not_found', 'catalog/no-such-part');
  const text = await ctx.catalog.keep(ctx.now, `sitemap ${part}`, async () => {
    const addresses = await listPublicAddresses(ctx, part);
    if (addresses.length === 0) refuse('not_found', 'catalog/no-such-part');
    return sitemapPart(new URL(env().NEXTAUTH_URL).origin, addresses);
  });
  return new Response(text, { headers: { 'content-type': 'application/xml' } });
});
