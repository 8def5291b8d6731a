/** MergedEntries: entries {slug, title, language, provider, since}[]; under which other names a certificate was listed, each as it was until then. */
import { EntryTitle } from '@/components/catalog/entry-title';
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';

export function MergedEntries({
  entries,
}: {
  entries: readonly {
    slug: string;
    title: string;
    language: string | null;
    provider: string;
    since: CivilDate;
  }[];
}) {
  const t = useTranslations('public.entry');
  if (entries.length === 0) return null;
  return (
    <section className="grid gap-3">
      <h2 className="serif text-xl">{t('merged')}</h2>
      <ul className="stack border-y border-line">
        {entries.map(({ slug, title, language, provider, since }) => (
          <li key={slug} className="grid gap-0.5 py-2.5 [overflow-wrap:anywhere]">
            <TextLink href={`/catalog/${slug}?asOf=${addDays(since, -1)}`}>
              <EntryTitle title={title} language={language} />
            </TextLink>
            <span className="text-sm text-soft">
              {t.rich('mergedUntil', { provider, day: () => <Day date={addDays(since, -1)} /> })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
