/** RecommendationList: recommendations, today. Layer 1, with its dates and its source; advice, not credit. */
import { useFormatter, useTranslations } from 'next-intl';
import { Amount, useExactNumber } from '@/components/credit/amount';
import { useLevelWords } from '@/components/credit/level-words';
import { TextLink } from '@/components/ui/text-link';
import type { Unit } from '@/lib/amount/unit';
import { useDay } from '@/components/ui/day';
import { adviceInOrder, standingOfAdvice } from '@/lib/catalog/advice';
import { AdviceStanding } from './advice-standing';
import { adviceId } from './answer-table';
import { OrganizationName } from './organization-name';

export type RecommendationRow = {
  id: string;
  recommender: string;
  organization: { slug: string } | null;
  externalId: string | null;
  amount: string | null;
  isMaximum: boolean;
  unit: Unit | null;
  levels: readonly string[];
  passMark: string | null;
  workloadHours: string | null;
  validFrom: string | null;
  validTo: string | null;
  sourceUrl: string;
  retrievedOn: string | null;
  note: string | null;
};

/** Sources are sometimes followed by a remark; only an address becomes a link. */
function addressIn(source: string): string | null {
  const [address] = source.split(/\s/);
  return address && /^https?:\/\//.test(address) && URL.canParse(address) ? address : null;
}

function Recommendation({ recommendation, asOf }: { recommendation: RecommendationRow; asOf: string }) {
  const t = useTranslations('public.entry.rec');
  const format = useFormatter();
  const exact = useExactNumber();
  const levelWords = useLevelWords();
  const day = useDay();
  const {
    recommender,
    organization,
    amount,
    isMaximum,
    unit,
    levels,
    passMark,
    workloadHours,
    validFrom,
    validTo,
    sourceUrl,
    retrievedOn,
    note,
  } = recommendation;
  const span =
    validFrom && validTo
      ? t('between', { from: day(validFrom), to: day(validTo) })
      : validFrom
        ? t('from', { from: day(validFrom) })
        : validTo
          ? t('until', { to: day(validTo) })
          : t('open');
  const facts = [
    span,
    levels.length > 0 ? t('levels', { list: format.list(levels.map(levelWords)) }) : null,
    passMark === null ? null : t('score', { score: exact(passMark) }),
    workloadHours === null ? null : t('hours', { hours: exact(workloadHours) }),
  ].filter((fact) => fact !== null);
  const address = addressIn(sourceUrl);
  return (
    <li className="grid gap-1 py-3">
      <p>
        <span className="font-medium">
          <OrganizationName name={recommender} organization={organization} />
        </span>{' '}
        {amount !== null && unit !== null ? (
          <Amount value={amount} unit={unit} upTo={isMaximum} />
        ) : (
          t('amountless')
        )}
        {standingOfAdvice(recommendation, asOf) !== 'current' && (
          <span className="ml-2 text-sm">
            <AdviceStanding advice={recommendation} asOf={asOf} />
          </span>
        )}
      </p>
      <p className="text-sm text-soft">{facts.join(' · ')}</p>
      <p className="text-sm text-soft">
        {address === null ? (
          sourceUrl
        ) : (
          <TextLink
            href={address}
            rel="nofollow noopener"
          >{`${t('source')}: ${new URL(address).hostname}`}</TextLink>
        )}
        {retrievedOn !== null && `, ${t('retrieved', { date: day(retrievedOn) })}`}
      </p>
      {note !== null && <p className="measure text-sm text-soft">{note}</p>}
    </li>
  );
}

export function RecommendationList({
  recommendations,
  asOf,
}: {
  recommendations: readonly RecommendationRow[];
  asOf: string;
}) {
  const t = useTranslations('public.entry');
  return (
    <section id={adviceId} className="grid gap-2">
      <h2 className="serif text-xl">{t('recommendations')}</h2>
      <p className="measure text-soft">
        {recommendations.length === 0 ? t('noRecommendations') : t('recommendationsNote')}
      </p>
      {recommendations.length > 0 && (
        <ul className="stack border-y border-line">
          {adviceInOrder(recommendations, asOf).map((recommendation) => (
            <Recommendation key={recommendation.id} recommendation={recommendation} asOf={asOf} />
          ))}
        </ul>
      )}
    </section>
  );
}
