import { useFormatter, useTranslations } from 'next-intl';
import { useLeafConditions } from '@/components/credit/premise-view';
import { useLevelWords } from '@/components/credit/level-words';
import { useExactNumber } from '@/components/credit/amount';
import { useDay } from '@/components/ui/day';
import type { Offer } from '@/lib/catalog/offer';
import type { Line } from '@/lib/credit/input';
import type { RuleNames } from '@/lib/rule/rule-names';

/** Ways told one by one; of more only the first, and how many more. */
const waysInSight = 3;

/**
 * What an offer asks for beside the certificate that is looked at, shortest way first and either/or as either/or; exams by their names,
 * and certificates as well where these are at hand, else as a number.
 */
export function useFurtherWords(): (offer: Offer, names?: RuleNames) => string | null {
  const t = useTranslations('public.offer');
  const format = useFormatter();
  const exact = useExactNumber();
  const examsOf = (assessments: Offer['ways'][number]['assessments']) =>
    assessments.map(({ id, minScore }) => t('assessment', { name: id, score: exact(minScore) }));
  return ({ ways }, names) => {
    const [first] = ways;
    if (first === undefined || first.microCredentials.length + first.assessments.length === 0) return null;
    if (names === undefined) {
      const parts = [
        first.microCredentials.length > 0
          ? t('certificates', { count: first.microCredentials.length })
          : null,
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
  };
}

/** From which day on it has to be completed or held, and when a term has to begin; the last days are told as deadlines. */
export function useWindowWords(): (offer: Pick<Offer, 'windows'>) => string[] {
  const t = useTranslations('public.offer.since');
  const day = useDay();
  return ({ windows }) =>
    windows.flatMap(({ of, from }) => (of === 'claim' || from === null ? [] : t(of, { date: day(from) })));
}

/** The days by which all that it asks for has to be done, the first one first; of what has closed, who may claim it all the same. */
export function useDeadlineWords(): (
  offer: Pick<Offer, 'windows' | 'claimants' | 'standing'>,
  asOf: string,
) => string[] {
  const t = useTranslations('public.offer.deadline');
  const day = useDay();
  return ({ windows, claimants, standing }, asOf) => {
    if (standing === 'revoked') return [];
    const ends = windows.flatMap(({ of, to }) => (to === null ? [] : [{ of, to }]));
    const claimed = ends.find(({ of, to }) => of === 'claim' && to < asOf);
    if (claimed !== undefined) return [t('closed.claim', { date: day(claimed.to) })];
    const told = ends.map(({ of, to }) => t(to < asOf ? `closed.${of}` : `open.${of}`, { date: day(to) }));
    return claimants === 'in-time' ? [...told, t('inTime')] : told;
  };
}

/** What it gives from the day on which a course of it changes; null where no change is known. */
export function useLaterWords(): (offer: Pick<Offer, 'later' | 'unit'>) => string | null {
  const t = useTranslations('public.offer');
  const units = useTranslations('credit.unit');
  const exact = useExactNumber();
  const day = useDay();
  return ({ later, unit }) => {
    if (later === null) return null;
    const { from, amount } = later;
    if (amount === null) return t('laterUnknown', { date: day(from) });
    const count = amount.includes('/') ? 2.5 : Number(amount);
    return t('later', { date: day(from), amount: `${exact(amount)} ${units(unit, { count })}` });
  };
}

/** Programs told by their names; of more only how many. */
const programsInSight = 2;

/** What decides whether somebody gets what an offer says, in a few words each, the last days apart; with names where they are at hand. */
export function useDecidingWords(): (offer: Offer, names?: RuleNames) => string[] {
  const t = useTranslations('public.offer');
  const format = useFormatter();
  const further = useFurtherWords();
  const leafConditions = useLeafConditions();
  const windowWords = useWindowWords();
  const later = useLaterWords();
  const programs = (titles: readonly string[]) =>
    titles.length <= programsInSight
      ? t('programsNamed', { list: format.list(titles, { type: 'disjunction' }) })
      : t('programs', { count: titles.length });
  return (offer, names) =>
    [
      later(offer),
      further(offer, names),
      offer.programTitles === null ? null : programs(offer.programTitles),
      ...(offer.leaf === null ? [] : leafConditions(offer.leaf)),
      ...windowWords(offer),
    ].filter((part) => part !== null);
}

/** The conditions that decide whether somebody gets what a row of the catalog says, in a few words each; from when on it is given, its standing says. */
export function useOfferConditions(): (offer: Offer) => string[] {
  const t = useTranslations('public.offer');
  const day = useDay();
  const deciding = useDecidingWords();
  return (offer) => [
    ...deciding(offer),
    ...offer.windows.flatMap(({ of, to }) => (to === null ? [] : t(`by.${of}`, { date: day(to) }))),
  ];
}

/** Why a rule gives nothing, in words; null where it gives what it says. */
export function useWithheldWords(): (offer: Pick<Offer, 'withheld' | 'otherRules'>) => string | null {
  const t = useTranslations('public.offer.withheld');
  const format = useFormatter();
  return ({ withheld, otherRules }) =>
    withheld === null ? null : t(withheld, { count: otherRules.length, list: format.list(otherRules) });
}

/** What a line counts as. */
export function useLineWords(): (
  line: Pick<Line, 'kind' | 'target'>,
  courses: Readonly<Record<string, string>>,
) => string {
  const t = useTranslations('public.entry.line');
  const levelWords = useLevelWords();
  return ({ kind, target }, courses) =>
    t(kind, {
      target: kind === 'levelOnly' ? levelWords(target) : target,
      title: kind === 'course' ? (courses[target] ?? '') : '',
    }).trim();
}
