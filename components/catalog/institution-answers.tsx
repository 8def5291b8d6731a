/** InstitutionAnswers: decided, open, readerUnit, asOf, adviceEnded (the day on which all that was recommended had lapsed), adviceBegins (the day on which what is recommended begins, where nothing is before), estimateHref(institutionSlug), askHref, exactHref(institutionSlug, offer). What each gives counts as, and why, folded but for the first; then who has not decided yet, which is never a no. */
import { useFormatter, useTranslations } from 'next-intl';
import { Standing, type StandingName } from '@/components/credit/standing';
import { useDay } from '@/components/ui/day';
import { Disclosure } from '@/components/ui/disclosure';
import { Icon } from '@/components/ui/icon';
import { EmptyState } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import { type Considered, isGiven, type Standing as StandsAs, strongestOf } from '@/lib/catalog/standing';
import type { Unit } from '@/lib/amount/unit';
import type { Offer } from '@/lib/catalog/offered';
import { policiesHref } from '@/lib/catalog/policies-href';
import { decisionPath } from '@/lib/signed-record/addresses';
import { consideredId, placeOf } from './answer-table';
import { useLineWords } from './offer-words';
import { OfferView, type OfferViewProps } from './offer-view';

type Institution = { slug: string; name: string; shortName: string };
export type InstitutionAnswersProps = {
  adviceEnded?: string | null;
  adviceBegins?: string | null;
  decided: readonly {
    institution: Institution;
    standing: StandingName;
    rules: readonly (Omit<OfferViewProps, 'readerUnit' | 'asOf' | 'exactHref' | 'decisionHref'> & {
      id: string;
    })[];
  }[];
  open: readonly { institution: Institution; standing: StandingName; considered: Considered | null }[];
  readerUnit: Unit | null;
  asOf: string;
  estimateHref: (institution: string) => string;
  /** Where one of those that have not decided can be asked to. */
  askHref: string;
  /** The estimate with exactly what an offer asks for. */
  exactHref: (institution: string, offer: Offer) => string | null;
};

/** What stands above those that have not decided, by what third parties advise. */
const openWord: Partial<Record<StandsAs, 'openRecommended' | 'openRecommendedLater'>> = {
  recommended: 'openRecommended',
  recommendedLater: 'openRecommendedLater',
};

/** Institutions that are named of those that have not decided. */
const mostNamed = 60;

type Rules = InstitutionAnswersProps['decided'][number]['rules'];

const isOver = ({ offer: { standing } }: { offer: Pick<Offer, 'standing'> }) =>
  standing === 'ended' || standing === 'revoked';

/** What held before and does not any more, one step away from what holds. */
function EndedRules({
  rules,
  readerUnit,
  asOf,
  hrefOf,
  slug,
}: { rules: Rules; slug: string; hrefOf: (offer: Offer) => string | null } & Pick<
  InstitutionAnswersProps,
  'readerUnit' | 'asOf'
>) {
  const t = useTranslations('public.entry');
  if (rules.length === 0) return null;
  return (
    <Disclosure summary={t('endedRules', { count: rules.length })}>
      <div className="grid gap-6">
        {rules.map((rule) => (
          <OfferView
            key={rule.id}
            {...rule}
            exactHref={hrefOf(rule.offer)}
            decisionHref={decisionPath(slug, rule)}
            readerUnit={readerUnit}
            asOf={asOf}
          />
        ))}
      </div>
    </Disclosure>
  );
}

/** What the best of these rules counts as, in one line. */
function Gist({ rules }: { rules: Rules }) {
  const t = useTranslations('public.entry');
  const format = useFormatter();
  const lineWords = useLineWords();
  const [best] = rules;
  if (best === undefined || best.offer.lines.length === 0) return null;
  const lines = best.offer.lines.map(({ line }) => lineWords(line, best.names.courses));
  return (
    <span className="text-soft group-open/answer:hidden">{t('asLines', { list: format.list(lines) })}</span>
  );
}

export function InstitutionAnswers({
  decided,
  open,
  readerUnit,
  asOf,
  estimateHref,
  askHref,
  exactHref,
  adviceEnded = null,
  adviceBegins = null,
}: InstitutionAnswersProps) {
  const t = useTranslations('public.entry');
  const policy = useTranslations('policy');
  const day = useDay();
  const format = useFormatter();
  const considered = open.filter((one) => one.considered !== null);
  const silent = open.filter((one) => one.considered === null);
  if (decided.length === 0 && open.length === 0) return <EmptyState title={t('noInstitutions')} />;
  return (
    <div className="grid gap-10">
      {decided.length === 0 && considered.length === 0 && (
        <EmptyState title={t('noDecision')}>{t('noDecisionBody')}</EmptyState>
      )}
      {decided.length > 0 && (
        <ul className="stack border-y border-line">
          {decided.map(({ institution, rules, standing }, index) => (
            <li key={institution.slug}>
              <details className="group/answer" open={index === 0}>
                <summary className="grid gap-x-4 py-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
                  <h3 className="flex items-baseline gap-2 font-semibold">
                    <Icon name="right" className="size-3 shrink-0 text-accent group-open/answer:rotate-90" />
                    <span className="underline-offset-4 group-hover/answer:underline">
                      {institution.shortName}
                    </span>
                  </h3>
                  <Gist rules={rules} />
                </summary>
                <div id={placeOf(institution.slug)} className="grid scroll-mt-16 gap-6 pb-6 pt-1">
                  <p className="flex flex-wrap gap-x-6 gap-y-1">
                    <TextLink href={`/institutions/${institution.slug}`}>{institution.name}</TextLink>
                    <TextLink href={policiesHref(institution.slug)} className="no-print">
                      {policy('allRules')}
                    </TextLink>
                    {isGiven(standing) && (
                      <TextLink href={estimateHref(institution.slug)} className="no-print">
                        {t('estimate')}
                      </TextLink>
                    )}
                  </p>
                  {rules
                    .filter((rule) => !isOver(rule) || isOver({ offer: { standing } }))
                    .map((rule) => (
                      <OfferView
                        key={rule.id}
                        {...rule}
                        exactHref={exactHref(institution.slug, rule.offer)}
                        decisionHref={decisionPath(institution.slug, rule)}
                        readerUnit={readerUnit}
                        asOf={asOf}
                      />
                    ))}
                  <EndedRules
                    slug={institution.slug}
                    rules={isOver({ offer: { standing } }) ? [] : rules.filter(isOver)}
                    readerUnit={readerUnit}
                    asOf={asOf}
                    hrefOf={(offer) => exactHref(institution.slug, offer)}
                  />
                </div>
              </details>
            </li>
          ))}
        </ul>
      )}
      {considered.length > 0 && (
        <section id={consideredId} className="grid gap-2">
          <h3 className="text-lg font-semibold">{t('considered')}</h3>
          <ul className="stack">
            {considered.map(({ institution, standing, considered: proposal }) => (
              <li key={institution.slug} className="grid gap-1 py-2">
                <span className="flex flex-wrap justify-between gap-x-6 gap-y-1">
                  <TextLink href={`/institutions/${institution.slug}`}>{institution.name}</TextLink>
                  <Standing standing={standing} />
                </span>
                {proposal !== null && (
                  <span className="measure text-soft">
                    {t(`consideredKind.${proposal.kind}`, {
                      date: day(proposal.on),
                    })}{' '}
                    {proposal.publicReason}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {silent.length > 0 && (
        <section id="not-decided" className="grid gap-2">
          <h3 className="text-lg font-semibold">
            {t(openWord[strongestOf(silent.map(({ standing }) => standing))] ?? 'open')}
          </h3>
          <p className="measure text-soft">
            {adviceBegins !== null && <>{t('adviceBegins', { date: day(adviceBegins) })} </>}
            {adviceEnded !== null && silent.every(({ standing }) => standing === 'undecided') && (
              <>{t('adviceEnded', { date: day(adviceEnded) })} </>
            )}
            {t('openBody')}
          </p>
          <p className="measure">
            {format.list([
              ...silent.slice(0, mostNamed).map(({ institution }) => institution.shortName),
              ...(silent.length > mostNamed ? [t('openMore', { count: silent.length - mostNamed })] : []),
            ])}
          </p>
          <p className="no-print">
            <TextLink href={askHref}>{t('askDecision')}</TextLink>
          </p>
          <p className="no-print">
            <TextLink href="/institutions">{t('allInstitutions')}</TextLink>
          </p>
        </section>
      )}
    </div>
  );
}
