/** ResultRow: result, isCompared, told. One line of the catalog, to be compared with the next: what it is, how much work, what is known about credit. */
import { useFormatter, useTranslations } from 'next-intl';
import { Amount, useExactNumber } from '@/components/credit/amount';
import { Standing, type StandingName } from '@/components/credit/standing';
import { EntryTitle } from '@/components/catalog/entry-title';
import { Anchor } from '@/components/ui/anchor';
import { useDay } from '@/components/ui/day';
import type { Unit } from '@/lib/amount/unit';
import type { AdviceTime } from '@/lib/catalog/advice';
import type { Offer } from '@/lib/catalog/offered';
import { markOf } from '@/lib/catalog/kept-search';
import type { Kind } from '@/lib/catalog/kind';
import { catalogForm } from './catalog-form';
import { useLevelsOf } from './levels-of';
import { OfferStanding } from './offer-standing';
import { OfferedAmount, OfferedEcts } from './offered-amount';
import { useOfferConditions } from './offer-words';

export type ResultRowProps = {
  id: string;
  slug: string;
  kind: Kind;
  title: string;
  language: string | null;
  provider: string;
  platform: string | null;
  levelLabel: string | null;
  isWithdrawn: boolean;
  listedBy: string | null;
  confirmedBy: readonly string[];
  workloadHours: string | null;
  eqfMin: number | null;
  eqfMax: number | null;
  standing: StandingName;
  standsAt: readonly string[];
  best: { institution: { shortName: string }; offer: Offer } | null;
  givenBy: readonly string[];
  refusedBy: readonly string[];
  claimedInTimeAt: readonly string[];
  notCompared: number;
  recommendation: {
    amount: string;
    unit: Unit;
    isMaximum: boolean;
    recommender: string;
    validFrom: string | null;
    validTo: string | null;
    time: AdviceTime;
  } | null;
  recommendations: number;
  adviceEndsOn: string | null;
  listedOn: string;
  /** What is told only to who sorts or chooses by it. */
  told: { ects: boolean; listed: boolean };
};

/** What decides nothing today by conditions is told by what it means. */
const untold = ['suspended', 'refused', 'refusedLater', 'ended', 'revoked', 'considered'] as const;

/** What is advised from a later day on says from when; else what ends says until when. */
function saysAdvice({
  time,
  validTo,
}: NonNullable<ResultRowProps['recommendation']>): 'recommendedFrom' | 'recommendedUntil' | 'recommended' {
  if (time === 'coming') return 'recommendedFrom';
  return validTo === null ? 'recommended' : 'recommendedUntil';
}

function Answer({
  standing,
  standsAt,
  best,
  givenBy,
  refusedBy,
  claimedInTimeAt,
  notCompared,
  recommendation,
  recommendations,
  adviceEndsOn,
  told,
}: ResultRowProps) {
  const t = useTranslations('public.search');
  const day = useDay();
  const format = useFormatter();
  const conditionsOf = useOfferConditions();
  const conditions = best === null ? [] : conditionsOf(best.offer);
  const at = best === null ? standsAt : [best.institution.shortName];
  const meaning = best === null ? untold.find((one) => one === standing) : undefined;
  const others = givenBy.filter((name) => name !== best?.institution.shortName);
  // Not decided although there was advice: all of it has lapsed.
  const lapsedOn = standing === 'undecided' && recommendations > 0 ? adviceEndsOn : null;
  const notes = [
    others.length > 0 ? t('alsoAt', { list: format.list(others) }) : null,
    refusedBy.length > 0 && standing !== 'refused' ? t('refusedAt', { list: format.list(refusedBy) }) : null,
    claimedInTimeAt.length > 0 ? t('inTimeAt', { list: format.list(claimedInTimeAt) }) : null,
    notCompared > 0 ? t('notCompared', { count: notCompared }) : null,
    recommendation === null && recommendations > 0 && lapsedOn === null
      ? t('recommendedPlain', { count: recommendations })
      : null,
  ].filter((note) => note !== null);
  return (
    <>
      <div>
        {best !== null && (
          <p>
            <OfferedAmount offer={best.offer} size="row" all />
          </p>
        )}
        {best !== null && told.ects && <OfferedEcts offer={best.offer} />}
        <p>
          {best === null ? <Standing standing={standing} /> : <OfferStanding offer={best.offer} />}
          {at.length > 0 && <> {t('atInstitution', { institution: format.list(at) })}</>}
        </p>
      </div>
      <div>
        {meaning !== undefined && <p>{t(`means.${meaning}`)}</p>}
        {best !== null && (
          <p>{conditions.length > 0 ? format.list(conditions, { type: 'unit' }) : t('compare.alone')}</p>
        )}
        {lapsedOn !== null && <p>{t('adviceEnded', { date: day(lapsedOn) })}</p>}
        {recommendation !== null && lapsedOn === null && (
          <p>
            {t.rich(saysAdvice(recommendation), {
              recommender: recommendation.recommender,
              date: recommendation.validTo === null ? '' : day(recommendation.validTo),
              from: recommendation.validFrom === null ? '' : day(recommendation.validFrom),
              amount: () => (
                <Amount
                  value={recommendation.amount}
                  unit={recommendation.unit}
                  upTo={recommendation.isMaximum}
                />
              ),
            })}
          </p>
        )}
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </>
  );
}

export function ResultRow({ isCompared, ...result }: ResultRowProps & { isCompared: boolean }) {
  const t = useTranslations('public.search');
  const exact = useExactNumber();
  const format = useFormatter();
  const day = useDay();
  const levels = useLevelsOf()(result);
  const by = [
    result.provider,
    result.platform === result.provider ? null : result.platform,
    result.kind === 'certificate' ? null : t(`kind.${result.kind}`),
    result.listedBy === null ? null : t('listedBy', { institution: result.listedBy }),
    result.confirmedBy.length === 0 ? null : t('confirmedBy', { list: format.list(result.confirmedBy) }),
    result.isWithdrawn ? t('withdrawn') : null,
    result.workloadHours === null ? null : t('hoursOf', { hours: exact(result.workloadHours) }),
    ...levels,
    result.told.listed ? t('listed', { date: day(result.listedOn) }) : null,
  ].filter((part) => part !== null);
  return (
    <li data-mark={markOf(result.id)}>
      <input
        type="checkbox"
        form={catalogForm}
        name="compare"
        value={result.slug}
        defaultChecked={isCompared}
        aria-label={t('compare.choose', { title: result.title })}
        className="no-print size-6 accent-accent"
      />
      <div>
        <h3>
          <Anchor href={`/catalog/${result.slug}`}>
            <EntryTitle title={result.title} language={result.language} />
          </Anchor>
        </h3>
        <p>{by.join(' · ')}</p>
      </div>
      <Answer {...result} />
    </li>
  );
}
