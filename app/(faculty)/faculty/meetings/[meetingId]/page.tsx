import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Disclosure } from '@/components/ui/disclosure';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { ViewMeeting, viewMeeting, type MeetingView } from '@/lib/usecases/meeting/view-meeting';
import { viewCase } from '@/lib/usecases/review/view-case';
import { AddToAgenda, MeetingAgenda } from '../../../_components/meeting-agenda';
import { MeetingDecision } from '../../../_components/meeting-decision';
import { ChangeMeetingForm } from '../../../_components/meeting-form';
import { MeetingHead } from '../../../_components/meeting-head';

type Props = PageProps<'/faculty/meetings/[meetingId]'>;

const load = cache(async (meetingId: string, q: unknown, item: unknown): Promise<MeetingView | null> => {
  const input = ViewMeeting.safeParse({ meetingId, q, item });
  if (!input.success) return null;
  return (await staffRead(`/faculty/meetings/${meetingId}`, (ctx) => viewMeeting(ctx, input.data))).value;
});

export const generateMetadata = metadataOrNothing(
  async ({ params, searchParams }: Props): Promise<Metadata> => {
    const [t, format, { meetingId }, { q, item }] = await Promise.all([
      getTranslations('faculty.meetings'),
      getFormatter(),
      params,
      searchParams,
    ]);
    const view = await load(meetingId, q, item);
    if (!view) notFound();
    const { kind, departmentName, day } = view.meeting;
    const name =
      departmentName === null ? t(`of.${kind}`) : t('ofDepartment', { department: departmentName });
    return {
      title: t('titleOf', {
        name,
        day: format.dateTime(new Date(day), { dateStyle: 'long', timeZone: 'UTC' }),
      }),
    };
  },
);

export default orNothingHere(async function MeetingPage({ params, searchParams }: Props) {
  const [t, { meetingId }, { q, item }] = await Promise.all([
    getTranslations('faculty.meetings'),
    params,
    searchParams,
  ]);
  const view = await load(meetingId, q, item);
  if (!view) notFound();
  const { meeting, chosen, leads, isOpen } = view;
  const here = `/faculty/meetings/${meeting.id}`;
  const reviewCase =
    chosen && (await staffRead(here, (ctx) => viewCase(ctx, { caseId: chosen.caseId }))).value;
  return (
    <div className="page">
      <MeetingHead
        meeting={meeting}
        actions={
          <>
            {view.items.length > 0 && <LinkButton href={`${here}/papers`}>{t('papers')}</LinkButton>}
            <LinkButton href={`${here}/calendar`} download>
              {t('file')}
            </LinkButton>
          </>
        }
      />
      {meeting.isCancelled && (
        <Notice
          tone="warning"
          title={t('cancelledTitle', {
            open: view.items.filter(({ status }) => status === 'open').length,
            closed: view.items.filter(({ status }) => status === 'closed').length,
          })}
        />
      )}
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <section aria-labelledby="agenda" className="grid min-w-0 content-start gap-4">
          <h2 id="agenda" className="serif text-xl">
            {t('agenda')}
          </h2>
          <MeetingAgenda view={view} />
          {leads && !meeting.isCancelled && (
            <Disclosure summary={t('addTitle')} open={view.items.length === 0 || q !== undefined}>
              <AddToAgenda view={view} words={typeof q === 'string' ? q : ''} />
            </Disclosure>
          )}
        </section>
        <div className="grid min-w-0 content-start gap-10">
          {chosen && reviewCase && <MeetingDecision view={view} item={chosen} reviewCase={reviewCase} />}
          {view.enters && !view.hasBegun && !meeting.isCancelled && (
            <p className="measure text-soft">{t('notBegun')}</p>
          )}
          {leads && isOpen && (
            <Disclosure summary={t('change')}>
              <ChangeMeetingForm meeting={meeting} />
            </Disclosure>
          )}
        </div>
      </div>
    </div>
  );
});
