import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { EntryTitle } from '@/components/catalog/entry-title';
import { CertificateSearch } from '@/components/rule/certificate-search';
import { Precedents } from '@/components/rule/precedents';
import { RecommendationFacts } from '@/components/rule/recommendation-facts';
import { StartForm } from '@/components/rule/start-form';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { LinkButton } from '@/components/ui/link-button';
import {
  certificatesPerPage,
  listMappableCertificates,
  viewMappingStart,
} from '@/lib/usecases/rule/view-mapping-start';
import { draftRuleAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registrar.new'))('title') };
}

export default orNothingHere(async function NewRulePage({ searchParams }: PageProps<'/registrar/rules/new'>) {
  const { certificate, words, page } = await searchParams;
  const t = await getTranslations('registrar');
  const crumbs = [
    { href: '/registrar/rules', label: t('list.title') },
    { href: '/registrar/rules/new', label: t('new.title') },
  ];
  return typeof certificate === 'string'
    ? start(idInPath(certificate), crumbs)
    : search(
        typeof words === 'string' ? words.trim().slice(0, 200) : '',
        Math.min(Math.max(Number(page) || 1, 1), 10_000),
        crumbs,
      );
});

type Crumbs = { href: string; label: string }[];

async function search(words: string, page: number, crumbs: Crumbs) {
  const [{ value, denied }, t] = await Promise.all([
    staffRead('/registrar/rules/new', (ctx) => listMappableCertificates(ctx, words, Math.trunc(page))),
    getTranslations('registrar.new'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  return (
    <div className="page">
      <PageHeader breadcrumbs={<Breadcrumbs items={crumbs} />} title={t('title')} lede={t('lede')} />
      <CertificateSearch
        words={words}
        page={Math.trunc(page)}
        pages={Math.ceil(value.total / certificatesPerPage)}
        rows={value.rows}
        total={value.total}
      />
    </div>
  );
}

async function start(id: string, crumbs: Crumbs) {
  const [{ value, denied }, t] = await Promise.all([
    staffRead(`/registrar/rules/new?certificate=${id}`, (ctx) => viewMappingStart(ctx, id)),
    getTranslations('registrar.new'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { microCredential, own, peers, names, today, departments, askers } = value;
  const precedents = [
    ...own
      .filter(({ isPrecedent }) => isPrecedent)
      .map((rule) => ({
        id: rule.id,
        label: t('titleOf', { title: rule.title, version: rule.version }),
      })),
    // What is looked at again elsewhere is told, and not taken over.
    ...peers
      .filter(({ standing }) => standing !== 'suspended')
      .map((rule) => ({ id: rule.id, label: `${rule.institutionName}: ${rule.title}` })),
  ];
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              ...crumbs,
              { label: <EntryTitle title={microCredential.title} language={microCredential.language} /> },
            ]}
          />
        }
        kicker={t('title')}
        title={<EntryTitle title={microCredential.title} language={microCredential.language} />}
        lede={t('by', { provider: microCredential.provider })}
        actions={<LinkButton href="/registrar/rules/new">{t('other')}</LinkButton>}
      />
      <div className="grid grid-cols-1 gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <StartForm
          action={draftRuleAction}
          today={today}
          certificate={microCredential}
          precedents={precedents}
          departments={departments}
        />
        <div className="grid content-start gap-8">
          <section>
            <h2 className="border-b border-edge pb-2 text-lg font-semibold">{t('column.recommendations')}</h2>
            {microCredential.recommendations.length === 0 && (
              <p className="pt-3 text-soft">{t('noRecommendation')}</p>
            )}
            <ul className="stack">
              {microCredential.recommendations.map((advice) => (
                <li key={advice.id} className="py-3">
                  <RecommendationFacts advice={advice} today={today} />
                </li>
              ))}
            </ul>
          </section>
          <section className="grid gap-3">
            <h2 className="border-b border-edge pb-2 text-lg font-semibold">{t('precedents')}</h2>
            {askers > 0 && <p>{t('askedFor', { count: askers })}</p>}
            <Precedents own={own} peers={peers} names={names} />
          </section>
        </div>
      </div>
    </div>
  );
}
