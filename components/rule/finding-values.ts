import { useTranslations } from 'next-intl';
import { useExactNumber } from '@/components/credit/amount';
import { useLevelWords } from '@/components/credit/level-words';
import { useDay } from '@/components/ui/day';
import { Unit } from '@/lib/amount/unit';

const amounts = ['sum', 'carried', 'maximum', 'minimum', 'year'];
const named = ['title', 'rule', 'code', 'course', 'program', 'target', 'version'];

/** What a finding mentions, as a person reads it: amounts with their unit, and no code of a unit, a level or a day. */
export function useFindingValues(): (values: Readonly<Record<string, string>>) => Record<string, string> {
  const units = useTranslations('credit.unit');
  const [exact, day, level] = [useExactNumber(), useDay(), useLevelWords()];
  const isNumber = (value: string) => /^\d+([./]\d+)?$/.test(value);
  const measured = (value: string, unit: Unit) =>
    `${exact(value)} ${units(unit, { count: value.includes('/') ? 2.5 : Number(value) })}`;
  const shown = (name: string, value: string, unit: Unit | undefined) => {
    if (named.includes(name)) return value;
    if (name === 'level') return level(value);
    if (amounts.includes(name) && unit) return measured(value, unit);
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(value);
    const known = Unit.safeParse(value);
    if (known.success) return units(known.data, { count: 2 });
    return isNumber(value) ? exact(value) : value;
  };
  return (values) => {
    const unit = Unit.safeParse(values['unit']).data;
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, shown(name, value, unit)]),
    );
  };
}
