import { useFormatter, useTranslations } from 'next-intl';
import { useLeafConditions } from '@/components/credit/premise-view';
import { useLevelWords } from '@/components/credit/level-words';
import { useExactNumber } from '@/components/credit/amount';
import { useDay } from '@/components/ui/day';
import type { Offer } from '@/lib/catalog/offer';
import type { Line } from '@/lib/credit/input';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import type { RuleNames } from '@/lib/rule/rule-names';

/** Ways told one by one; of more only the first, and how many more. */
const waysInSight = 3;

/**
 * What an offer asks for beside the certificate that is looked at, shortest way first and either/or as either/or; with names where
 * they are at hand, else as numbers.
 */
export function useFurtherWords(): (offer: Offer, names?: RuleNames) => string | null {
  const t = useTranslations('public.offer');
  const format = useFormatter();
  const exact = useExactNumber();
  return ({ ways }, names) => {
    const [first] = ways;
    if (first === undefined || first.microCredentials.length + first.assessments.length === 0) return null;
    if (names === undefined) {
      const parts = [
        first.microCredentials.length > 0
          ? t('certificates', { count: first.microCredentials.length })
          : null,
        first.assessments.length > 0 ? t('exams', { count: first.assessments.length }) : null,
      ].filter((part) => part !== null);
      return format.list(parts);
    }
    const told = ways
      .slice(0, waysInSight)
      .map(({ microCredentials, assessments }) =>
        format.list([
          ...microCredentials.map((id) => names.microCredentials[id]?.title ?? id),
          ...assessments.map(({ id, minScore }) => t('assessment', { name: id, score: exact(minScore) })),
        ]),
      );
    const list = format.list(told, { type: 'disjunction' });
    return ways.length > waysInSight
      ? t('withMore', { list, count: ways.length - waysInSight })
      : t('with', { list });
  };
}

/** Between which days it has to be completed, in words. */
export function useCompletedWords(): (window: RuleDefinition['credentialWindow']) => string | null {
  const t = useTranslations('public.entry.condition');
  const day = useDay();
  return (window) => {
    if (window?.from && window.to)
      return t('completedBetween', { from: day(window.from), to: day(window.to) });
    if (window?.to) return t('completedUntil', { to: day(window.to) });
    return window?.from ? t('completedFrom', { from: day(window.from) }) : null;
  };
}

/** The conditions that decide whether somebody gets what a row of the catalog says, in a few words each. */
export function useOfferConditions(): (offer: Offer) => string[] {
  const t = useTranslations('public.offer');
  const day = useDay();
  const further = useFurtherWords();
  const leafConditions = useLeafConditions();
  return (offer) =>
    [
      further(offer),
      offer.programs === null ? null : t('programs', { count: offer.programs.length }),
      ...(offer.leaf === null ? [] : leafConditions(offer.leaf)),
      offer.opensOn === null ? null : t('opens', { date: day(offer.opensOn) }),
    ].filter((part) => part !== null);
}

/** Why a rule gives nothing, in words; null where it gives what it says. */
export function useWithheldWords(): (offer: Pick<Offer, 'withheld' | 'otherRules'>) => string | null {
  const t = useTranslations('public.offer.withheld');
  const format = useFormatter();
  return ({ withheld, otherRules }) =>
    withheld === null ? null : t(withheld, { count: otherRules.length, list: format.list(otherRules) });
}

/** What a line counts as. */
export function useLineWords(): (line: Line, courses: Readonly<Record<string, string>>) => string {
  const t = useTranslations('public.entry.line');
  const levelWords = useLevelWords();
  return ({ kind, target }, courses) =>
    t(kind, {
      target: kind === 'levelOnly' ? levelWords(target) : target,
      title: kind === 'course' ? (courses[target] ?? '') : '',
    }).trim();
}
