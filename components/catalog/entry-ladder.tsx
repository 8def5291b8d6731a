/** EntryLadder: recommendations, asOf, standings (with each institution), isClaimable (somebody can still come to credit). The four layers as far as they are known for one certificate. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { Ladder } from '@/components/credit/ladder';
import { type AdviceSpan, adviceInOrder, standingOfAdvice } from '@/lib/catalog/advice';
import { AdviceStanding } from './advice-standing';
import type { Unit } from '@/lib/amount/unit';
import { decisionsAmong, isGiven, isRefused, type Standing } from '@/lib/catalog/standing';

export type EntryLadderProps = {
  recommendations: readonly (AdviceSpan & {
    recommender: string;
    amount: string | null;
    unit: Unit | null;
    isMaximum: boolean;
  })[];
  asOf: string;
  standings: readonly Standing[];
  isClaimable: boolean;
};

/** What a claim can come to: credit somewhere; none, since what was decided gives none today; or nothing before there is a decision. */
function claimAmong(standings: readonly Standing[], isClaimable: boolean): 'open' | 'none' | 'undecided' {
  if (isClaimable) return 'open';
  return standings.some(
    (one) => isGiven(one) || isRefused(one) || one === 'ended' || one === 'suspended' || one === 'revoked',
  )
    ? 'none'
    : 'undecided';
}

export function EntryLadder({ recommendations, asOf, standings, isClaimable }: EntryLadderProps) {
  const t = useTranslations('public.entry');
  const ladder = useTranslations('credit.ladder');
  const [first] = adviceInOrder(recommendations, asOf);
  const time = first && standingOfAdvice(first, asOf);
  const [decided, ...others] = decisionsAmong(standings).map(({ standing, institutions }) =>
    t(`ladderStanding.${standing}`, { count: institutions }),
  );
  const claim = claimAmong(standings, isClaimable);
  return (
    <Ladder
      steps={{
        ...(first && {
          recommendation: {
            [time === 'current' ? 'known' : 'open']:
              first.amount !== null && first.unit !== null ? (
                <Amount value={first.amount} unit={first.unit} upTo={first.isMaximum} />
              ) : (
                first.recommender
              ),
            note: (
              <>
                {t('ladderRecommendation', { recommender: first.recommender })}{' '}
                {recommendations.length > 1 && t('ladderMore', { count: recommendations.length - 1 })}
                {time !== 'current' && (
                  <span className="block">
                    <AdviceStanding advice={first} asOf={asOf} />
                  </span>
                )}
              </>
            ),
          },
        }),
        ...(claim !== 'open' && { award: { open: ladder(`award.${claim}`) } }),
        ...(claim === 'none' && { counted: { open: ladder('counted.none') } }),
        ...(decided !== undefined && {
          rule: { known: decided, ...(others.length > 0 && { note: others.join(' · ') }) },
        }),
      }}
    />
  );
}
