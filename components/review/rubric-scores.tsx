/** RubricScores: scores of others ({name, criterion, score, rationale}), spread. What each said, and where they are far apart. */
import { useTranslations } from 'next-intl';
import { Criterion, type Spread } from '@/lib/review/rubric';

export type RubricScoresProps = {
  scores: readonly { name: string; criterion: Criterion; score: number; rationale: string }[];
  spread: readonly Spread[];
};

export function RubricScores({ scores, spread }: RubricScoresProps) {
  const t = useTranslations('faculty.rubric');
  return (
    <dl className="stack">
      {Criterion.options
        .filter((criterion) => scores.some((score) => score.criterion === criterion))
        .map((criterion) => (
          <div key={criterion} className="grid gap-x-8 gap-y-1 py-2 md:grid-cols-[14rem_minmax(0,1fr)]">
            <dt className="font-medium">
              {t(`criterion.${criterion}`)}
              {spread.some((found) => found.criterion === criterion && found.asksForDiscussion) && (
                <span className="block text-sm font-normal text-suspended">{t('spread')}</span>
              )}
            </dt>
            {scores
              .filter((score) => score.criterion === criterion)
              .map((score, index) => (
                <dd key={index} className="md:col-start-2">
                  <strong className="tabular mr-2 font-semibold">{score.score}</strong>
                  {score.rationale} <span className="text-sm text-soft">{score.name}</span>
                </dd>
              ))}
          </div>
        ))}
    </dl>
  );
}
