import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import {
  CourseFields,
  FilledFrom,
  FirstDayField,
  KindField,
} from '@/components/administration/course-fields';
import { ChangedBy } from '@/components/administration/changed-by';
import { Denied } from '@/components/administration/denied';
import { SavedChange, savedIn } from '@/components/administration/saved-change';
import { Amount } from '@/components/credit/amount';
import { LevelName } from '@/components/credit/level-name';
import { PageHeader } from '@/components/layout/page-header';
import { Button } from '@/components/ui/button';
import { Day } from '@/components/ui/day';
import { EnteredForm } from '@/components/ui/entered-form';
import { Table } from '@/components/ui/table';
import { firstReasons, problemSentences } from '@/lib/next/refusal-words';
import { SaveCourse } from '@/lib/usecases/institution/save-course';
import { previewCourse, viewCourse } from '@/lib/usecases/institution/view-course';
import { CourseChange } from './_components/course-change';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('administration.places'))('courses') };
}

/** One course with all its versions; a change is looked at first (the address carries it) and then saved. */
export default orNothingHere(async function CoursePage({
  params,
  searchParams,
}: PageProps<'/administration/courses/[courseId]'>) {
  const courseId = idInPath((await params).courseId);
  const here = `/administration/courses/${courseId}`;
  const entered = await searchParams;
  const [{ value: course, denied }, t, places, form] = await Promise.all([
    staffRead(here, (ctx) => viewCourse(ctx, courseId)),
    getTranslations('administration.curriculum'),
    getTranslations('administration.places'),
    getTranslations('ui.form'),
  ]);
  if (denied !== null) return <Denied title={places('courses')} reason={denied} />;
  const asked = entered['title'] !== undefined && course.maySave;
  const wanted = asked
    ? SaveCourse.safeParse({ ...entered, courseId, expectedVersion: course.rowVersion })
    : null;
  const change = wanted?.data;
  const preview = change ? (await staffRead(here, (ctx) => previewCourse(ctx, change))).value : null;
  // Everything that speaks against the change as a whole speaks against its first day, but that it changes nothing.
  const wrongDay = preview === null || preview.problem === 'version/same' ? null : preview.problem;
  const fieldErrors = await problemSentences({
    ...firstReasons(wanted?.error?.issues ?? []),
    ...(wrongDay !== null && { firstDay: wrongDay }),
  });
  const { homeUnit } = course.institution;
  const saved = savedIn(entered, course.versions);
  return (
    <>
      <PageHeader kicker={course.code} title={course.current?.title ?? course.code} lede={t('courseLede')} />
      <div className="grid grid-cols-1 gap-8">
        {saved !== null && (
          <SavedChange
            firstDay={saved.version.firstDay}
            told={saved.told}
            amount={saved.version.credits}
            unit={homeUnit}
            title={saved.version.title}
          />
        )}
        <Table
          caption={t('versions')}
          showCaption
          rows={course.versions}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'from',
              head: t('firstDay'),
              rowHead: true,
              cell: ({ id, firstDay }) => (
                <>
                  {firstDay === null ? t('sinceEver') : <Day date={firstDay} />}
                  {id === course.current?.id && <span className="text-sm text-soft"> · {t('now')}</span>}
                </>
              ),
            },
            { key: 'title', head: t('titleLabel'), cell: ({ title }) => title },
            {
              key: 'credits',
              head: t('credits'),
              align: 'end',
              cell: ({ credits }) =>
                credits === null ? t('noCredits') : <Amount value={credits} unit={homeUnit} />,
            },
            {
              key: 'level',
              head: t('level'),
              cell: ({ level }) => (level === null ? '–' : <LevelName level={level} />),
            },
            {
              key: 'kind',
              head: t('kind'),
              cell: ({ kind }) => t(kind === 'elective' ? 'kindElective' : 'kindCourse'),
            },
            { key: 'state', head: t('state'), cell: ({ status }) => t(status) },
            {
              key: 'by',
              head: t('changedBy'),
              cell: ({ changedBy, changedAt }) => <ChangedBy name={changedBy} at={changedAt} />,
            },
          ]}
        />
        {preview !== null && wrongDay === null && (
          <CourseChange course={course} preview={preview} homeUnit={homeUnit} />
        )}
        {course.maySave && (
          <section className="grid gap-4">
            <h2 className="text-lg font-semibold">{t('change')}</h2>
            <EnteredForm
              action={here}
              // What was looked at and may be saved is shown as it holds on its first day.
              entered={Object.keys(fieldErrors).length > 0 ? entered : null}
              fieldErrors={fieldErrors}
              title={form('correct')}
              className="max-w-xl"
            >
              <FilledFrom
                id={preview?.filledFrom ?? course.current?.id ?? course.versions[0]?.id}
                entered={entered['filledFrom']}
                isRefused={Object.keys(fieldErrors).length > 0}
              />
              <CourseFields course={preview?.after ?? course.current ?? course.versions[0]} />
              <KindField kind={(preview?.after ?? course.current ?? course.versions[0])?.kind} />
              <FirstDayField firstDay={preview?.firstDay ?? course.today} />
              <div>
                <Button type="submit">{t('showChanges')}</Button>
              </div>
            </EnteredForm>
          </section>
        )}
      </div>
    </>
  );
});
