import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { orNotFound } from '@/app/(public)/or-not-found';
import { EntryTitle } from '@/components/catalog/entry-title';
import { AskFields, MailField } from '@/components/catalog/ask-fields';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { TextLink } from '@/components/ui/text-link';
import { askHref } from '@/lib/catalog/certificate-request';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/next/request-context';
import { viewRequestForm } from '@/lib/usecases/request/view-request-form';
import { askToDecideAction, askToListAction } from './actions';

type Props = PageProps<'/ask'>;

const read = cache(async (slug: string | null) => orNotFound(viewRequestForm(await requestContext(), slug)));

async function knownFrom({ searchParams }: Props) {
  const parameters = await searchParams;
  const one = (name: string, most: number) => {
    const value = parameters[name];
    return typeof value === 'string' ? value.trim().slice(0, most) : '';
  };
  return {
    certificate: one('certificate', 250) || null,
    institution: one('institution', 100),
    title: one('title', 300),
    provider: one('provider', 200),
    url: one('url', 2_000),
    asked: one('asked', 100),
    hasLeftMail: one('mail', 10) !== '',
  };
}

export const generateMetadata = metadataOrNothing(async (props: Props): Promise<Metadata> => {
  const { certificate } = await knownFrom(props);
  await read(certificate);
  const t = await getTranslations('requests.ask');
  return { title: t(certificate === null ? 'listTitle' : 'decideTitle'), robots: { index: false } };
});

/** Asks an institution to list a certificate or, where one is named, to decide about it. */
export default orNothingHere(async function AskPage(props: Props) {
  const known = await knownFrom(props);
  const [{ institutions, entry }, t, common] = await Promise.all([
    read(known.certificate),
    getTranslations('requests.ask'),
    getTranslations('common'),
  ]);
  const byMail = env().SMTP_URL !== undefined;
  const whole = entry !== null && <EntryTitle title={entry.title} language={entry.language} />;
  const asked = institutions.find(({ slug }) => slug === known.asked);
  const chosen = institutions.some(({ slug }) => slug === known.institution) ? known.institution : '';
  const toInstitutions = institutions.map(({ slug, name }) => ({ value: slug, label: name }));
  const institution = (
    <Field name="institution" label={t('institution')} hint={t('institutionHint')} required>
      <Select options={toInstitutions} placeholder={t('choose')} defaultValue={chosen} />
    </Field>
  );
  return (
    <div className="page-narrow">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/catalog', label: common('navigation.catalog') },
              ...(entry === null ? [] : [{ href: `/catalog/${entry.slug}`, label: whole }]),
              { label: t('crumb') },
            ]}
          />
        }
        title={t(entry === null ? 'listTitle' : 'decideTitle')}
        lede={t(entry === null ? 'listLede' : 'decideLede')}
      />
      {asked !== undefined ? (
        <div className="grid gap-6">
          <Notice tone="done" live title={t('thanks', { institution: asked.name })}>
            <p>{t(known.hasLeftMail ? 'thanksMail' : 'thanksPlain')}</p>
          </Notice>
          <div className="flex flex-wrap gap-3">
            <LinkButton href={entry === null ? '/catalog' : `/catalog/${entry.slug}`} tone="primary">
              {t(entry === null ? 'backToCatalog' : 'backToEntry')}
            </LinkButton>
            <LinkButton
              href={askHref(
                entry === null
                  ? { title: known.title, provider: known.provider, url: known.url }
                  : { certificate: entry.slug },
              )}
            >
              {t('another')}
            </LinkButton>
          </div>
        </div>
      ) : institutions.length === 0 ? (
        <EmptyState title={t('nobody')}>{t('nobodyWhy')}</EmptyState>
      ) : entry === null ? (
        <ActionForm action={askToListAction} submit={t('send')}>
          <AskFields title={known.title} provider={known.provider} url={known.url} />
          {institution}
          {byMail && <MailField />}
        </ActionForm>
      ) : (
        <ActionForm action={askToDecideAction} submit={t('send')}>
          <input type="hidden" name="certificate" value={entry.slug} />
          <p>
            <strong className="font-semibold">{whole}</strong>
            <span className="text-soft"> · {entry.provider}</span>
          </p>
          {institution}
          {byMail && <MailField />}
        </ActionForm>
      )}
      <p className="mt-8 measure text-sm text-soft">
        {t(byMail ? 'keptMail' : 'kept')} <TextLink href="/help#privacy">{t('more')}</TextLink>
      </p>
    </div>
  );
});
