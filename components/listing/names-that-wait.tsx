/** NamesThatWait: work (what others listed in the institution's name, and which of its own entries others refused). Lists on the start page of staff, each where there is any. */
import { useTranslations } from 'next-intl';
import { EntryTitle } from '@/components/catalog/entry-title';
import { Day } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import type { EntryInName } from '@/lib/db/entries-in-names';
import type { WorkList } from '@/lib/usecases/rule/list-work';

export function NamesThatWait({ work: { inName, refused } }: { work: Pick<WorkList, 'inName' | 'refused'> }) {
  const t = useTranslations('registrar.work');
  const list = (rows: readonly EntryInName[], said: 'inNameBy' | 'refusedBy') => (
    <ul className="stack border-y border-line">
      {rows.map(({ id, title, language, provider, by, reason, on }) => (
        <li key={id} className="grid gap-0.5 py-2 [overflow-wrap:anywhere]">
          <TextLink href={`/registrar/certificates/entries/${id}`}>
            <EntryTitle title={title} language={language} />
          </TextLink>
          <span className="text-sm text-soft">
            {t.rich(said, { by, provider, day: () => <Day date={on} /> })}
          </span>
          {reason !== '' && <span className="measure text-sm">{reason}</span>}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {inName.total > 0 && (
        <section className="grid gap-2">
          <h2 className="text-lg font-semibold">{t('inName', { count: inName.total })}</h2>
          {list(inName.rows, 'inNameBy')}
          {inName.total > inName.rows.length && (
            <p>
              <TextLink href="/registrar/certificates?show=named">{t('allInName')}</TextLink>
            </p>
          )}
        </section>
      )}
      {refused.total > 0 && (
        <section className="grid gap-2">
          <h2 className="text-lg font-semibold">{t('refused', { count: refused.total })}</h2>
          {list(refused.rows, 'refusedBy')}
        </section>
      )}
    </>
  );
}
