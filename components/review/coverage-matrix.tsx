/**
 * CoverageMatrix: courseOutcomes, certificateOutcomes ({id, text}), matrices ({name, marks, coverage}), threshold.
 * Outcomes against outcomes: each reviewer's mark as a shape in its place, what is covered elsewhere at the edge, totals below.
 */
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { Coverage, CoverageLevel } from '@/lib/review/coverage';
import { CoverageShape } from './coverage-shape';
import { CoverageTotal } from './coverage-total';

type Mark = {
  courseOutcomeId: string;
  learningOutcomeId: string | null;
  coverage: CoverageLevel;
  note: string;
};
type Outcome = { id: string; text: string };
export type CoverageMatrixProps = {
  courseOutcomes: readonly Outcome[];
  certificateOutcomes: readonly Outcome[];
  matrices: readonly { name: string; marks: readonly Mark[]; coverage: Coverage }[];
  threshold: number;
};

export function CoverageMatrix({
  courseOutcomes,
  certificateOutcomes,
  matrices,
  threshold,
}: CoverageMatrixProps) {
  const t = useTranslations('faculty.coverage');
  const known = new Set(certificateOutcomes.map((outcome) => outcome.id));
  const cell = (courseOutcomeId: string, place: string | null) =>
    matrices.flatMap(({ name, marks }, reviewer) =>
      marks
        .filter(
          (mark) =>
            mark.courseOutcomeId === courseOutcomeId &&
            (place === null
              ? mark.learningOutcomeId === null || !known.has(mark.learningOutcomeId)
              : mark.learningOutcomeId === place),
        )
        .map((mark) => (
          <span
            key={name}
            className="inline-flex items-center"
            title={`${t('by', { name, level: t(`level.${mark.coverage}`) })}${mark.note ? ` (${mark.note})` : ''}`}
          >
            <CoverageShape level={mark.coverage} className="size-4" />
            {matrices.length > 1 && (
              <span aria-hidden="true" className="tabular ml-0.5 text-xs text-soft">
                {reviewer + 1}
              </span>
            )}
            <span className="sr-only">{t('by', { name, level: t(`level.${mark.coverage}`) })}. </span>
          </span>
        )),
    );
  const column = 'border-b border-line px-2 py-2 text-center align-top';
  return (
    <div className="grid gap-5">
      <div className="table-scroll" role="region" tabIndex={0} aria-label={t('matrix')}>
        <table className="border-separate border-spacing-0">
          <caption className="sr-only">
            {t('matrix')}. {t('matrixLede')}
          </caption>
          <thead>
            <tr>
              <th scope="col" className="border-b border-edge" />
              {certificateOutcomes.map((outcome, index) => (
                <th
                  key={outcome.id}
                  scope="col"
                  className="border-b border-edge px-2 py-1 text-sm font-medium text-soft"
                  title={outcome.text}
                >
                  {t('short', { number: index + 1 })}
                  <span className="sr-only"> {outcome.text}</span>
                </th>
              ))}
              <th
                scope="col"
                className="border-b border-l border-edge px-2 py-1 text-sm font-medium text-soft"
              >
                {t('elsewhere')}
              </th>
            </tr>
          </thead>
          <tbody>
            {courseOutcomes.map((outcome, index) => (
              <tr key={outcome.id}>
                <th
                  scope="row"
                  className="max-w-md border-b border-line py-2 pr-4 text-left text-sm font-normal"
                >
                  <span className="tabular mr-2 text-soft">{index + 1}</span>
                  {outcome.text}
                </th>
                {certificateOutcomes.map((place) => (
                  <td key={place.id} className={column}>
                    <span className="inline-flex gap-2">{cell(outcome.id, place.id)}</span>
                  </td>
                ))}
                <td className={clsx(column, 'border-l')}>
                  <span className="inline-flex gap-2">{cell(outcome.id, null)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul aria-hidden="true" className="flex flex-wrap gap-x-5 text-sm text-soft">
        {(['full', 'partial', 'none'] as const).map((level) => (
          <li key={level} className="inline-flex items-center gap-1.5">
            <CoverageShape level={level} /> {t(`level.${level}`)}
          </li>
        ))}
      </ul>
      <div className="grid gap-4 md:grid-cols-2">
        {matrices.map(({ name, coverage }, reviewer) => (
          <div key={name}>
            <p className="text-sm font-medium">
              {matrices.length > 1 && <span className="tabular mr-1 text-soft">{reviewer + 1}</span>}
              {name}
            </p>
            <CoverageTotal coverage={coverage} threshold={threshold} />
          </div>
        ))}
      </div>
    </div>
  );
}
