/** Comparison: entries, rows (by institution), silent (who has not decided about any of them), hrefWithout(slug). Entries as columns, institutions as rows; on phones one entry below the other. */
import { useFormatter, useTranslations } from 'next-intl';
import { useExactNumber } from '@/components/credit/amount';
import { Standing } from '@/components/credit/standing';
import { Anchor } from '@/components/ui/anchor';
import { TextLink } from '@/components/ui/text-link';
import { isOpen } from '@/lib/catalog/compare-offers';
import { type ComparedAnswer, mostGiving } from '@/lib/catalog/comparison';
import type { ComparisonView } from '@/lib/usecases/catalog/compare-entries';
import { EntryTitle } from './entry-title';
import { useLanguageName } from './facet-words';
import { useLevelsOf } from './levels-of';
import { OfferedAmount, OfferedEcts } from './offered-amount';
import { OfferStanding } from './offer-standing';
import { useOfferConditions } from './offer-words';

/** Institutions that are named of those that have not decided. */
const mostNamed = 12;

function Answer({ answer, isMost }: { answer: ComparedAnswer; isMost: boolean }) {
  const t = useTranslations('public.search.compare');
  const offers = useTranslations('public.offer');
  const format = useFormatter();
  const conditionsOf = useOfferConditions();
  const { best, standing, opensOn, others, isClaimedInTime } = answer;
  if (best === null)
    return (
      <div className="grid gap-0.5">
        <p>
          <OfferStanding offer={{ standing, opensOn }} />
        </p>
        {isClaimedInTime && <p className="text-sm text-soft">{offers('deadline.inTime')}</p>}
      </div>
    );
  const conditions = conditionsOf(best);
  return (
    <div className="grid gap-0.5">
      <p className="text-lg">
        <OfferedAmount offer={best} all />
      </p>
      <OfferedEcts offer={best} />
      {!isOpen(best) && (
        <p className="text-sm">
          <OfferStanding offer={best} />
        </p>
      )}
      <p className="text-sm">
        {conditions.length > 0 ? format.list(conditions, { type: 'unit' }) : t('alone')}
      </p>
      {best.closesOn === null && <p className="text-sm text-soft">{t('anyTime')}</p>}
      {isMost && <p className="text-sm font-medium">{t('best')}</p>}
      {others > 0 && <p className="text-sm text-soft">{t('moreRules', { count: others })}</p>}
    </div>
  );
}

export function Comparison({
  entries,
  rows,
  silent,
  hrefWithout,
}: Pick<ComparisonView, 'entries' | 'rows' | 'silent'> & { hrefWithout: (slug: string) => string }) {
  const t = useTranslations('public.search.compare');
  const format = useFormatter();
  const exact = useExactNumber();
  const search = useTranslations('public.search');
  const entry = useTranslations('public.entry');
  const language = useLanguageName();
  const levelsOf = useLevelsOf();
  type Entry = ComparisonView['entries'][number];
  const facts: [key: 'provider' | 'work' | 'level' | 'language', of: (entry: Entry) => string | null][] = [
    ['provider', ({ provider }) => provider],
    [
      'work',
      ({ workloadHours, effort }) =>
        workloadHours === null ? effort : search('hoursOf', { hours: exact(workloadHours) }),
    ],
    ['level', (one) => format.list(levelsOf(one), { type: 'unit' }) || null],
    ['language', (one) => (one.language === null ? null : language(one.language))],
  ];
  return (
    <table className="comparison" data-columns={entries.length}>
      <caption className="sr-only">{t('caption')}</caption>
      <thead>
        <tr>
          <td />
          {entries.map(({ slug, title, language: of }) => (
            <th key={slug} scope="col">
              <Anchor
                href={`/catalog/${slug}`}
                className="text-lg font-semibold leading-6 text-accent underline-offset-4 hover:underline"
              >
                <EntryTitle title={title} language={of} />
              </Anchor>
              <span className="no-print block pt-1 text-sm font-normal">
                <TextLink href={hrefWithout(slug)}>
                  <span className="sr-only">{t('remove', { title })}</span>
                  <span aria-hidden="true">{t('take')}</span>
                </TextLink>
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {facts.map(([key, of]) => (
          <tr key={key}>
            <th scope="row">{t(key)}</th>
            {entries.map((one) => (
              <td key={one.slug} data-of={one.title}>
                {of(one) ?? <span className="text-faint">{t('notSaid')}</span>}
              </td>
            ))}
          </tr>
        ))}
        {rows.map(({ institution, answers }) => {
          const most = mostGiving(answers);
          return (
            <tr key={institution.id}>
              <th scope="row">
                <TextLink href={`/institutions/${institution.slug}`}>{institution.name}</TextLink>
              </th>
              {answers.map((answer, at) => (
                <td key={entries[at]?.slug} data-of={entries[at]?.title}>
                  <Answer answer={answer} isMost={most.includes(at)} />
                </td>
              ))}
            </tr>
          );
        })}
        {silent.institutions.length > 0 && (
          <tr>
            <th scope="row">
              {format.list([
                ...silent.institutions.slice(0, mostNamed).map(({ shortName }) => shortName),
                ...(silent.institutions.length > mostNamed
                  ? [entry('openMore', { count: silent.institutions.length - mostNamed })]
                  : []),
              ])}
            </th>
            {silent.standings.map((standing, at) => (
              <td key={entries[at]?.slug} data-of={entries[at]?.title}>
                <Standing standing={standing} />
              </td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  );
}
