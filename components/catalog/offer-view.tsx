/** OfferView: what one rule offers: the amount first, as what, under which conditions, until when; then the whole rule as a sentence. */
import { useFormatter, useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import { Amount } from '@/components/credit/amount';
import { useLeafConditions } from '@/components/credit/premise-view';
import { RuleSentence } from '@/components/credit/rule-sentence';
import type { RuleNames } from '@/lib/rule/rule-names';
import type { StandingName } from '@/components/credit/standing';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import type { Unit } from '@/lib/amount/unit';
import type { Offer } from '@/lib/catalog/offered';
import { isRefused } from '@/lib/catalog/standing';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { Choices } from './choices';
import { EntryTitle } from './entry-title';
import { OfferStanding } from './offer-standing';
import { OfferedAmount } from './offered-amount';
import {
  useDeadlineWords,
  useFurtherWords,
  useLaterWords,
  useLineWords,
  useWindowWords,
  useWithheldWords,
} from './offer-words';

export type OfferViewProps = {
  code: string;
  version: number;
  definition: RuleDefinition;
  names: RuleNames;
  offer: Offer;
  /** The unit the reader chose, and the amount in it, if this institution converts. */
  readerUnit: Unit | null;
  converted: string | null;
  basis: 'recommendation' | 'ownReview' | 'precedent' | 'agreement' | null;
  publicNote: string;
  statusReason: string;
  /** First day of the state that it is in. */
  statusSince: string;
  claimFrom: string | null;
  reviewDueOn: string | null;
  publishedOn: string | null;
  /** First day of a change that the institution has yet to confirm or review. */
  waitsSince: string | null;
  /** The estimate with exactly what the offer asks for; null where there is none. */
  exactHref: string | null;
  /** The page of this decision, where that is another one. */
  decisionHref?: string;
  /** The day that the page is about. */
  asOf: string;
};

/** Conditions in sight; the rest is in the sentence. */
const inSight = 3;

/** When a rule is looked at again, or that the day has gone by; null where none is set or the rule has ended or was revoked, which nobody reviews. */
export function useReviewWords(): (
  rule: Pick<OfferViewProps, 'reviewDueOn' | 'asOf'> & { standing: StandingName },
) => string | null {
  const t = useTranslations('public.entry');
  const day = useDay();
  return ({ standing, reviewDueOn, asOf }) =>
    standing === 'ended' || standing === 'revoked' || reviewDueOn === null
      ? null
      : t(reviewDueOn < asOf ? 'reviewOverdue' : 'reviewDue', { date: day(reviewDueOn) });
}

function useConditions({ offer, names }: OfferViewProps): string[] {
  const further = useFurtherWords();
  const windowWords = useWindowWords();
  const leafConditions = useLeafConditions();
  return [
    further(offer, names),
    ...windowWords(offer),
    ...(offer.leaf === null ? [] : leafConditions(offer.leaf)),
  ].filter((condition) => condition !== null);
}

function TheAmount({
  offer,
  readerUnit,
  converted,
  definition,
}: Pick<OfferViewProps, 'offer' | 'readerUnit' | 'converted' | 'definition'>) {
  const t = useTranslations('public.entry');
  const words = useTranslations('public.offer');
  const units = useTranslations('credit.unit');
  const withheld = useWithheldWords()(offer);
  if (definition.deny === true) return <p className="serif text-2xl">{t('noCredit')}</p>;
  if (withheld !== null)
    return (
      <>
        {offer.withheld === 'denied' && <p className="serif text-2xl">{t('noCredit')}</p>}
        <p className="measure">{withheld}</p>
      </>
    );
  return (
    <div>
      <p>
        <OfferedAmount offer={offer} size="large" />
      </p>
      {offer.otherRules.length > 0 && offer.total !== null && (
        <p className="text-sm text-soft">
          {words.rich('inAll', {
            count: offer.otherRules.length,
            total: () => <OfferedAmount offer={offer} all />,
          })}
        </p>
      )}
      {readerUnit !== null && readerUnit !== offer.unit && offer.amount !== null && (
        <p className="text-sm text-soft">
          {converted === null
            ? t('noPair', { unit: units(readerUnit, { count: 2 }) })
            : t.rich('converted', { amount: () => <Amount value={converted} unit={readerUnit} /> })}
        </p>
      )}
    </div>
  );
}

function Dates({ offer, claimFrom, reviewDueOn, publishedOn, names, waitsSince, asOf }: OfferViewProps) {
  const t = useTranslations('public.entry');
  const format = useFormatter();
  const day = useDay();
  const reviewWords = useReviewWords();
  const { standing } = offer;
  const programs = offer.programs ?? [];
  const deadlines = useDeadlineWords()(offer, asOf);
  const later = useLaterWords()(offer);
  const facts = [
    later,
    ...(deadlines.length > 0 ? deadlines : later === null ? [t('always')] : []),
    claimFrom !== null && (publishedOn === null || claimFrom > publishedOn)
      ? t('from', { date: day(claimFrom) })
      : null,
    programs.length > 0
      ? t('programs', {
          list: format.list(
            programs.map((code) => names.programs[code] ?? code),
            { type: 'disjunction' },
          ),
        })
      : t('everyProgram'),
    reviewWords({ standing, reviewDueOn, asOf }),
    waitsSince === null || standing === 'ended' ? null : t('waitsSince', { date: day(waitsSince) }),
  ].filter((fact) => fact !== null);
  return (
    <ul className="grid content-start gap-0.5 text-sm text-soft">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}

export function OfferView(props: OfferViewProps) {
  const {
    code,
    version,
    definition,
    names,
    offer,
    basis,
    publicNote,
    statusReason,
    statusSince,
    publishedOn,
  } = props;
  const { standing } = offer;
  const { exactHref, decisionHref } = props;
  const t = useTranslations('public.entry');
  const words = useTranslations('public.offer');
  const format = useFormatter();
  const day = useDay();
  const lineWords = useLineWords();
  const conditions = useConditions(props);
  return (
    <div className="grid gap-3">
      <div className="grid gap-x-10 gap-y-3 sm:grid-cols-[minmax(0,1fr)_15rem]">
        <div className="grid content-start gap-2">
          <OfferStanding offer={offer} />
          {offer.part !== null && (
            <p>
              {t.rich('forPart', {
                title: () => {
                  const part = names.microCredentials[offer.part ?? ''];
                  return <EntryTitle title={part?.title ?? ''} language={part?.language ?? null} />;
                },
              })}
            </p>
          )}
          <TheAmount {...props} />
          {offer.lines.length > 0 && (
            <p>
              {t('asLines', {
                list: format.list(offer.lines.map(({ line }) => lineWords(line, names.courses))),
              })}
            </p>
          )}
          {offer.lines.length > 0 && (
            <Choices
              choices={offer.choices}
              replaced={offer.lines.map(({ line }) => lineWords(line, names.courses))}
              names={names}
            />
          )}
          {exactHref !== null && (
            <p className="no-print text-sm">
              <TextLink href={exactHref}>{words('estimate')}</TextLink>
            </p>
          )}
          {!isRefused(standing) && standing !== 'revoked' && conditions.length > 0 && (
            <div>
              <p className="sr-only">{t('conditions')}</p>
              <ul className="list-inside list-['–_'] text-soft">
                {conditions.slice(0, inSight).map((condition) => (
                  <li key={condition}>{condition}</li>
                ))}
                {conditions.length > inSight && (
                  <li>{t('condition.more', { count: conditions.length - inSight })}</li>
                )}
              </ul>
            </div>
          )}
        </div>
        {!isRefused(standing) && standing !== 'revoked' && <Dates {...props} />}
      </div>
      {(standing === 'suspended' || standing === 'revoked') && (
        <Notice tone="warning">
          {t(`${standing}Because`, { date: day(statusSince), reason: statusReason })}
        </Notice>
      )}
      {publicNote !== '' && (
        <p className="measure">
          {isRefused(standing) && <span className="font-medium">{t('reason')}: </span>}
          {publicNote}
        </p>
      )}
      <div className="border-l-2 border-line pl-4">
        <RuleSentence definition={definition} names={names} />
        <p className="mt-1 text-sm text-faint">
          {decisionHref === undefined ? (
            t('code', { code, version })
          ) : (
            <TextLink href={decisionHref}>{t('code', { code, version })}</TextLink>
          )}
          {[
            basis === null ? null : t(`basis.${basis}`),
            publishedOn === null ? null : t('published', { date: day(publishedOn) }),
          ].map((part) => part && ` · ${part}`)}
        </p>
      </div>
    </div>
  );
}
