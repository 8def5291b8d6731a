import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { FilledFrom, FirstDayField } from '@/components/administration/course-fields';
import { ProgramVersions } from '@/components/administration/program-versions';
import { Denied } from '@/components/administration/denied';
import { ProgramAreas, ProgramAreasForm } from '@/components/administration/program-areas';
import { ProgramFields } from '@/components/administration/program-caps-list';
import { ProgramLimits } from '@/components/administration/program-limits';
import { RetireForm } from '@/components/administration/retire-form';
import { SavedChange, savedIn } from '@/components/administration/saved-change';
import { Section } from '@/components/administration/section';
import { PageHeader } from '@/components/layout/page-header';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { EnteredForm } from '@/components/ui/entered-form';
import { firstReasons, problemSentence, problemSentences } from '@/lib/next/refusal-words';
import { capsOf } from '@/lib/institution/program-caps';
import { SaveProgram } from '@/lib/usecases/institution/save-program';
import { previewProgram, viewProgram } from '@/lib/usecases/institution/view-program';
import { retireFrom } from '../../retire-from';
import { saveAreasAction, saveLimitsAction } from '../actions';
import { ProgramChange } from './_components/program-change';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('administration.places'))('programs') };
}

/** One program with all its versions; a change is looked at first (the address carries it) and then saved. */
export default orNothingHere(async function ProgramPage({
  params,
  searchParams,
}: PageProps<'/administration/programs/[programId]'>) {
  const programId = idInPath((await params).programId);
  const here = `/administration/programs/${programId}`;
  const entered = await searchParams;
  const [{ value: program, denied }, t, places, form] = await Promise.all([
    staffRead(here, (ctx) => viewProgram(ctx, programId)),
    getTranslations('administration.curriculum'),
    getTranslations('administration.places'),
    getTranslations('ui.form'),
  ]);
  if (denied !== null) return <Denied title={places('programs')} reason={denied} />;
  const { maySave, current } = program;
  const isRetiring = entered['lastDay'] !== undefined && maySave && current !== null;
  const asked = entered['title'] !== undefined && maySave && !isRetiring;
  const wanted = asked
    ? SaveProgram.safeParse({ ...entered, programId, expectedVersion: program.rowVersion })
    : null;
  const retired =
    isRetiring && retireFrom(entered['lastDay']) !== null
      ? SaveProgram.parse({
          programId,
          expectedVersion: program.rowVersion,
          filledFrom: current.id,
          firstDay: retireFrom(entered['lastDay']),
          title: current.title,
          totalCredits: current.totalCredits,
          ...capsOf(current.limits),
          status: 'inactive',
        })
      : undefined;
  const change = retired ?? wanted?.data;
  const preview = change ? (await staffRead(here, (ctx) => previewProgram(ctx, change))).value : null;
  // Everything that speaks against the change as a whole speaks against its first day, but that it changes nothing.
  const wrongDay = preview === null || preview.problem === 'version/same' ? null : preview.problem;
  const fieldErrors = await problemSentences({
    ...firstReasons(wanted?.error?.issues ?? []),
    ...(wrongDay !== null && !isRetiring && { firstDay: wrongDay }),
  });
  const notRetired = !isRetiring ? null : retired === undefined ? 'field/day' : wrongDay;
  const { homeUnit } = program.institution;
  const saved = savedIn(entered, program.versions);
  return (
    <>
      <PageHeader
        kicker={program.code}
        title={program.current?.title ?? program.code}
        lede={t('programLede')}
      />
      <div className="grid grid-cols-1 gap-8">
        {saved !== null && (
          <SavedChange
            firstDay={saved.version.firstDay}
            told={saved.told}
            amount={saved.version.totalCredits}
            unit={homeUnit}
            title={saved.version.title}
          />
        )}
        <ProgramVersions program={program} homeUnit={homeUnit} />
        {preview !== null && wrongDay === null && (
          <ProgramChange program={program} preview={preview} homeUnit={homeUnit} />
        )}
        {program.maySave && (
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
                id={
                  (isRetiring ? null : preview)?.filledFrom ?? program.current?.id ?? program.versions[0]?.id
                }
                entered={entered['filledFrom']}
                isRefused={Object.keys(fieldErrors).length > 0}
              />
              <ProgramFields
                program={(isRetiring ? null : preview)?.after ?? program.current ?? program.versions[0]}
              />
              <FirstDayField firstDay={(isRetiring ? null : preview)?.firstDay ?? program.today} />
              <div>
                <Button type="submit">{t('showChanges')}</Button>
              </div>
            </EnteredForm>
          </section>
        )}
        {maySave && <ProgramLimits program={program} action={saveLimitsAction} />}
        <Section title={t('areas')} lede={t('areasLede')}>
          <ProgramAreas areas={(current ?? program.versions[0])?.areas ?? []} homeUnit={homeUnit} />
          {maySave && (
            <Disclosure summary={t('changeAreas')}>
              <ProgramAreasForm program={program} action={saveAreasAction} />
            </Disclosure>
          )}
        </Section>
        {maySave && current?.status === 'active' && (
          <Section title={t('retire')} lede={t('programRetireLede')}>
            <RetireForm
              action={here}
              lastDay={typeof entered['lastDay'] === 'string' ? entered['lastDay'] : program.today}
              entered={entered['lastDay']}
              refused={notRetired === null ? undefined : await problemSentence(notRetired)}
            />
          </Section>
        )}
      </div>
    </>
  );
});
