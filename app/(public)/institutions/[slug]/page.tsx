import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { orNotFound } from '@/app/(public)/or-not-found';
import { PolicyWords } from '@/components/catalog/policy-words';
import { ProgramList } from '@/components/catalog/program-list';
import { RecognisedRule } from '@/components/catalog/recognised-rule';
import { WordsForm } from '@/components/catalog/words-form';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Pagination } from '@/components/ui/pagination';
import { TextLink } from '@/components/ui/text-link';
import { parseSearchQuery } from '@/lib/catalog/search-query';
import { requestContext } from '@/lib/next/request-context';
import { viewInstitution } from '@/lib/usecases/catalog/view-institution';

type Props = PageProps<'/institutions/[slug]'>;

async function view({ params, searchParams }: Props) {
  const { query } = parseSearchQuery(await searchParams);
  return orNotFound(viewInstitution(await requestContext(), { slug: (await params).slug.slice(0, 100), words: query.words, page: query.page }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { institution } = await orNotFound(viewInstitution(await requestContext(), { slug: (await params).slug.slice(0, 100), words: '', page: 1 }));
  return { title: institution.name };
}

export default async function InstitutionPage(props: Props) {
  const { query } = parseSearchQuery(await props.searchParams);
  const { institution, programs, counts, rules, total, page, pages, names } = await view(props);
  const [t, common, format] = await Promise.all([getTranslations('public.institutions'), getTranslations('common'), getFormatter()]);
  const path = `/institutions/${institution.slug}`;
  const hrefOf = (number: number) => `${path}?${new URLSearchParams({ ...(query.words !== '' && { q: query.words }), page: String(number) }).toString()}`;
  const facts = [['recognised', counts.published], ['refused', counts.refused], ['undecided', counts.undecided]] as const;
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[{ href: '/institutions', label: common('navigation.institutions') }, { label: institution.name }]} />}
        title={institution.name}
        actions={<LinkButton href={`/estimate?institution=${institution.slug}`} tone="primary">{t('estimate')}</LinkButton>}
      />
      <dl className="mb-10 flex flex-wrap gap-x-12 gap-y-4">
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt className="text-sm text-soft">{t(key)}</dt>
            <dd className="serif text-2xl">{format.number(value)}</dd>
          </div>
        ))}
      </dl>
      <div className="grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <section className="grid min-w-0 content-start gap-3">
          <h2 className="serif text-xl">{t('rules')}</h2>
          {(total > 0 || query.words !== '') && <WordsForm action={path} words={query.words} label={t('search')} submit={t('searchSubmit')} />}
          <p role="status">{t('rulesFound', { count: total })}</p>
          {total === 0 ? (
            <EmptyState title={query.words === '' ? t('noRulesYet') : t('noRules')} action={query.words !== '' && <TextLink href={path}>{t('showAll')}</TextLink>}>
              {t('noRulesBody')}
            </EmptyState>
          ) : (
            <ol className="stack border-t border-line">
              {rules.map((rule) => (
                <RecognisedRule key={rule.id} {...rule} names={names} />
              ))}
            </ol>
          )}
          <Pagination page={page} pages={Math.min(pages, 500)} hrefOf={hrefOf} />
        </section>
        <div className="grid content-start gap-10">
          <section className="grid gap-3">
            <h2 className="serif text-xl">{t('policy')}</h2>
            {institution.policy === null ? <p>{t('noPolicy')}</p> : <PolicyWords policy={institution.policy.credit} version={institution.policy.version} since={institution.policy.effectiveFrom} />}
            {institution.siteUrl !== null && <TextLink href={institution.siteUrl} rel="nofollow noopener">{t('site')}</TextLink>}
          </section>
          <section className="grid gap-3">
            <h2 className="serif text-xl">{t('programs')}</h2>
            <ProgramList programs={programs} unit={institution.homeUnit} />
          </section>
        </div>
      </div>
    </div>
  );
}
