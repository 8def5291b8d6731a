import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { BatchTable } from '@/components/posting/batch-table';
import { DueTable } from '@/components/posting/due-table';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { TextLink } from '@/components/ui/text-link';
import { parsePostingQuery, postingHref } from '@/lib/claim/posting-query';
import { batchesPerPage, linesPerPage, viewPosting } from '@/lib/usecases/posting/view-posting';
import { MakeForm, NumbersForm, SettingsForm } from './_components/posting-forms';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('posting'))('title') };
}

/** What would leave for the student system now, line by line, and what has left. */
export default async function PostingPage({ searchParams }: PageProps<'/registrar/claims/posting'>) {
  const asked = parsePostingQuery(await searchParams);
  const [{ value, denied }, t, claims] = await Promise.all([
    staffRead(postingHref(asked), (ctx) => viewPosting(ctx, asked)),
    getTranslations('posting'),
    getTranslations('claim.desk'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { settings, lines, ready, gaps, batches } = value;
  const missing = Object.values(gaps).reduce((all, count) => all + count, 0);
  const shown = asked.show === 'ready' ? ready : missing;
  const here = { ...asked, settings };
  return (
    <div className="page grid grid-cols-1 gap-10">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/registrar/claims', label: claims('title') }, { label: t('title') }]}
          />
        }
        title={t('title')}
        lede={t('lede')}
      />
      <SettingsForm settings={settings} show={asked.show} />
      <section className="grid grid-cols-1 gap-4">
        <h2 className="serif text-xl">{t('dry.title')}</h2>
        <Tabs
          label={t('dry.parts')}
          items={(['ready', 'missing'] as const).map((show) => ({
            href: postingHref({ ...here, show, page: 1 }),
            label: t(`dry.${show}`),
            count: show === 'ready' ? ready : missing,
            current: show === asked.show,
          }))}
        />
        {value.hasMore && <Notice tone="info">{t('dry.more')}</Notice>}
        {lines.length === 0 ? (
          <EmptyState title={t(asked.show === 'ready' ? 'dry.noneReady' : 'dry.noneMissing')}>
            {t(asked.show === 'ready' ? 'dry.noneReadyWhy' : 'dry.noneMissingWhy')}
          </EmptyState>
        ) : (
          <DueTable lines={lines} />
        )}
        <Pagination
          page={asked.page}
          pages={Math.ceil(shown / linesPerPage)}
          hrefOf={(page) => postingHref({ ...here, page })}
        />
        {asked.show === 'ready' && ready > 0 && value.may.make && (
          <MakeForm settings={settings} ready={ready} />
        )}
        {value.held > 0 && (
          <p className="measure">
            {t('dry.held', { count: value.held })}{' '}
            <TextLink href="/registrar/claims?show=accepted">{t('dry.toHeld')}</TextLink>
          </p>
        )}
      </section>
      {value.may.numberStudents && <NumbersForm mailboxes={value.unnumbered} />}
      <section className="grid grid-cols-1 gap-4">
        <h2 className="serif text-xl">{t('batches.title')}</h2>
        {batches.length === 0 ? (
          <EmptyState title={t('batches.none')}>{t('batches.noneWhy')}</EmptyState>
        ) : (
          <BatchTable batches={batches} />
        )}
        <Pagination
          page={asked.batchPage}
          pages={Math.ceil(value.batchCount / batchesPerPage)}
          hrefOf={(batchPage) => postingHref({ ...here, batchPage })}
        />
      </section>
    </div>
  );
}
