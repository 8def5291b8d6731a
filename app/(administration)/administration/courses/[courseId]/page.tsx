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
import { CourseBeside } from '@/components/administration/course-content';
import { CourseVersions } from '@/components/administration/course-versions';
import { Denied } from '@/components/administration/denied';
import { RetireForm } from '@/components/administration/retire-form';
import { SavedChange, savedIn } from '@/components/administration/saved-change';
import { Section } from '@/components/administration/section';
import { PageHeader } from '@/components/layout/page-header';
import { Button } from '@/components/ui/button';
import { EnteredForm } from '@/components/ui/entered-form';
import { firstReasons, problemSentence, problemSentences } from '@/lib/next/refusal-words';
import { SaveCourse } from '@/lib/usecases/institution/save-course';
import { previewCourse, viewCourse } from '@/lib/usecases/institution/view-course';
import { retireFrom } from '../../retire-from';
import { endCourseRelationAction, relateCoursesAction, saveCourseContentAction } from '../actions';
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
  const { maySave, current } = course;
  const isRetiring = entered['lastDay'] !== undefined && maySave && current !== null;
  const asked = entered['title'] !== undefined && maySave && !isRetiring;
  const wanted = asked
    ? SaveCourse.safeParse({ ...entered, courseId, expectedVersion: course.rowVersion })
    : null;
  const retired =
    isRetiring && retireFrom(entered['lastDay']) !== null
      ? SaveCourse.parse({
          courseId,
          expectedVersion: course.rowVersion,
          filledFrom: current.id,
          firstDay: retireFrom(entered['lastDay']),
          title: current.title,
          credits: current.credits ?? '',
          level: current.level ?? '',
          kind: current.kind,
          status: 'inactive',
        })
      : undefined;
  const change = retired ?? wanted?.data;
  const preview = change ? (await staffRead(here, (ctx) => previewCourse(ctx, change))).value : null;
  // Everything that speaks against the change as a whole speaks against its first day, but that it changes nothing.
  const wrongDay = preview === null || preview.problem === 'version/same' ? null : preview.problem;
  const fieldErrors = await problemSentences({
    ...firstReasons(wanted?.error?.issues ?? []),
    ...(wrongDay !== null && !isRetiring && { firstDay: wrongDay }),
  });
  const notRetired = !isRetiring ? null : retired === undefined ? 'field/day' : wrongDay;
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
        <CourseVersions course={course} homeUnit={homeUnit} />
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
                id={(isRetiring ? null : preview)?.filledFrom ?? course.current?.id ?? course.versions[0]?.id}
                entered={entered['filledFrom']}
                isRefused={Object.keys(fieldErrors).length > 0}
              />
              <CourseFields
                course={(isRetiring ? null : preview)?.after ?? course.current ?? course.versions[0]}
              />
              <KindField
                kind={((isRetiring ? null : preview)?.after ?? course.current ?? course.versions[0])?.kind}
              />
              <FirstDayField firstDay={(isRetiring ? null : preview)?.firstDay ?? course.today} />
              <div>
                <Button type="submit">{t('showChanges')}</Button>
              </div>
            </EnteredForm>
          </section>
        )}
        <CourseBeside
          course={course}
          {...(maySave && {
            actions: {
              add: relateCoursesAction,
              end: endCourseRelationAction,
              save: saveCourseContentAction,
            },
          })}
        />
        {maySave && current?.status === 'active' && (
          <Section title={t('retire')} lede={t('courseRetireLede')}>
            <RetireForm
              action={here}
              lastDay={typeof entered['lastDay'] === 'string' ? entered['lastDay'] : course.today}
              entered={entered['lastDay']}
              refused={notRetired === null ? undefined : await problemSentence(notRetired)}
            />
          </Section>
        )}
      </div>
    </>
  );
});
