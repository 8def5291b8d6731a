import { useTranslations } from 'next-intl';
import { CoverageMatrix } from '@/components/review/coverage-matrix';
import { RubricScores } from '@/components/review/rubric-scores';
import { certificateOutcomesOf, courseOutcomesOf, Section, type StageProps } from './case-section';

/** What the reader found in a stage that has ended: to be read, not to be changed. */
export function OwnKept({ view, table: { ownKept, threshold } }: StageProps) {
  const t = useTranslations('faculty');
  if (ownKept === null) return null;
  const you = t('coverage.you');
  const outcomes = courseOutcomesOf(view.question);
  return (
    <Section id="own-kept" title={t('case.own')} lede={t('case.ownKept')} step="vote">
      {ownKept.marks.length > 0 && outcomes.length > 0 && (
        <CoverageMatrix
          courseOutcomes={outcomes}
          certificateOutcomes={certificateOutcomesOf(view.question)}
          matrices={[{ ...ownKept, name: you }]}
          threshold={threshold}
        />
      )}
      {ownKept.scores.length > 0 && (
        <RubricScores scores={ownKept.scores.map((score) => ({ ...score, name: you }))} spread={[]} />
      )}
    </Section>
  );
}

/** What the others found, once it may be known. */
export function OthersJudgement({ view, table }: StageProps) {
  const t = useTranslations('faculty');
  const { own, others, threshold } = table;
  const matrices = [
    ...(own && own.marks.length > 0
      ? [{ name: t('coverage.you'), marks: own.marks, coverage: own.coverage }]
      : []),
    ...(others?.matrices ?? []),
  ];
  const outcomes = courseOutcomesOf(view.question);
  if (!others || (others.matrices.length === 0 && others.scores.length === 0)) return null;
  return (
    <>
      {outcomes.length > 0 && others.matrices.length > 0 && (
        <Section id="matrix" title={t('coverage.matrix')} lede={t('coverage.matrixLede')} step="vote">
          <CoverageMatrix
            courseOutcomes={outcomes}
            certificateOutcomes={certificateOutcomesOf(view.question)}
            matrices={matrices}
            threshold={threshold}
          />
        </Section>
      )}
      {others.scores.length > 0 && (
        <Section id="scores" title={t('rubric.others')} step="vote">
          <RubricScores scores={others.scores} spread={others.spread} />
        </Section>
      )}
    </>
  );
}
