import { getTranslations } from 'next-intl/server';
import { ProgramCaps } from '@/components/administration/program-caps-list';
import { CurriculumChange } from '@/components/administration/curriculum-change';
import { Amount } from '@/components/credit/amount';
import { ActionForm } from '@/components/ui/action-form';
import { Notice } from '@/components/ui/notice';
import type { HomeUnit } from '@/lib/amount/unit';
import { capsOf, limitsAboveTotal } from '@/lib/institution/program-caps';
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
  const { after, firstDay } = preview;
  const above = limitsAboveTotal(after.limits, after.totalCredits).length;
  return (
    <CurriculumChange
      preview={preview}
      homeUnit={homeUnit}
      details={
        <>
          <ProgramCaps limits={after.limits} unit={homeUnit} />
          {above > 0 && <Notice tone="warning">{t('capsAboveTotal', { count: above })}</Notice>}
        </>
      }
      after={
        <>
          {after.title}, <Amount value={after.totalCredits} unit={homeUnit} />, {t(after.status)}
        </>
      }
    >
      <ActionForm action={saveProgramAction} edits={program} submit={t('saveVersion')}>
        <input type="hidden" name="programId" value={program.id} />
        <input type="hidden" name="firstDay" value={firstDay} />
        <input type="hidden" name="title" value={after.title} />
        <input type="hidden" name="totalCredits" value={after.totalCredits} />
        {Object.entries(capsOf(after.limits)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value ?? ''} />
        ))}
        <input type="hidden" name="status" value={after.status} />
      </ActionForm>
    </CurriculumChange>
  );
}
