import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { EntryTitle } from '@/components/catalog/entry-title';
import { SearchForm } from '@/components/catalog/search-form';
import { WorkedAnswer } from '@/components/catalog/worked-answer';
import { TextLink } from '@/components/ui/text-link';
import { requestContext } from '@/lib/next/request-context';
import { viewStart } from '@/lib/usecases/catalog/list-institutions';

/** Institutions in sight; the others are a page of their own. */
const mostInstitutions = 12;

export const metadata: Metadata = { alternates: { canonical: '/' } };

export default async function StartPage() {
  const ctx = await requestContext();
  const [{ institutions, examples, total, worked }, t, format] = await Promise.all([
    ctx.catalog.keep(ctx.now, 'start', () => viewStart(ctx)),
    getTranslations('public.start'),
    getFormatter(),
  ]);
  return (
    <div className="page grid gap-10">
      <section className="grid gap-4 sm:pt-4">
        <h1 className="serif max-w-3xl text-3xl sm:text-4xl">{t('title')}</h1>
        <p className="measure text-soft sm:text-lg">{t('lede')}</p>
        <SearchForm label={t('search')} large />
        <p className="flex flex-wrap gap-x-5 gap-y-1">
          {examples.map(({ slug, title, language }) => (
            <TextLink key={slug} href={`/catalog/${slug}`}>
              <EntryTitle title={title} language={language} />
            </TextLink>
          ))}
          <TextLink href="/catalog">{t('all', { count: total })}</TextLink>
          <TextLink href="/prove">{t('prove')}</TextLink>
        </p>
      </section>
      {worked !== null && <WorkedAnswer answer={worked} />}
      <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <section className="grid content-start gap-2">
          <h2 className="serif text-xl">{t('decide')}</h2>
          {institutions.length === 0 ? (
            <p>{t('none')}</p>
          ) : (
            <table className="w-full">
              <thead className="text-sm text-soft">
                <tr className="border-b border-edge">
                  <th scope="col" className="py-1 text-left font-normal">
                    {t('decideLede')}
                  </th>
                  <th scope="col" className="py-1 text-right font-normal">
                    {t('givesFor')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {institutions.slice(0, mostInstitutions).map(({ slug, name, shortName, counts }) => (
                  <tr key={slug} className="border-b border-line">
                    <th scope="row" className="py-2 text-left font-medium">
                      <TextLink href={`/institutions/${slug}`} title={name}>
                        {shortName}
                      </TextLink>
                    </th>
                    <td className="tabular py-2 text-right">{format.number(counts.published)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {institutions.length > mostInstitutions && (
            <p>
              <TextLink href="/institutions">
                {t('moreInstitutions', { count: institutions.length })}
              </TextLink>
            </p>
          )}
        </section>
        <section className="grid content-start gap-2">
          <h2 className="serif text-xl">{t('staff')}</h2>
          <p className="text-soft">{t('staffLede')}</p>
          <p>
            <TextLink href="/help#institutions">{t('staffLink')}</TextLink>
          </p>
        </section>
      </div>
    </div>
  );
}
