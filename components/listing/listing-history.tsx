/** ListingHistory: listings. What was written here about an entry, the latest first. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import type { EntryView } from '@/lib/usecases/listing/view-entry';
import { ListingPill } from './listing-pill';

export function ListingHistory({ listings }: Pick<EntryView, 'listings'>) {
  const [t, kind] = [useTranslations('listing.entryPage'), useTranslations('listing.kind')];
  return (
    <section className="grid content-start gap-3">
      <h2 className="border-b border-edge pb-2 text-lg font-semibold">{t('history')}</h2>
      {listings.length === 0 && <p className="text-soft">{t('noHistory')}</p>}
      <ul className="stack">
        {listings.map((listing) => (
          <li key={listing.id} className="grid gap-1 py-2">
            <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <TextLink href={`/registrar/certificates/${listing.id}`}>{kind(listing.kind)}</TextLink>
              <ListingPill status={listing.status} />
              <span className="text-sm text-soft">
                <Day date={listing.updatedAt} />
              </span>
              {listing.publishedByName !== null && (
                <span className="text-sm text-soft">{listing.publishedByName}</span>
              )}
            </span>
            {listing.reason !== '' && <span className="text-sm text-soft">{listing.reason}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
