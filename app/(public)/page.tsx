import { getTranslations } from 'next-intl/server';
import { EntryTitle } from '@/components/catalog/entry-title';
import { SearchForm } from '@/components/catalog/search-form';
import { Ladder } from '@/components/credit/ladder';
import { LinkButton } from '@/components/ui/link-button';
import { TextLink } from '@/components/ui/text-link';
import { requestContext } from '@/lib/next/request-context';
import { viewStart } from '@/lib/usecases/catalog/list-institutions';

export default async function StartPage() {
  const [{ institutions, examples }, t] = await Promise.all([
    viewStart(await requestContext()),
    getTranslations('public.start'),
  ]);
  return (
    <div className="page grid gap-16">
      <section className="grid gap-6 pt-4 sm:pt-10">
        <h1 className="serif max-w-3xl text-3xl sm:text-4xl">{t('title')}</h1>
        <p className="measure text-lg text-soft">{t('lede')}</p>
        <SearchForm label={t('search')} large />
        <div className="grid gap-2">
          {examples.length > 0 && (
            <p className="flex flex-wrap gap-x-5 gap-y-1">
              <span className="text-soft">{t('examples')}</span>
              {examples.map(({ slug, title, language }) => (
                <TextLink key={slug} href={`/catalog/${slug}`}>
                  <EntryTitle title={title} language={language} />
                </TextLink>
              ))}
            </p>
          )}
          <p>
            <TextLink href="/catalog">{t('all')}</TextLink>
          </p>
        </div>
      </section>
      <div className="grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <section className="grid content-start gap-3">
          <h2 className="serif text-xl">{t('decide')}</h2>
          <p className="measure text-soft">{t('decideLede')}</p>
          {institutions.length === 0 ? (
            <p>{t('none')}</p>
          ) : (
            <ul className="stack border-y border-line">
              {institutions.slice(0, 12).map(({ slug, name, counts }) => (
                <li
                  key={slug}
                  className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 py-2.5"
                >
                  <TextLink href={`/institutions/${slug}`} className="font-medium">
                    {name}
                  </TextLink>
                  <span className="tabular text-sm text-soft">
                    {t('decided', { count: counts.published })}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section className="grid content-start justify-items-start gap-3">
          <h2 className="serif text-xl">{t('estimate')}</h2>
          <p className="text-soft">{t('estimateLede')}</p>
          <LinkButton href="/estimate">{t('estimate')}</LinkButton>
        </section>
      </div>
      <section className="grid gap-4">
        <h2 className="serif text-xl">{t('how')}</h2>
        <p className="measure text-soft">{t('howLede')}</p>
        <Ladder />
      </section>
    </div>
  );
}
