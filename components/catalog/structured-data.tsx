/** StructuredData: entry, decided, nonce. The entry and the offers of its page as schema.org JSON-LD. Nothing in them can end the script element they stand in. */
import { useFormatter, useTranslations } from 'next-intl';
import { isOpen } from '@/lib/catalog/compare-offers';
import type { Offer } from '@/lib/catalog/offer';
import { describeEntry, type DescribedEntry, escapeForScript } from '@/lib/catalog/structured-data';
import { useOfferConditions } from './offer-words';

export type StructuredDataProps = {
  entry: DescribedEntry;
  decided: readonly { institution: { slug: string; name: string }; rules: readonly { offer: Offer }[] }[];
  nonce: string | undefined;
};

export function StructuredData({ entry, decided, nonce }: StructuredDataProps) {
  const t = useTranslations('credit');
  const format = useFormatter();
  const words = useTranslations('public.offer');
  const conditionsOf = useOfferConditions();
  const offers = decided.flatMap(({ institution, rules }) =>
    rules.flatMap(({ offer }) =>
      isOpen(offer)
        ? [
            {
              institution,
              offer,
              unit: t(`unit.${offer.unit}`, { count: Number(offer.amount ?? 2) || 2.5 }),
              conditions: format.list(
                [...(offer.isAsStated ? [words('statedUpTo')] : []), ...conditionsOf(offer)],
                { type: 'unit' },
              ),
            },
          ]
        : [],
    ),
  );
  return (
    <script
      type="application/ld+json"
      nonce={nonce}
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: escapeForScript(describeEntry(entry, offers)) }}
    />
  );
}
