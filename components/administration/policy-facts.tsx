/** PolicyFacts: credit, review (the two parts of a policy version), homeUnit words. What the policy says, in words. */
import { useTranslations } from 'next-intl';
import type { CreditPolicy } from '@/lib/credit/input';
import { afterChangeOf, type ReviewPolicy } from '@/lib/institution/policy-version';
import { needsMinutes } from '@/lib/review/stage-config';
import { Facts } from './facts';
import { Section } from './section';

export function PolicyFacts({ credit, review }: { credit: CreditPolicy; review: ReviewPolicy }) {
  const t = useTranslations('administration.policy');
  const units = useTranslations('credit');
  const rounding = credit.rounding;
  const unit = units(`unit.${credit.homeUnit}`, { count: 2 });
  const conversions = Object.entries(credit.conversions ?? {});
  const stageWords = (stage: ReviewPolicy['stages'][number]) =>
    [
      t(`mode.${stage.mode}`),
      ...(stage.mode === 'quorumVote'
        ? [
            stage.quorum === 'moreThanHalf' ? t('quorumHalfOf') : t('quorumOf', { count: stage.quorum }),
            t(`threshold.${stage.threshold}`),
            t(`tie.${stage.tie}`),
          ]
        : []),
      t('minReviewersOf', { count: stage.minReviewers }),
      t('dueIn', { count: stage.dueDays }),
      t(needsMinutes(stage) ? 'minutesYes' : 'minutesNo'),
    ].map((words) => <li key={words}>{words}</li>);
  return (
    <>
      <Section title={t('creditTitle')}>
        <Facts
          items={[
            { label: t('homeUnit'), value: unit },
            { label: t('resolution'), value: t(`resolutions.${credit.resolution ?? 'best'}`) },
            {
              label: t('rounding'),
              value:
                rounding === undefined || rounding.stage === 'none'
                  ? t('stages.none')
                  : t('roundingOf', {
                      stage: t(`stages.${rounding.stage}`),
                      mode: t(`modes.${rounding.mode ?? 'HALF_UP'}`),
                      increment: rounding.increment ?? '1',
                    }),
            },
            { label: t('trim'), value: t(`trims.${credit.trim ?? 'partial'}`) },
            {
              label: t('conversions'),
              value:
                conversions.length === 0 ? (
                  t('conversionsDefault')
                ) : (
                  <ul>
                    {conversions.map(([pair, factor]) => (
                      <li key={pair} className="tabular">
                        {t('conversionOf', {
                          from: pair.split('>')[0] ?? '',
                          to: pair.split('>')[1] ?? '',
                          factor,
                        })}
                      </li>
                    ))}
                  </ul>
                ),
            },
            {
              label: t('postAfter'),
              value:
                credit.postAfterResidentCredits === undefined
                  ? t('postAtOnce')
                  : t('postAfterOf', { amount: credit.postAfterResidentCredits, unit }),
            },
          ]}
        />
      </Section>
      <Section title={t('reviewTitle')}>
        <Facts
          items={[
            ...review.stages.map((stage, index) => ({
              label: t('stageOf', { number: index + 1, kind: t(`kinds.${stage.kind}`) }),
              value: <ul>{stageWords(stage)}</ul>,
            })),
            {
              label: t('deanFrom'),
              value: review.deanFromCredits
                ? t('deanFromOf', { amount: review.deanFromCredits, unit })
                : t('deanAlways'),
            },
            { label: t('coverage'), value: t('percent', { value: review.coverageThreshold }) },
            { label: t('reReview'), value: t('months', { count: review.reReviewMonths }) },
            { label: t('afterChange'), value: t(`afterChanges.${afterChangeOf(review)}`) },
          ]}
        />
      </Section>
    </>
  );
}
