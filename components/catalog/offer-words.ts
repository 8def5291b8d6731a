import { useFormatter, useTranslations } from 'next-intl';
import { useLevelWords } from '@/components/credit/level-words';
import { useDay } from '@/components/ui/day';
import type { Offer } from '@/lib/catalog/offered';
import type { Line } from '@/lib/credit/input';
import {
  decidingWords,
  furtherWords,
  laterWords,
  offerConditions,
  type OfferSaid,
  windowWords,
} from '@/lib/next/offer-said';
import type { RuleNames } from '@/lib/rule/rule-names';

/** As lib/next/offer-said.ts tells it, in the language of the page. */
function useOfferSaid(): OfferSaid {
  return {
    offer: useTranslations('public.offer'),
    leaf: useTranslations('credit.sentence.condition'),
    units: useTranslations('credit.unit'),
    format: useFormatter(),
  };
}

/** What an offer asks for beside the certificate that is looked at; null where that is nothing. */
export function useFurtherWords(): (offer: Offer, names?: RuleNames) => string | null {
  const said = useOfferSaid();
  return (offer, names) => furtherWords(said, offer, names);
}

/** From which day on it has to be completed or held, and when a term has to begin; the last days are told as deadlines. */
export function useWindowWords(): (offer: Pick<Offer, 'windows'>) => string[] {
  const said = useOfferSaid();
  return (offer) => windowWords(said, offer);
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
  const said = useOfferSaid();
  return (offer) => laterWords(said, offer);
}

/** What decides whether somebody gets what an offer says, in a few words each, the last days apart; with names where they are at hand. */
export function useDecidingWords(): (offer: Offer, names?: RuleNames) => string[] {
  const said = useOfferSaid();
  return (offer, names) => decidingWords(said, offer, names);
}

/** The conditions that decide whether somebody gets what a row of the catalog says, in a few words each; from when on it is given, its standing says. */
export function useOfferConditions(): (offer: Offer) => string[] {
  const said = useOfferSaid();
  return (offer) => offerConditions(said, offer);
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
