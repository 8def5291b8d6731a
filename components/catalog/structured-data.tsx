/**
 * StructuredData: data. As schema.org JSON-LD; nothing in it can end the script element it stands in, and no browser runs it.
 * EntryData: entry, decided, origin (of this site). The entry, the offers of its page, and where the page stands.
 */
import { useFormatter, useTranslations } from 'next-intl';
import { isOpen } from '@/lib/catalog/compare-offers';
import type { Offer } from '@/lib/catalog/offered';
import {
  describeEntry,
  type DescribedEntry,
  describeTrail,
  escapeForScript,
} from '@/lib/catalog/structured-data';
import { useOfferConditions } from './offer-words';

export function StructuredData({ data }: { data: object }) {
  return (
    <script
      type="application/ld+json"
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: escapeForScript(data) }}
    />
  );
}

export type EntryDataProps = {
  entry: DescribedEntry & { slug: string };
  decided: readonly { institution: { slug: string; name: string }; rules: readonly { offer: Offer }[] }[];
  origin: string;
};

export function EntryData({ entry, decided, origin }: EntryDataProps) {
  const t = useTranslations('credit');
  const format = useFormatter();
  const words = useTranslations('public.offer');
  const common = useTranslations('common.navigation');
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
  const trail = describeTrail(origin, [
    { name: common('catalog'), path: '/catalog' },
    { name: entry.title, path: `/catalog/${entry.slug}` },
  ]);
  return <StructuredData data={[describeEntry(origin, entry, offers), trail]} />;
}
