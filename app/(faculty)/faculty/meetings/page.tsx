import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { ViewMeetings, viewMeetings } from '@/lib/usecases/meeting/view-meetings';
import { CallMeetingForm } from '../../_components/meeting-form';
import { MeetingList } from '../../_components/meeting-list';
import { OwnCalendar } from '../../_components/own-calendar';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('faculty.meetings'))('title') };
}

const hrefOf = (when: ViewMeetings['when'], page = 1) =>
  `/faculty/meetings${when === 'past' ? '?when=past' : ''}${page > 1 ? `${when === 'past' ? '&' : '?'}page=${page}` : ''}`;

export default orNothingHere(async function MeetingsPage({ searchParams }: PageProps<'/faculty/meetings'>) {
  const [t, faculty, { when, page }] = await Promise.all([
    getTranslations('faculty.meetings'),
    getTranslations('faculty'),
    searchParams,
  ]);
  const { value: view } = await staffRead('/faculty/meetings', (ctx) =>
    viewMeetings(ctx, ViewMeetings.parse({ when, page })),
  );
  if (!view) notFound();
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs items={[{ href: '/faculty/cases', label: faculty('title') }, { label: t('title') }]} />
        }
        title={t('title')}
        lede={t('lede')}
      />
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 content-start gap-4">
          <Tabs
            label={t('tabs')}
            items={(['ahead', 'past'] as const).map((tab) => ({
              href: hrefOf(tab),
              label: t(`tab.${tab}`),
              current: tab === view.when,
            }))}
          />
          {view.rows.length === 0 ? (
            <EmptyState title={t(`empty.${view.when}`)}>
              {t(view.callable.length > 0 ? 'empty.call' : 'empty.wait')}
            </EmptyState>
          ) : (
            <MeetingList rows={view.rows} />
          )}
          <Pagination page={view.page} pages={view.pages} hrefOf={(to) => hrefOf(view.when, to)} />
        </div>
        <div className="grid min-w-0 content-start gap-10">
          {view.callable.length > 0 && <CallMeetingForm callable={view.callable} today={view.today} />}
          <OwnCalendar since={view.calendarSince} />
        </div>
      </div>
    </div>
  );
});
