import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { EntryTable, ListingTable } from '@/components/listing/certificate-tables';
import { Button } from '@/components/ui/button';
import { DownloadLinks } from '@/components/ui/download-links';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import {
  certificatesAPage,
  listCertificates,
  shownCertificates,
} from '@/lib/usecases/listing/list-certificates';
import { certificateFileHref, certificatesHref, readCertificateQuery } from './list-query';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('listing.list'))('title') };
}

const empty = {
  own: ['emptyOwnTitle', 'emptyOwnBody'],
  open: ['emptyOpenTitle', 'emptyOpenBody'],
  others: ['emptyOthersTitle', 'emptyOthersBody'],
  named: ['emptyNamedTitle', 'emptyNamedBody'],
} as const;

export default async function CertificatesPage({ searchParams }: PageProps<'/registrar/certificates'>) {
  const asked = readCertificateQuery(await searchParams);
  const [{ value, denied }, t, out] = await Promise.all([
    staffRead(certificatesHref(asked), (ctx) => listCertificates(ctx, asked)),
    getTranslations('listing.list'),
    getTranslations('imports.out'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { show, words, page } = asked;
  const total = value.counts[show];
  const draft = value.mayDraft && (
    <LinkButton href="/registrar/certificates/new" tone="primary">
      {t('draft')}
    </LinkButton>
  );
  const [title, body] = words === '' ? empty[show] : (['nothingTitle', 'nothingBody'] as const);
  return (
    <div className="page grid grid-cols-1 gap-6">
      <PageHeader title={t('title')} lede={t('lede')} actions={draft} />
      <form
        method="get"
        action="/registrar/certificates"
        className="flex flex-wrap items-end gap-x-4 gap-y-3"
      >
        {show !== 'own' && <input type="hidden" name="show" value={show} />}
        <Field name="words" label={t('words')} className="grow basis-64 sm:max-w-xl">
          <TextInput type="search" defaultValue={words} placeholder={t('wordsHint')} maxLength={200} />
        </Field>
        <Button type="submit">{t('find')}</Button>
        {words !== '' && (
          <TextLink href={certificatesHref({ ...asked, words: '', page: 1 })}>{t('clear')}</TextLink>
        )}
      </form>
      <Tabs
        label={t('groups')}
        items={shownCertificates.map((group) => ({
          href: certificatesHref({ ...asked, show: group, page: 1 }),
          label: t(`group.${group}`),
          count: value.counts[group],
          current: group === show,
        }))}
      />
      {value.entries.length + value.listings.length === 0 ? (
        <EmptyState title={t(title)} action={words === '' && show === 'own' ? draft : undefined}>
          {t(body)}
        </EmptyState>
      ) : (
        <div>
          <p className="mb-2 text-sm text-soft" aria-live="polite">
            {t('found', { count: total })}
          </p>
          {show === 'open' ? (
            <ListingTable rows={value.listings} page={page} />
          ) : (
            <EntryTable rows={value.entries} page={page} isOwn={show === 'own'} />
          )}
        </div>
      )}
      <Pagination
        page={page}
        pages={Math.ceil(total / certificatesAPage)}
        hrefOf={(next) => certificatesHref({ ...asked, page: next })}
      />
      {show !== 'open' && total > 0 && (
        <div className="grid gap-1">
          <DownloadLinks hrefOf={(form) => certificateFileHref(asked, 'certificates', form)}>
            {out('certificates', { count: total })}
          </DownloadLinks>
          <DownloadLinks hrefOf={(form) => certificateFileHref(asked, 'recommendations', form)}>
            {out('recommendations', { count: total })}
          </DownloadLinks>
        </div>
      )}
    </div>
  );
}
