import { useTranslations } from 'next-intl';
import { useExactNumber } from '@/components/credit/amount';
import { useDay } from '@/components/ui/day';
import type { Unit } from '@/lib/amount/unit';
import type { StatedHolding } from '@/lib/catalog/estimate-query';

/** All that is said of a certificate, each as a phrase; where no day of completion is, what day is assumed. `claimDate` is null before there is one. */
export function useStatedWords(
  unit: Unit,
): (stated: Omit<StatedHolding, 'slug'>, claimDate: string | null) => string[] {
  const t = useTranslations('public.estimate.paper');
  const units = useTranslations('credit.unit');
  const exact = useExactNumber();
  const day = useDay();
  return (
    { issuedOn, expiresOn, neverExpires, score, version, eqf, credits, idVerified, proctored, evidence },
    claimDate,
  ) => [
    issuedOn !== null
      ? t('completed', { date: day(issuedOn) })
      : claimDate === null
        ? t('noDateYet')
        : t('noDate', { date: day(claimDate) }),
    ...(expiresOn !== null
      ? [t('until', { date: day(expiresOn) })]
      : neverExpires
        ? [t('neverExpires')]
        : []),
    ...(score === null ? [] : [t('score', { score: exact(score) })]),
    ...(version === null ? [] : [t('version', { version })]),
    ...(eqf === null ? [] : [t('level', { level: eqf })]),
    ...(credits === null
      ? []
      : [
          t('states', {
            amount: exact(credits.amount),
            unit: units(credits.unit ?? unit, { count: 2 }),
          }),
        ]),
    ...(idVerified ? [t('idVerified')] : []),
    ...(proctored ? [t('proctored')] : []),
    ...evidence,
  ];
}
