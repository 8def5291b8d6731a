import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { EntryView } from '@/lib/usecases/catalog/view-micro-credential';
import { entryWords } from './entry-words';

/** What the head of a certificate's page says to those who show a link to it: what it earns, in words and as a picture. */
export async function entryMetadata(view: EntryView): Promise<Metadata> {
  const [t, common, { amount, by, conditions, description }] = await Promise.all([
    getTranslations('public.entry'),
    getTranslations('common'),
    entryWords(view),
  ]);
  const { title, slug } = view.entry;
  const alt =
    amount === null
      ? t('elsewhere.pictureOf', { title })
      : t('elsewhere.picture', {
          title,
          amount,
          by: conditions === null ? by : `${by}, ${conditions}`,
        });
  return {
    title: t('metaTitle', { title }),
    description,
    // What those whom it names refused is in the catalog no more; its page stays for whoever decided about it.
    ...(view.entry.inNames.some(({ state }) => state === 'refused') && { robots: { index: false } }),
    alternates: { canonical: `/catalog/${slug}` },
    openGraph: {
      siteName: common('product'),
      type: 'website',
      title: t('metaTitle', { title }),
      description,
      url: `/catalog/${slug}`,
      images: [{ url: `/picture/${slug}`, width: 1_200, height: 630, alt }],
    },
    twitter: { card: 'summary_large_image' },
  };
}
