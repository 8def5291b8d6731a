/** RecommendationHeader: entry, title, restingCount. Above the form of a recommendation: what it is about, that it is advice, and what rests on it. */
import { useTranslations } from 'next-intl';
import { EntryTitle } from '@/components/catalog/entry-title';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Notice } from '@/components/ui/notice';

export function RecommendationHeader({
  entry,
  title,
  restingCount,
}: {
  entry: { id: string; title: string; language: string | null };
  title: string;
  restingCount: number;
}) {
  const t = useTranslations('listing.recommendation');
  const record = useTranslations('listing.record');
  const about = <EntryTitle title={entry.title} language={entry.language} />;
  const name = <span className="[overflow-wrap:anywhere]">{title}</span>;
  return (
    <>
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/registrar/certificates', label: record('breadcrumb') },
              { href: `/registrar/certificates/entries/${entry.id}`, label: about },
              { label: name },
            ]}
          />
        }
        title={name}
        lede={t('adviceOnly')}
      />
      {restingCount > 0 && <Notice className="mb-8 max-w-xl">{t('resting', { count: restingCount })}</Notice>}
    </>
  );
}
