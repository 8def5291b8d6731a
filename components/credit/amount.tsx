/** Amount: value (exact text, "7.5" or "8/3"), unit, size? large|step|row|normal, upTo? (a maximum, not an award). The answer, the same everywhere. */
import { useFormatter, useTranslations } from 'next-intl';
import { exactNumber } from '@/lib/amount/exact-number';
import type { Unit } from '@/lib/amount/unit';

export type AmountProps = {
  value: string;
  unit: Unit;
  size?: 'large' | 'step' | 'row' | 'normal';
  upTo?: boolean;
};

/** The exact value in the reader's own way of writing numbers: 7.5 → 7,5 and 8/3 → 2 2/3. */
export function useExactNumber(): (value: string) => string {
  const format = useFormatter();
  return (value) => exactNumber(value, (number, options) => format.number(number, options));
}

const numbers = {
  large: 'serif text-3xl sm:text-4xl',
  step: 'serif text-3xl',
  row: 'serif text-xl',
  normal: 'font-semibold',
};

export function Amount({ value, unit, size = 'normal', upTo = false }: AmountProps) {
  const t = useTranslations('credit');
  const exact = useExactNumber();
  // Plural words follow the number as shown; "2 2/3" counts as other.
  const count = value.includes('/') ? 2.5 : Number(value);
  const number = <span className={numbers[size]}>{exact(value)}</span>;
  return (
    <span className={size === 'large' ? 'tabular' : 'tabular whitespace-nowrap'}>
      {upTo && <span className="text-soft">{t('upTo')} </span>}
      {number}{' '}
      <span className={size === 'large' ? 'serif text-xl' : undefined}>{t(`unit.${unit}`, { count })}</span>
    </span>
  );
}
