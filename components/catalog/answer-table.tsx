/**
 * AnswerTable: decided, open, recommendations, unit (the common one), asOf. What every institution gives, on one look: how much, in a common unit, what
 * decides it, until when, and how it stands. On phones each row is one block, and the amount in the common unit stands with the credit. The rest of each is told below, where its name leads.
 */
import { useFormatter, useTranslations } from 'next-intl';
import { Amount, useExactNumber } from '@/components/credit/amount';
import { Standing, type StandingName } from '@/components/credit/standing';
import { useDay } from '@/components/ui/day';
import type { Unit } from '@/lib/amount/unit';
import { isOpen } from '@/lib/catalog/compare-offers';
import type { Offer } from '@/lib/catalog/offered';
import { type Considered, isGiven, isRefused, strongestOf } from '@/lib/catalog/standing';
import { type AdviceSpan, adviceInOrder, standingOfAdvice } from '@/lib/catalog/advice';
import { AdviceStanding } from './advice-standing';
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
type Advice = AdviceSpan & {
  id: string;
  recommender: string;
  amount: string | null;
  unit: Unit | null;
  isMaximum: boolean;
};
export type AnswerTableProps = {
  decided: readonly { institution: Institution; standing: StandingName; rules: readonly AnsweredRule[] }[];
  open: readonly { institution: Institution; standing: StandingName; considered: Considered | null }[];
  recommendations: readonly Advice[];
  unit: Unit;
  asOf: string;
};

/** Rules of one institution that the table tells; more are told below. Recommendations, institutions that considered it. */
const mostRows = { rules: 3, advice: 2, considered: 6 };

/** Where the rest is told: what third parties recommend, and who considered it. */
export const [adviceId, consideredId] = ['advice', 'considered'] as const;

/** Where what an institution says is told in full. */
export function placeOf(slug: string): string {
  return `at-${slug}`;
}

/** What stands for a row: the best that stands, and a no that follows it; where nothing does, the newest word. */
function rowsOf(rules: readonly AnsweredRule[]): readonly AnsweredRule[] {
  const held = rules.filter(
    ({ offer: { standing } }) => isGiven(standing) || standing === 'suspended' || standing === 'refusedLater',
  );
  return (held.length > 0 ? held : rules.slice(0, 1)).slice(0, mostRows.rules);
}

function Row({
  institution,
  rule,
  isFirst,
  unit,
}: {
  institution: Institution;
  rule: AnsweredRule;
  isFirst: boolean;
  unit: Unit;
}) {
  const t = useTranslations('public.entry.table');
  const format = useFormatter();
  const exact = useExactNumber();
  const day = useDay();
  const deciding = useDecidingWords();
  const withheld = useWithheldWords()(rule.offer);
  const { offer, names, converted, publicNote, statusReason } = rule;
  const hasAmount = offer.withheld === null && !isRefused(offer.standing);
  const reason = offer.standing === 'suspended' ? statusReason : publicNote;
  const conditions = hasAmount ? deciding(offer, names) : [];
  const told =
    offer.standing === 'suspended' || (isRefused(offer.standing) && offer.withheld !== 'denied')
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
          <>
            <OfferedAmount offer={offer} size="row" />
            {/* Where the column of the common unit has no room. */}
            {converted !== null && offer.unit !== unit && (
              <p className="answer-same">
                {t.rich('same', { amount: () => <Amount value={converted} unit={unit} /> })}
              </p>
            )}
          </>
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

function AdviceRow({ advice, asOf }: { advice: Advice; asOf: string }) {
  const t = useTranslations('public.entry.table');
  const day = useDay();
  const { recommender, amount, unit, isMaximum, validTo } = advice;
  const time = standingOfAdvice(advice, asOf);
  const hasLapsed = time === 'lapsed';
  return (
    <tr>
      <th scope="row" className="font-normal">
        {recommender}
      </th>
      <td className="answer-amount">
        {amount !== null && unit !== null ? (
          <Amount value={amount} unit={unit} upTo={isMaximum} />
        ) : (
          <span className="text-soft">{t('none')}</span>
        )}
      </td>
      <td className="answer-common" />
      <td className="answer-condition text-soft">
        {time === 'current' && t('advice')}
        {time === 'coming' && advice.validFrom !== null && t('adviceFrom', { date: day(advice.validFrom) })}
      </td>
      <td className="answer-until">{validTo !== null && !hasLapsed && day(validTo)}</td>
      <td className="answer-standing">
        <AdviceStanding advice={advice} asOf={asOf} />
      </td>
    </tr>
  );
}

/** What the table leaves out, and where it is told. */
function MoreRow({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <tr>
      <th scope="row" colSpan={6}>
        <a href={href} className="link font-normal">
          {children}
        </a>
      </th>
    </tr>
  );
}

export function AnswerTable({ decided, open, recommendations, unit, asOf }: AnswerTableProps) {
  const t = useTranslations('public.entry.table');
  const units = useTranslations('credit.unit');
  const considered = open.filter((one) => one.considered !== null);
  const silent = open.filter((one) => one.considered === null);
  const known = adviceInOrder(recommendations, asOf);
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
            <Row key={rule.id} institution={institution} rule={rule} isFirst={at === 0} unit={unit} />
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
        {considered.length > mostRows.considered && (
          <MoreRow href={`#${consideredId}`}>
            {t('moreConsidered', { count: considered.length - mostRows.considered })}
          </MoreRow>
        )}
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
              <Standing standing={strongestOf(silent.map(({ standing }) => standing))} />
            </td>
          </tr>
        )}
        {known.slice(0, mostRows.advice).map((one) => (
          <AdviceRow key={one.id} advice={one} asOf={asOf} />
        ))}
        {known.length > mostRows.advice && (
          <MoreRow href={`#${adviceId}`}>
            {t('moreAdvice', { count: known.length - mostRows.advice })}
          </MoreRow>
        )}
      </tbody>
    </table>
  );
}
