/**
 * AnswerTable: decided, open, recommendations, unit (the common one), asOf. What every institution gives, on one look: how much, in a common unit, what
 * decides it, until when, and how it stands. On phones each row is one block. The rest of each is told below, where its name leads.
 */
import { useFormatter, useTranslations } from 'next-intl';
import { Amount, useExactNumber } from '@/components/credit/amount';
import { Standing, type StandingName } from '@/components/credit/standing';
import { useDay } from '@/components/ui/day';
import type { Unit } from '@/lib/amount/unit';
import { isOpen } from '@/lib/catalog/compare-offers';
import type { Offer } from '@/lib/catalog/offer';
import { type Considered, isGiven } from '@/lib/catalog/standing';
import { OfferStanding } from './offer-standing';
import { OfferedAmount } from './offered-amount';
import { useDecidingWords, useWithheldWords } from './offer-words';
import type { RuleNames } from '@/lib/rule/rule-names';

type Institution = { slug: string; name: string; shortName: string };
type AnsweredRule = {
  id: string;
  offer: Offer;
  names: RuleNames;
  /** @units the common unit */
  converted: string | null;
  publicNote: string;
  statusReason: string;
};
export type AnswerTableProps = {
  decided: readonly { institution: Institution; standing: StandingName; rules: readonly AnsweredRule[] }[];
  open: readonly { institution: Institution; standing: StandingName; considered: Considered | null }[];
  recommendations: readonly {
    id: string;
    recommender: string;
    amount: string | null;
    unit: Unit | null;
    isMaximum: boolean;
    validTo: string | null;
  }[];
  unit: Unit;
  asOf: string;
};

/** Rules of one institution that the table tells; more are told below. Recommendations, institutions that considered it. */
const mostRows = { rules: 3, advice: 2, considered: 6 };

/** Where what an institution says is told in full. */
export function placeOf(slug: string): string {
  return `at-${slug}`;
}

/** What stands for a row: the best that stands; where nothing does, the newest word. */
function rowsOf(rules: readonly AnsweredRule[]): readonly AnsweredRule[] {
  const held = rules.filter(({ offer }) => isGiven(offer.standing) || offer.standing === 'suspended');
  return (held.length > 0 ? held : rules.slice(0, 1)).slice(0, mostRows.rules);
}

function Row({
  institution,
  rule,
  isFirst,
}: {
  institution: Institution;
  rule: AnsweredRule;
  isFirst: boolean;
}) {
  const t = useTranslations('public.entry.table');
  const format = useFormatter();
  const exact = useExactNumber();
  const day = useDay();
  const deciding = useDecidingWords();
  const withheld = useWithheldWords()(rule.offer);
  const { offer, names, converted, publicNote, statusReason } = rule;
  const hasAmount = offer.withheld === null && offer.standing !== 'refused';
  const reason = offer.standing === 'suspended' ? statusReason : publicNote;
  const conditions = hasAmount ? deciding(offer, names) : [];
  const told =
    offer.standing === 'suspended' || (offer.standing === 'refused' && offer.withheld !== 'denied')
      ? reason
      : (withheld ?? (conditions.length > 0 ? format.list(conditions, { type: 'unit' }) : t('alone')));
  const until = offer.windows.flatMap(({ of, to }) => (to === null ? [] : [{ of, to }]))[0];
  return (
    <tr className={isFirst ? undefined : 'answer-more'}>
      <th scope="row">
        <a href={`#${placeOf(institution.slug)}`} title={institution.name} className="link font-semibold">
          {isFirst ? institution.shortName : <span className="sr-only">{institution.shortName}</span>}
        </a>
      </th>
      <td className="answer-amount">
        {hasAmount ? (
          <OfferedAmount offer={offer} size="row" />
        ) : (
          <span className="text-soft">{t('none')}</span>
        )}
      </td>
      <td className="answer-common">{hasAmount && converted !== null && exact(converted)}</td>
      <td className="answer-condition">{told}</td>
      <td className="answer-until">
        {hasAmount && (until === undefined ? t('noEnd') : t(`by.${until.of}`, { date: day(until.to) }))}
      </td>
      <td className="answer-standing">
        {isFirst || !isOpen(offer) ? <OfferStanding offer={offer} /> : null}
      </td>
    </tr>
  );
}

export function AnswerTable({ decided, open, recommendations, unit, asOf }: AnswerTableProps) {
  const t = useTranslations('public.entry.table');
  const units = useTranslations('credit.unit');
  const day = useDay();
  const considered = open.filter((one) => one.considered !== null);
  const silent = open.filter((one) => one.considered === null);
  const known = recommendations.filter(({ validTo }) => validTo === null || validTo >= asOf);
  if (decided.length + considered.length + known.length === 0) return null;
  return (
    <table className="answers">
      <caption className="sr-only">{t('caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('institution')}</th>
          <th scope="col">{t('credit')}</th>
          <th scope="col" className="answer-common">
            {t('common', { unit: units(unit, { count: 2 }) })}
          </th>
          <th scope="col">{t('condition')}</th>
          <th scope="col">{t('until')}</th>
          <th scope="col">{t('standing')}</th>
        </tr>
      </thead>
      <tbody>
        {decided.flatMap(({ institution, rules }) =>
          rowsOf(rules).map((rule, at) => (
            <Row key={rule.id} institution={institution} rule={rule} isFirst={at === 0} />
          )),
        )}
        {considered.slice(0, mostRows.considered).map(({ institution, standing, considered: proposal }) => (
          <tr key={institution.slug}>
            <th scope="row" title={institution.name}>
              {institution.shortName}
            </th>
            <td className="answer-amount text-soft">{t('none')}</td>
            <td className="answer-common" />
            <td className="answer-condition">{proposal?.publicReason}</td>
            <td className="answer-until" />
            <td className="answer-standing">
              <Standing standing={standing} />
            </td>
          </tr>
        ))}
        {silent.length > 0 && (
          <tr>
            <th scope="row">
              <a href="#not-decided" className="link font-normal">
                {t('others', { count: silent.length })}
              </a>
            </th>
            <td className="answer-amount text-soft">{t('none')}</td>
            <td className="answer-common" />
            <td className="answer-condition text-soft">{t('ask')}</td>
            <td className="answer-until" />
            <td className="answer-standing">
              <Standing
                standing={
                  silent.some(({ standing }) => standing === 'recommended') ? 'recommended' : 'undecided'
                }
              />
            </td>
          </tr>
        )}
        {known.slice(0, mostRows.advice).map(({ id, recommender, amount, unit: of, isMaximum, validTo }) => (
          <tr key={id}>
            <th scope="row" className="font-normal">
              {recommender}
            </th>
            <td className="answer-amount">
              {amount !== null && of !== null ? (
                <Amount value={amount} unit={of} upTo={isMaximum} />
              ) : (
                <span className="text-soft">{t('none')}</span>
              )}
            </td>
            <td className="answer-common" />
            <td className="answer-condition text-soft">{t('advice')}</td>
            <td className="answer-until">{validTo !== null && day(validTo)}</td>
            <td className="answer-standing">
              <Standing standing="recommended" says={t('adviceStanding')} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
