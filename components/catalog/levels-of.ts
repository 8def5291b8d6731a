import { useTranslations } from 'next-intl';

/** How an entry tells its level: in the provider's own word, then by the European framework. */
export function useLevelsOf(): (entry: {
  levelLabel: string | null;
  eqfMin: number | null;
  eqfMax: number | null;
}) => string[] {
  const t = useTranslations('public.search');
  return ({ levelLabel, eqfMin, eqfMax }) => {
    const eqf =
      eqfMin === null || eqfMax === null
        ? null
        : eqfMin === eqfMax
          ? t('eqf', { min: eqfMin })
          : t('eqfSpan', { min: eqfMin, max: eqfMax });
    return [levelLabel, eqf].filter((part) => part !== null);
  };
}
