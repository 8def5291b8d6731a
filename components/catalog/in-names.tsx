/** InNames: entry (who listed it, and what the institutions say that it names). That an entry is not the word of those whom it names, unless they said so. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import { Notice } from '@/components/ui/notice';
import type { CatalogEntry } from '@/lib/db/catalog-entries';

export function InNames({
  entry: { inNames, listedBy },
}: {
  entry: Pick<CatalogEntry, 'inNames' | 'listedBy'>;
}) {
  const t = useTranslations('public.entry.inName');
  return inNames.map(({ institution, state, on }) => (
    <Notice key={institution} tone={state === 'refused' ? 'warning' : 'info'} className="mb-6">
      <p>{t.rich(state, { institution, listedBy: listedBy ?? '', day: () => <Day date={on ?? ''} /> })}</p>
    </Notice>
  ));
}
