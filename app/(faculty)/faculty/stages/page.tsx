import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { TextLink } from '@/components/ui/text-link';
import { Pagination } from '@/components/ui/pagination';
import { ViewLedStages, viewLedStages } from '@/lib/usecases/review/view-led-stages';
import { LedStageList } from '../../_components/led-stage-list';
import { LedStagePanel } from '../../_components/led-stage-panel';
import { ReviewerLoads } from '../../_components/reviewer-loads';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('faculty.lead'))('title') };
}

const hrefOf = (page: number) => `/faculty/stages${page > 1 ? `?page=${page}` : ''}`;

export default orNothingHere(async function LedStagesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [t, faculty, format, { stage, page }] = await Promise.all([
    getTranslations('faculty.lead'),
    getTranslations('faculty'),
    getFormatter(),
    searchParams,
  ]);
  const { value: led } = await staffRead('/faculty/stages', (ctx) =>
    viewLedStages(ctx, ViewLedStages.parse({ stage, page })),
  );
  if (!led) notFound();
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs items={[{ href: '/faculty/cases', label: faculty('title') }, { label: t('title') }]} />
        }
        title={
          led.total === 0
            ? t('empty.title')
            : led.waiting === null
              ? t('summaryOfMany', { late: led.late, total: led.total })
              : t('summary', { waiting: led.waiting, late: led.late, total: led.total })
        }
        {...(led.standsInFor.length > 0 && {
          lede: t('alsoFor', { names: format.list(led.standsInFor) }),
        })}
        actions={
          <>
            <LinkButton href="/faculty/meetings">{faculty('meetings.title')}</LinkButton>
            <LinkButton href="/faculty/away">{t('awayTitle')}</LinkButton>
          </>
        }
      />
      {led.total === 0 && (
        <EmptyState
          title={t(led.leads ? 'empty.none' : 'empty.noOffice')}
          action={<LinkButton href="/faculty/cases">{t('empty.action')}</LinkButton>}
        >
          {t(led.leads ? 'empty.noneBody' : 'empty.noOfficeBody')}
        </EmptyState>
      )}
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 content-start gap-8">
          {led.waiting === null && (
            <p className="measure text-soft">
              {t.rich('byDay', { list: (text) => <TextLink href="/faculty/cases">{text}</TextLink> })}
            </p>
          )}
          {led.total > 0 && (
            <LedStageList stages={led.stages} chosenId={led.chosen?.stageId ?? null} page={led.page} />
          )}
          <Pagination page={led.page} pages={led.pages} hrefOf={hrefOf} />
        </div>
        <div className="grid min-w-0 content-start gap-10">
          {led.chosen && <LedStagePanel stage={led.chosen} />}
          {led.loads.length > 0 && <ReviewerLoads loads={led.loads} />}
        </div>
      </div>
    </div>
  );
});
