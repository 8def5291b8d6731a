import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Ladder } from '@/components/credit/ladder';
import { Standing } from '@/components/credit/standing';
import { PageHeader } from '@/components/layout/page-header';
import { TextLink } from '@/components/ui/text-link';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.help'))('title'), alternates: { canonical: '/help' } };
}

const standings = [
  'published',
  'coming',
  'recommended',
  'recommendedLater',
  'considered',
  'undecided',
  'refused',
  'refusedLater',
  'suspended',
  'ended',
] as const;

function toInstitutions(children: React.ReactNode) {
  return <TextLink href="/institutions">{children}</TextLink>;
}

function toSignIn(children: React.ReactNode) {
  return <TextLink href="/sign-in">{children}</TextLink>;
}

// No pages that the router could show.
function toAddresses(children: React.ReactNode) {
  return (
    <a href="/api/v1" className="link">
      {children}
    </a>
  );
}

function toTable(children: React.ReactNode) {
  return (
    <a href="/api/v1/catalog.csv" className="link">
      {children}
    </a>
  );
}

function toRegister(children: React.ReactNode) {
  return (
    <a href="/api/v1/decisions.csv" className="link">
      {children}
    </a>
  );
}

/** Help, whom to ask, interfaces, privacy and accessibility: one page, where each link of the foot leads to its part. */
export default async function HelpPage() {
  const t = await getTranslations('public.help');
  return (
    <div className="page">
      <PageHeader title={t('title')} lede={t('lede')} />
      <div className="grid max-w-3xl gap-10">
        <section id="answers" className="grid gap-3">
          <h2 className="serif text-xl">{t('answers.title')}</h2>
          <p className="measure">{t('answers.body')}</p>
          <Ladder />
          <dl className="stack border-y border-line">
            {standings.map((standing) => (
              <div key={standing} className="grid gap-x-6 py-2 sm:grid-cols-[18rem_minmax(0,1fr)]">
                <dt>
                  <Standing standing={standing} />
                </dt>
                <dd className="text-soft">{t(`standing.${standing}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section id="contact" className="prose">
          <h2>{t('contact.title')}</h2>
          <p>{t.rich('contact.body', { link: toInstitutions })}</p>
        </section>
        <section id="institutions" className="prose">
          <h2>{t('institutions.title')}</h2>
          <p>{t('institutions.body')}</p>
          <p>{t.rich('institutions.next', { link: toSignIn })}</p>
        </section>
        <section id="interfaces" className="prose">
          <h2>{t('interfaces.title')}</h2>
          <p>{t.rich('interfaces.body', { link: toAddresses, table: toTable, register: toRegister })}</p>
        </section>
        <section id="privacy" className="prose">
          <h2>{t('privacy.title')}</h2>
          <p>{t('privacy.body')}</p>
          <p>{t('privacy.cookies')}</p>
        </section>
        <section id="accessibility" className="prose">
          <h2>{t('accessibility.title')}</h2>
          <p>{t('accessibility.body')}</p>
          <p>{t('accessibility.known')}</p>
        </section>
      </div>
    </div>
  );
}
