import { getTranslations } from 'next-intl/server';
import { drawableText } from '@/lib/catalog/drawable-text';
import { defineRoute } from '@/lib/next/define-route';
import { drawPicture, pictureName } from '@/lib/next/entry-picture';
import { entryWords } from '@/lib/next/entry-words';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';

/** Whether the reader has the picture with this tag. @source RFC 9110 §13.1.2: a list, compared weakly, or any */
function isKnown(asked: string | null, tag: string): boolean {
  const tags = (asked ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return tags.includes(tag) || asked === '*';
}

/** What a certificate earns as a picture, for those who show one beside a link. */
export const GET = defineRoute<{ slug: string }>(async (ctx, request, { slug: asked }) => {
  const slug = asked.slice(0, 250);
  const [view, t, common] = await Promise.all([
    ctx.catalog.keep(ctx.now, `entry ${slug}`, () =>
      viewMicroCredential(ctx, { slug, asOf: null, unit: null }),
    ),
    getTranslations('public.entry.elsewhere'),
    getTranslations('common'),
  ]);
  const { amount, by, conditions } = await entryWords(view);
  const words = {
    product: common('product'),
    title: drawableText(view.entry.title, 90) ?? drawableText(view.entry.provider, 90),
    amount: amount === null ? null : drawableText(amount, 40),
    by: drawableText(by, 80),
    conditions: conditions === null ? null : (drawableText(conditions, 120) ?? t('conditionsBeside')),
    note: t('note'),
  };
  const headers = { etag: `"${pictureName(words)}"`, 'cache-control': 'public, max-age=3600' };
  if (isKnown(request.headers.get('if-none-match'), headers.etag))
    return new Response(null, { status: 304, headers });
  const picture = await drawPicture(words);
  if (picture === null)
    return new Response(null, { status: 503, headers: { 'retry-after': '5', 'cache-control': 'no-store' } });
  return new Response(new Uint8Array(picture), { headers: { ...headers, 'content-type': 'image/png' } });
});
