import type { CaseView, DeliberationView, QuestionView, StageView } from '@/lib/usecases/review/case-view';

/** What a part of the page of a case is drawn from: the case, what is on its table, and its present stage. */
export type StageProps = { view: CaseView; table: DeliberationView; stage: StageView };

/** A part of the page, under a heading of its own. */
export function Section({
  id,
  title,
  lede,
  children,
}: {
  id: string;
  title: React.ReactNode;
  lede?: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="grid gap-5 border-t border-line pt-8">
      <div className="grid gap-1">
        <h2 id={id} className="serif text-xl">
          {title}
        </h2>
        {lede !== undefined && <p className="measure text-soft">{lede}</p>}
      </div>
      {children}
    </section>
  );
}

/** Every outcome of the courses that are asked about. */
export const courseOutcomesOf = (question: QuestionView) =>
  question.courses.flatMap((course) => course.outcomes);
/** Every outcome of the certificates that are asked about. */
export const certificateOutcomesOf = (question: QuestionView) =>
  question.certificates.flatMap(({ version }) => version?.outcomes ?? []);
