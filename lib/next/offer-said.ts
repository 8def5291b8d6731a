import type { useFormatter, useTranslations } from 'next-intl';
import { exactNumber } from '@/lib/amount/exact-number';
import type { Offer } from '@/lib/catalog/offered';
import type { MicroCredentialLeaf } from '@/lib/credit/input';
import type { RuleNames } from '@/lib/rule/rule-names';

/** The words in which an offer is told, wherever that is: on a page, in a picture, beside a link. */
export interface OfferSaid {
  offer: ReturnType<typeof useTranslations<'public.offer'>>;
  leaf: ReturnType<typeof useTranslations<'credit.sentence.condition'>>;
  units: ReturnType<typeof useTranslations<'credit.unit'>>;
  format: ReturnType<typeof useFormatter>;
}

const exactIn =
  ({ format }: Pick<OfferSaid, 'format'>) =>
  (value: string): string =>
    exactNumber(value, (number, options) => format.number(number, options));
/** A civil date is the same day everywhere. */
const dayIn =
  ({ format }: Pick<OfferSaid, 'format'>) =>
  (date: string): string =>
    format.dateTime(new Date(date), { dateStyle: 'medium', timeZone: 'UTC' });

/** The conditions of one leaf, in the order the engine checks them. */
export function leafConditions(
  { leaf: t, format }: Pick<OfferSaid, 'leaf' | 'format'>,
  leaf: MicroCredentialLeaf,
): string[] {
  const exact = exactIn({ format });
  const words: string[] = [];
  if (leaf.versions)
    words.push(
      t('versions', {
        versions: format.list(leaf.versions, { type: 'disjunction' }),
        count: leaf.versions.length,
      }),
    );
  if (leaf.minEqf !== undefined) words.push(t('minEqf', { level: leaf.minEqf }));
  if (leaf.mustBeActive) words.push(t('mustBeActive'));
  if (leaf.expiringOnly) words.push(t('expiringOnly'));
  if (leaf.lifetimeOnly) words.push(t('lifetimeOnly'));
  if (leaf.maxAge?.years !== undefined) words.push(t('maxAgeYears', { count: leaf.maxAge.years }));
  if (leaf.maxAge?.months !== undefined) words.push(t('maxAgeMonths', { count: leaf.maxAge.months }));
  if (leaf.evidence)
    words.push(t('evidence', { kinds: format.list(leaf.evidence, { type: 'disjunction' }) }));
  if (leaf.idVerified) words.push(t('idVerified'));
  if (leaf.proctored) words.push(t('proctored'));
  if (leaf.minScore !== undefined) words.push(t('minScore', { score: exact(leaf.minScore) }));
  if (leaf.belowScore !== undefined) words.push(t('belowScore', { score: exact(leaf.belowScore) }));
  return words;
}

/** Ways told one by one; of more only the first, and how many more. */
const waysInSight = 3;

/**
 * What an offer asks for beside the certificate that is looked at, shortest way first and either/or as either/or; exams by their names,
 * and certificates as well where these are at hand, else as a number. Null where it asks for nothing more.
 */
export function furtherWords(
  said: OfferSaid,
  { ways }: Pick<Offer, 'ways'>,
  names?: RuleNames,
): string | null {
  const { offer: t, format } = said;
  const exact = exactIn(said);
  const examsOf = (assessments: Offer['ways'][number]['assessments']) =>
    assessments.map(({ id, minScore }) => t('assessment', { name: id, score: exact(minScore) }));
  const [first] = ways;
  if (first === undefined || first.microCredentials.length + first.assessments.length === 0) return null;
  if (names === undefined) {
    const parts = [
      first.microCredentials.length > 0 ? t('certificates', { count: first.microCredentials.length }) : null,
      first.assessments.length > 0 ? t('with', { list: format.list(examsOf(first.assessments)) }) : null,
    ].filter((part) => part !== null);
    return format.list(parts);
  }
  const told = ways
    .slice(0, waysInSight)
    .map(({ microCredentials, assessments }) =>
      format.list([
        ...microCredentials.map((id) => names.microCredentials[id]?.title ?? id),
        ...examsOf(assessments),
      ]),
    );
  const list = format.list(told, { type: 'disjunction' });
  return ways.length > waysInSight
    ? t('withMore', { list, count: ways.length - waysInSight })
    : t('with', { list });
}

/** From which day on it has to be completed or held, and when a term has to begin; the last days are told as deadlines. */
export function windowWords(said: OfferSaid, { windows }: Pick<Offer, 'windows'>): string[] {
  const day = dayIn(said);
  return windows.flatMap(({ of, from }) =>
    of === 'claim' || from === null ? [] : [said.offer(`since.${of}`, { date: day(from) })],
  );
}

/** What it gives from the day on which a course of it changes; null where no change is known. */
export function laterWords(said: OfferSaid, { later, unit }: Pick<Offer, 'later' | 'unit'>): string | null {
  const { offer: t, units } = said;
  if (later === null) return null;
  const { from, amount } = later;
  const date = dayIn(said)(from);
  if (amount === null) return t('laterUnknown', { date });
  const count = amount.includes('/') ? 2.5 : Number(amount);
  return t('later', { date, amount: `${exactIn(said)(amount)} ${units(unit, { count })}` });
}

/** Programs told by their names; of more only how many. */
const programsInSight = 2;

/** What decides whether somebody gets what an offer says, in a few words each, the last days apart; with names where they are at hand. */
export function decidingWords(said: OfferSaid, offer: Offer, names?: RuleNames): string[] {
  const { offer: t, format } = said;
  const programs = (titles: readonly string[]) =>
    titles.length <= programsInSight
      ? t('programsNamed', { list: format.list(titles, { type: 'disjunction' }) })
      : t('programs', { count: titles.length });
  return [
    laterWords(said, offer),
    furtherWords(said, offer, names),
    offer.programTitles === null ? null : programs(offer.programTitles),
    ...(offer.leaf === null ? [] : leafConditions(said, offer.leaf)),
    ...windowWords(said, offer),
  ].filter((part) => part !== null);
}

/** The conditions that decide whether somebody gets what a headline says, in a few words each; from when on it is given, its standing says. */
export function offerConditions(said: OfferSaid, offer: Offer): string[] {
  const day = dayIn(said);
  return [
    ...decidingWords(said, offer),
    ...offer.windows.flatMap(({ of, to }) => (to === null ? [] : said.offer(`by.${of}`, { date: day(to) }))),
  ];
}
