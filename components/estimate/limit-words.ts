import { useFormatter, useTranslations } from 'next-intl';
import { useExactNumber } from '@/components/credit/amount';
import { useLevelWords } from '@/components/credit/level-words';
import type { Unit } from '@/lib/amount/unit';
import type { Limit, LimitScope } from '@/lib/credit/input';

/** An amount with its unit, as a text. */
export function useMeasuredWords(unit: Unit): (value: string) => string {
  const units = useTranslations('credit.unit');
  const exact = useExactNumber();
  return (value) => `${exact(value)} ${units(unit, { count: value.includes('/') ? 2.5 : Number(value) })}`;
}

/** A limit of a program as a phrase. */
export function useLimitWords(unit: Unit): (limit: Limit) => string {
  const t = useTranslations('public.estimate');
  const format = useFormatter();
  const exact = useExactNumber();
  const measured = useMeasuredWords(unit);
  const levelWords = useLevelWords();
  const scopeWords = ({ tags, providers, levels, kinds, olderThan }: LimitScope) =>
    format.list(
      [
        tags && t('scope.tags', { list: format.list(tags, { type: 'disjunction' }) }),
        providers && t('scope.providers', { list: format.list(providers, { type: 'disjunction' }) }),
        levels && t('scope.levels', { list: format.list(levels.map(levelWords), { type: 'disjunction' }) }),
        kinds &&
          t('scope.kinds', {
            list: format.list(
              kinds.map((kind) => t(`scope.kind.${kind}`)),
              { type: 'disjunction' },
            ),
          }),
        olderThan && t('scope.olderThan', { count: olderThan.years }),
      ].filter((part) => part !== undefined),
    );
  return (limit) => {
    switch (limit.type) {
      case 'max': {
        const isAll = limit.scope.all === true;
        const scope = isAll ? '' : scopeWords(limit.scope);
        if (limit.amount !== undefined)
          return isAll
            ? t('limit.maxAll', { amount: measured(limit.amount) })
            : t('limit.maxScope', { amount: measured(limit.amount), scope });
        const percent = exact(limit.percent ?? '0');
        return isAll
          ? t('limit.maxPercent', { amount: percent })
          : t('limit.maxScopePercent', { amount: percent, scope });
      }
      case 'minResident':
        return limit.amount !== undefined
          ? t('limit.minResident', { amount: measured(limit.amount) })
          : t('limit.minResidentPercent', { amount: exact(limit.percent ?? '0') });
      case 'finalWindow':
        return t('limit.finalWindow', {
          window: measured(limit.window),
          amount: measured(limit.maxExternal),
        });
      case 'minUpperDivision':
        return t('limit.minUpperDivision', { amount: measured(limit.amount) });
    }
  };
}
