/** CurriculumChange: preview (first day, what was and will be said, touched mappings, and why it cannot be saved), after (what it says then), details? (below that), homeUnit, children (the form that saves it). What a change of a course or program does. */
import { getTranslations } from 'next-intl/server';
import { NoteWords } from '@/components/import/note-words';
import { Day } from '@/components/ui/day';
import { Notice } from '@/components/ui/notice';
import type { HomeUnit } from '@/lib/amount/unit';
import { differenceNotes } from '@/lib/import/change-notes';
import { encodeNotes } from '@/lib/import/note';
import { problemSentence } from '@/lib/next/refusal-words';
import type { previewCourse } from '@/lib/usecases/institution/view-course';
import type { previewProgram } from '@/lib/usecases/institution/view-program';
import { TouchedRules } from './touched-rules';

export async function CurriculumChange({
  preview: { firstDay, before, after: says, touched, problem },
  after,
  details,
  homeUnit,
  children,
}: {
  preview: Pick<
    Awaited<ReturnType<typeof previewCourse | typeof previewProgram>>,
    'firstDay' | 'before' | 'after' | 'touched' | 'problem'
  >;
  after: React.ReactNode;
  details?: React.ReactNode;
  homeUnit: HomeUnit;
  children: React.ReactNode;
}) {
  const t = await getTranslations('administration.curriculum');
  return (
    <section className="grid gap-4">
      <h2 className="text-lg font-semibold">{t('whatChanges')}</h2>
      {problem === null ? (
        <>
          <p>
            {t.rich('changeFrom', { date: () => <Day date={firstDay} /> })} {after}
          </p>
          {details}
          <p>
            <NoteWords reason={encodeNotes(differenceNotes({ ...before }, { ...says }))} />
          </p>
          <TouchedRules
            homeUnit={homeUnit}
            rows={touched.map(({ rule, before, after, exceeds }) => ({
              id: rule.id,
              title: rule.title,
              code: rule.ruleCode,
              before,
              after,
              exceeds,
            }))}
          />
          {children}
        </>
      ) : (
        <Notice tone="warning">{await problemSentence(problem)}</Notice>
      )}
    </section>
  );
}
