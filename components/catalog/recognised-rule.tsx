/** RecognisedRule: one rule in an institution's list: standing and amount at the side, the rule as a sentence. */
import { RuleTitle } from '@/components/rule/rule-title';
import { useTranslations } from 'next-intl';
import { RuleSentence } from '@/components/credit/rule-sentence';
import type { RuleNames } from '@/lib/rule/rule-names';
import type { Offer } from '@/lib/catalog/offered';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { useDay } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import { OfferStanding } from './offer-standing';
import { OfferedAmount } from './offered-amount';
import { useDeadlineWords, useLaterWords, useWithheldWords } from './offer-words';
import { useReviewWords } from './offer-view';

export type RecognisedRuleProps = {
  code: string;
  title: string;
  version: number;
  offer: Offer;
  definition: RuleDefinition;
  publicNote: string;
  reviewDueOn: string | null;
  statusReason: string;
  /** First day of the state that it is in. */
  statusSince: string;
  /** First day of a change that the institution has yet to confirm or review. */
  waitsSince: string | null;
  names: RuleNames;
  /** The day that the page is about. */
  asOf: string;
  /** The page of this decision. */
  href?: string;
};

export function RecognisedRule({
  code,
  title,
  version,
  offer,
  definition,
  publicNote,
  reviewDueOn,
  statusReason,
  statusSince,
  waitsSince,
  names,
  asOf,
  href,
}: RecognisedRuleProps) {
  const t = useTranslations('public.entry');
  const day = useDay();
  const reviewWords = useReviewWords();
  const { standing } = offer;
  const withheld = useWithheldWords()(offer);
  const dates = [
    useLaterWords()(offer),
    ...useDeadlineWords()(offer, asOf),
    offer.opensOn === null ? null : t('from', { date: day(offer.opensOn) }),
    reviewWords({ standing, reviewDueOn, asOf }),
    waitsSince === null || standing === 'ended' || standing === 'revoked'
      ? null
      : t('waitsSince', { date: day(waitsSince) }),
  ].filter((part) => part !== null);
  return (
    <li className="grid gap-x-8 gap-y-2 py-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <div className="grid content-start gap-0.5">
        {offer.withheld === null && (
          <p className="text-lg">
            <OfferedAmount offer={offer} />
          </p>
        )}
        <p className="text-sm">
          <OfferStanding offer={offer} />
        </p>
      </div>
      <div className="grid gap-1">
        <h3 className="font-semibold">
          <RuleTitle title={title} />
        </h3>
        <RuleSentence definition={definition} names={names} />
        {definition.deny !== true && withheld !== null && <p className="measure">{withheld}</p>}
        {(standing === 'suspended' || standing === 'revoked') && (
          <p className="measure">
            {t(`${standing}Because`, { date: day(statusSince), reason: statusReason })}
          </p>
        )}
        {publicNote !== '' && <p className="measure text-soft">{publicNote}</p>}
        <p className="text-sm text-faint">
          {href === undefined ? (
            t('code', { code, version })
          ) : (
            <TextLink href={href}>{t('code', { code, version })}</TextLink>
          )}
          {dates.map((date) => ` · ${date}`)}
        </p>
      </div>
    </li>
  );
}
