/** InstitutionAnswers: decided, open, readerUnit, asOf, estimateHref(institutionSlug), exactHref(institutionSlug, offer). Who gives what; then who has not decided yet, which is never a no. */
import { useTranslations } from 'next-intl';
import { Standing, type StandingName } from '@/components/credit/standing';
import { useDay } from '@/components/ui/day';
import { Disclosure } from '@/components/ui/disclosure';
import { EmptyState } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import type { Considered } from '@/lib/catalog/standing';
import type { Unit } from '@/lib/amount/unit';
import type { Offer } from '@/lib/catalog/offer';
import { OfferView, type OfferViewProps } from './offer-view';

type Institution = { slug: string; name: string };
export type InstitutionAnswersProps = {
  decided: readonly {
    institution: Institution;
    standing: StandingName;
    rules: readonly (Omit<OfferViewProps, 'readerUnit' | 'asOf' | 'exactHref'> & { id: string })[];
  }[];
  open: readonly { institution: Institution; standing: StandingName; considered: Considered | null }[];
  readerUnit: Unit | null;
  asOf: string;
  estimateHref: (institution: string) => string;
  /** The estimate with exactly what an offer asks for. */
  exactHref: (institution: string, offer: Offer) => string | null;
};

type Rules = InstitutionAnswersProps['decided'][number]['rules'];

const isOver = ({ offer: { standing } }: { offer: Pick<Offer, 'standing'> }) =>
  standing === 'ended' || standing === 'revoked';

/** What held before and does not any more, one step away from what holds. */
function EndedRules({
  rules,
  readerUnit,
  asOf,
  hrefOf,
}: { rules: Rules; hrefOf: (offer: Offer) => string | null } & Pick<
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
            readerUnit={readerUnit}
            asOf={asOf}
          />
        ))}
      </div>
    </Disclosure>
  );
}

export function InstitutionAnswers({
  decided,
  open,
  readerUnit,
  asOf,
  estimateHref,
  exactHref,
}: InstitutionAnswersProps) {
  const t = useTranslations('public.entry');
  const day = useDay();
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
          {decided.map(({ institution, rules, standing }) => (
            <li key={institution.slug} className="grid gap-4 py-6">
              <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
                <h3 className="text-lg font-semibold">
                  <TextLink href={`/institutions/${institution.slug}`}>{institution.name}</TextLink>
                </h3>
                {standing === 'published' && (
                  <TextLink href={estimateHref(institution.slug)} className="no-print">
                    {t('estimate')}
                  </TextLink>
                )}
              </div>
              <div className="grid gap-6">
                {rules
                  .filter((rule) => !isOver(rule) || isOver({ offer: { standing } }))
                  .map((rule) => (
                    <OfferView
                      key={rule.id}
                      {...rule}
                      exactHref={exactHref(institution.slug, rule.offer)}
                      readerUnit={readerUnit}
                      asOf={asOf}
                    />
                  ))}
                <EndedRules
                  rules={isOver({ offer: { standing } }) ? [] : rules.filter(isOver)}
                  readerUnit={readerUnit}
                  asOf={asOf}
                  hrefOf={(offer) => exactHref(institution.slug, offer)}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
      {considered.length > 0 && (
        <section className="grid gap-2">
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
        <section className="grid gap-2">
          <h3 className="text-lg font-semibold">{t('open')}</h3>
          <p className="measure text-soft">{t('openBody')}</p>
          <ul className="stack">
            {silent.map(({ institution, standing }) => (
              <li key={institution.slug} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-2">
                <TextLink href={`/institutions/${institution.slug}`}>{institution.name}</TextLink>
                <Standing standing={standing} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
