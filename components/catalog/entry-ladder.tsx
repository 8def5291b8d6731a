/** EntryLadder: recommendations, publishedAt, refusedAt, consideredAt (numbers of institutions). The four layers as far as they are known for one certificate. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { Ladder } from '@/components/credit/ladder';
import type { Unit } from '@/lib/amount/unit';

export type EntryLadderProps = {
  recommendations: readonly {
    recommender: string;
    amount: string | null;
    unit: Unit | null;
    isMaximum: boolean;
  }[];
  publishedAt: number;
  refusedAt: number;
  consideredAt: number;
};

export function EntryLadder({ recommendations, publishedAt, refusedAt, consideredAt }: EntryLadderProps) {
  const t = useTranslations('public.entry');
  const [first] = recommendations;
  const rule =
    publishedAt > 0
      ? t('ladderRule', { count: publishedAt })
      : refusedAt > 0
        ? t('ladderRefused', { count: refusedAt })
        : consideredAt > 0
          ? t('ladderConsidered', { count: consideredAt })
          : undefined;
  return (
    <Ladder
      steps={{
        ...(first && {
          recommendation: {
            known:
              first.amount !== null && first.unit !== null ? (
                <Amount value={first.amount} unit={first.unit} upTo={first.isMaximum} />
              ) : (
                first.recommender
              ),
            note: [
              t('ladderRecommendation', { recommender: first.recommender }),
              recommendations.length > 1 ? t('ladderMore', { count: recommendations.length - 1 }) : null,
            ]
              .filter((part) => part !== null)
              .join(' '),
          },
        }),
        ...(rule !== undefined && {
          rule: {
            known: rule,
            ...(publishedAt > 0 && refusedAt > 0 && { note: t('ladderRefused', { count: refusedAt }) }),
          },
        }),
      }}
    />
  );
}
