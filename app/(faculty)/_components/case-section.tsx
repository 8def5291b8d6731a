import type { CaseView, DeliberationView, QuestionView, StageView } from '@/lib/usecases/review/case-view';

/** What a part of the page of a case is drawn from: the case, what is on its table, and its present stage. */
export type StageProps = { view: CaseView; table: DeliberationView; stage: StageView };

/** The steps in which a page of a case is gone through on a phone. */
export const steps = ['question', 'evidence', 'coverage', 'rubric', 'vote', 'talk'] as const;
export type Step = (typeof steps)[number];

/** The steps that a case has for somebody: whoever fills in no matrix and no rubric has none for them. */
export function stepsOf({ may, deliberation }: CaseView): Step[] {
  const judges = may.judge && deliberation?.own != null;
  return steps.filter((step) => judges || (step !== 'coverage' && step !== 'rubric'));
}

/** A part of the page, under a heading of its own. */
export function Section({
  id,
  title,
  lede,
  step,
  children,
}: {
  id: string;
  /** The step of the page that it belongs to where the page is gone through in steps. */
  step?: Step;
  title: React.ReactNode;
  lede?: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <section aria-labelledby={id} data-step={step} className="grid gap-5 border-t border-line pt-8">
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
