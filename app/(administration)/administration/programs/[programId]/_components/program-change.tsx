import { getTranslations } from 'next-intl/server';
import { ProgramCaps } from '@/components/administration/program-caps-list';
import { TouchedRules } from '@/components/administration/touched-rules';
import { Amount } from '@/components/credit/amount';
import { ActionForm } from '@/components/ui/action-form';
import { Day } from '@/components/ui/day';
import { Notice } from '@/components/ui/notice';
import type { HomeUnit } from '@/lib/amount/unit';
import { capsOf } from '@/lib/institution/program-caps';
import { problemSentence } from '@/lib/next/refusal-words';
import type { previewProgram } from '@/lib/usecases/institution/view-program';
import { saveProgramAction } from '../../actions';

/** What a change of a program does, with the rules that it touches, and the button that saves it; or why it cannot be saved. */
export async function ProgramChange({
  program,
  preview,
  homeUnit,
}: {
  program: { id: string; rowVersion: number };
  preview: Awaited<ReturnType<typeof previewProgram>>;
  homeUnit: HomeUnit;
}) {
  const t = await getTranslations('administration.curriculum');
  const { after, firstDay, touched, problem } = preview;
  return (
    <section className="grid gap-4">
      <h2 className="text-lg font-semibold">{t('whatChanges')}</h2>
      {problem === null ? (
        <>
          <p>
            {t.rich('changeFrom', { date: () => <Day date={firstDay} /> })} {after.title},{' '}
            <Amount value={after.totalCredits} unit={homeUnit} />, {t(after.status)}
          </p>
          <ProgramCaps limits={after.limits} unit={homeUnit} />
          <TouchedRules
            homeUnit={homeUnit}
            rows={touched.map(({ rule, before, after }) => ({
              id: rule.id,
              title: rule.title,
              code: rule.ruleCode,
              before,
              after,
            }))}
          />
          <ActionForm action={saveProgramAction} version={program.rowVersion} submit={t('saveVersion')}>
            <input type="hidden" name="programId" value={program.id} />
            <input type="hidden" name="firstDay" value={firstDay} />
            <input type="hidden" name="title" value={after.title} />
            <input type="hidden" name="totalCredits" value={after.totalCredits} />
            {Object.entries(capsOf(after.limits)).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value ?? ''} />
            ))}
            <input type="hidden" name="status" value={after.status} />
          </ActionForm>
        </>
      ) : (
        <Notice tone="warning">{await problemSentence(problem)}</Notice>
      )}
    </section>
  );
}
