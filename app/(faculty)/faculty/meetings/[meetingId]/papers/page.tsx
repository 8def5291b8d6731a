import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { staffRead } from '@/app/(registrar)/staff-read';
import { ViewMeeting, viewMeeting } from '@/lib/usecases/meeting/view-meeting';
import { viewCase } from '@/lib/usecases/review/view-case';
import { type TextThen, viewTextThen } from '@/lib/usecases/rule/view-text-then';
import type { CaseView } from '@/lib/usecases/review/case-view';
import { MeetingHead } from '../../../../_components/meeting-head';
import { MeetingPaper } from '../../../../_components/meeting-paper';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('faculty.meetings'))('papers') };
}

/** The papers of a meeting, to print: each case as far as the reader may read it. */
export default orNothingHere(async function MeetingPapersPage({
  params,
}: PageProps<'/faculty/meetings/[meetingId]/papers'>) {
  const [t, { meetingId }] = await Promise.all([getTranslations('faculty.meetings'), params]);
  const input = ViewMeeting.safeParse({ meetingId });
  if (!input.success) notFound();
  const here = `/faculty/meetings/${meetingId}/papers`;
  const { value: view } = await staffRead(here, (ctx) => viewMeeting(ctx, input.data));
  if (!view) notFound();
  const cases: { found: CaseView | null; then: TextThen | null }[] = [];
  // One after the other: the papers of thirty cases are not to take every connection from others.
  for (const { caseId, stageId, status } of view.items) {
    const { value: found } = await staffRead(here, (ctx) => viewCase(ctx, { caseId }));
    const ruleVersionId = found?.question.ruleVersionId;
    const { value: then } =
      ruleVersionId !== undefined && status === 'closed'
        ? await staffRead(here, (ctx) => viewTextThen(ctx, { ruleVersionId, stageId }))
        : { value: null };
    cases.push({ found, then: then?.isOtherToday === true ? then : null });
  }
  return (
    <div className="page">
      <MeetingHead meeting={view.meeting} kicker={t('papers')} />
      {view.items.length === 0 && <p className="measure text-soft">{t('agendaEmpty')}</p>}
      <p className="no-print measure mb-6 text-soft">{t('papersLede')}</p>
      <div className="grid gap-10">
        {view.items.map((item, n) => {
          const { found, then } = cases[n] ?? {};
          return found ? (
            <MeetingPaper key={item.stageId} number={n + 1} item={item} view={found} then={then ?? null} />
          ) : null;
        })}
      </div>
    </div>
  );
});
