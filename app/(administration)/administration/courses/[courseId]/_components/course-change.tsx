import { getTranslations } from 'next-intl/server';
import { CurriculumChange } from '@/components/administration/curriculum-change';
import { Amount } from '@/components/credit/amount';
import { EffectBrief, EffectFolded } from '@/components/rule/effect-brief';
import { ActionForm } from '@/components/ui/action-form';
import type { HomeUnit } from '@/lib/amount/unit';
import { inSight, rowsInSight } from '@/lib/catalog/effect';
import type { previewCourse } from '@/lib/usecases/institution/view-course';
import { saveCourseAction } from '../../actions';

/** What a change of a course does, with the rules that it touches, and the button that saves it; or why it cannot be saved. */
export async function CourseChange({
  course,
  preview,
  homeUnit,
}: {
  course: { id: string; rowVersion: number };
  preview: Awaited<ReturnType<typeof previewCourse>>;
  homeUnit: HomeUnit;
}) {
  const [t, effect] = await Promise.all([
    getTranslations('administration.curriculum'),
    getTranslations('registrar.effect'),
  ]);
  const { after, firstDay } = preview;
  return (
    <CurriculumChange
      preview={preview}
      homeUnit={homeUnit}
      after={
        <>
          {after.title},{' '}
          {after.credits === null ? t('noCredits') : <Amount value={after.credits} unit={homeUnit} />},{' '}
          {t(after.status)}
        </>
      }
    >
      {preview.effect !== undefined && (
        <section className="grid gap-2" aria-label={effect('title')}>
          <h3 className="font-semibold">{effect('title')}</h3>
          <EffectBrief effect={inSight(preview.effect, rowsInSight)} />
          {preview.effect !== null && <EffectFolded effect={preview.effect} />}
        </section>
      )}
      <ActionForm action={saveCourseAction} edits={course} submit={t('saveVersion')}>
        <input type="hidden" name="courseId" value={course.id} />
        <input type="hidden" name="firstDay" value={firstDay} />
        <input type="hidden" name="title" value={after.title} />
        <input type="hidden" name="credits" value={after.credits ?? ''} />
        <input type="hidden" name="level" value={after.level ?? ''} />
        <input type="hidden" name="kind" value={after.kind} />
        <input type="hidden" name="status" value={after.status} />
      </ActionForm>
    </CurriculumChange>
  );
}
