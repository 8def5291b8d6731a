/** ResultRow: result, isCompared, told. One line of the catalog, to be compared with the next: what it is, how much work, what is known about credit. */
import { useFormatter, useTranslations } from 'next-intl';
import { Amount, useExactNumber } from '@/components/credit/amount';
import { Standing, type StandingName } from '@/components/credit/standing';
import { EntryTitle } from '@/components/catalog/entry-title';
import { Anchor } from '@/components/ui/anchor';
import { useDay } from '@/components/ui/day';
import type { Unit } from '@/lib/amount/unit';
import type { Offer } from '@/lib/catalog/offer';
import type { Kind } from '@/lib/catalog/kind';
import { catalogForm } from './catalog-form';
import { useLevelsOf } from './levels-of';
import { OfferedAmount, OfferedEcts } from './offered-amount';
import { useOfferConditions } from './offer-words';

export type ResultRowProps = {
  slug: string;
  kind: Kind;
  title: string;
  language: string | null;
  provider: string;
  platform: string | null;
  levelLabel: string | null;
  isWithdrawn: boolean;
  workloadHours: string | null;
  eqfMin: number | null;
  eqfMax: number | null;
  standing: StandingName;
  best: { institution: { shortName: string }; offer: Offer } | null;
  givenBy: readonly string[];
  refusedBy: readonly string[];
  claimedInTimeAt: readonly string[];
  notCompared: number;
  recommendation: { amount: string; unit: Unit; isMaximum: boolean; recommender: string } | null;
  recommendations: number;
  listedOn: string;
  /** What is told only to who sorts or chooses by it. */
  told: { ects: boolean; listed: boolean };
};

function Answer({
  standing,
  best,
  givenBy,
  refusedBy,
  claimedInTimeAt,
  notCompared,
  recommendation,
  recommendations,
  told,
}: ResultRowProps) {
  const t = useTranslations('public.search');
  const format = useFormatter();
  const conditionsOf = useOfferConditions();
  const conditions = best === null ? [] : conditionsOf(best.offer);
  const others = givenBy.filter((name) => name !== best?.institution.shortName);
  return (
    <div className="grid content-start gap-0.5">
      {best !== null && (
        <p>
          <span className="text-lg">
            <OfferedAmount offer={best.offer} all />
          </span>{' '}
          {t('atInstitution', { institution: best.institution.shortName })}
        </p>
      )}
      {best !== null && told.ects && <OfferedEcts offer={best.offer} />}
      {best !== null && conditions.length > 0 && (
        <p className="text-sm text-soft">{format.list(conditions, { type: 'unit' })}</p>
      )}
      <p className="text-sm">
        <Standing standing={standing} />
      </p>
      {others.length > 0 && <p className="text-sm text-soft">{t('alsoAt', { list: format.list(others) })}</p>}
      {refusedBy.length > 0 && standing !== 'refused' && (
        <p className="text-sm text-soft">{t('refusedAt', { list: format.list(refusedBy) })}</p>
      )}
      {refusedBy.length > 0 && standing === 'refused' && (
        <p className="text-sm text-soft">{t('atInstitution', { institution: format.list(refusedBy) })}</p>
      )}
      {claimedInTimeAt.length > 0 && (
        <p className="text-sm text-soft">{t('inTimeAt', { list: format.list(claimedInTimeAt) })}</p>
      )}
      {notCompared > 0 && <p className="text-sm text-soft">{t('notCompared', { count: notCompared })}</p>}
      {recommendation !== null ? (
        <p className="text-sm text-soft">
          {t.rich('recommended', {
            recommender: recommendation.recommender,
            amount: () => (
              <Amount
                value={recommendation.amount}
                unit={recommendation.unit}
                upTo={recommendation.isMaximum}
              />
            ),
          })}
        </p>
      ) : (
        recommendations > 0 && (
          <p className="text-sm text-soft">{t('recommendedPlain', { count: recommendations })}</p>
        )
      )}
    </div>
  );
}

export function ResultRow({ isCompared, ...result }: ResultRowProps & { isCompared: boolean }) {
  const t = useTranslations('public.search');
  const exact = useExactNumber();
  const day = useDay();
  const levels = useLevelsOf()(result);
  const by = [result.provider, result.platform === result.provider ? null : result.platform].filter(
    (part) => part !== null,
  );
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 py-4 has-checked:bg-accent-wash">
      <input
        type="checkbox"
        form={catalogForm}
        name="compare"
        value={result.slug}
        defaultChecked={isCompared}
        aria-label={t('compare.choose', { title: result.title })}
        className="no-print mt-0.5 size-6 accent-accent"
      />
      <div className="grid gap-x-8 gap-y-2 sm:grid-cols-[minmax(0,1fr)_7.5rem_15rem]">
        <div className="grid content-start gap-0.5">
          <h3 className="text-lg font-semibold leading-6">
            <Anchor
              href={`/catalog/${result.slug}`}
              className="text-accent underline-offset-4 hover:underline"
            >
              <EntryTitle title={result.title} language={result.language} />
            </Anchor>
          </h3>
          <p className="text-soft">{by.join(' · ')}</p>
          {(result.kind !== 'certificate' || result.isWithdrawn) && (
            <p className="text-sm text-soft">
              {[
                result.kind === 'certificate' ? null : t(`kind.${result.kind}`),
                result.isWithdrawn ? t('withdrawn') : null,
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </p>
          )}
        </div>
        <div className="tabular flex flex-wrap content-start gap-x-3 text-sm text-soft sm:grid sm:pt-0.5">
          {result.workloadHours !== null && (
            <span>{t('hoursOf', { hours: exact(result.workloadHours) })}</span>
          )}
          {levels.map((level) => (
            <span key={level}>{level}</span>
          ))}
          {result.told.listed && <span>{t('listed', { date: day(result.listedOn) })}</span>}
        </div>
        <Answer {...result} />
      </div>
    </li>
  );
}
