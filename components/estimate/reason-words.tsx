import { useFormatter, useTranslations } from 'next-intl';
import { EntryTitle } from '@/components/catalog/entry-title';
import { useDay } from '@/components/ui/day';
import { useExactNumber } from '@/components/credit/amount';
import type { RuleNames } from '@/lib/rule/rule-names';
import type { Unit } from '@/lib/amount/unit';

type Values = Readonly<Record<string, string | number>>;
export type ReasonSentence = { key: string; values: Values; change?: { key: string; values: Values } };

/** Says the engine's reasons: ids and codes by their names, each title in its own language, days and amounts in the reader's way. */
export function useReasonWords(
  names: RuleNames,
  unit: Unit,
  ruleTitles: Readonly<Record<string, string>>,
): (sentence: { key: string; values: Values }) => React.ReactNode {
  // Keys come from the engine, which has a list of all of them.
  const say = useTranslations('credit.reasons').rich as unknown as (
    key: string,
    values: Readonly<Record<string, React.ReactNode>>,
  ) => React.ReactNode;
  const units = useTranslations('credit.unit');
  const format = useFormatter();
  const exact = useExactNumber();
  const day = useDay();
  const listOf = (text: string, titles: Readonly<Record<string, string>>) =>
    format.list(
      text.split(', ').map((one) => titles[one] ?? one),
      { type: 'disjunction' },
    );
  const shown = (name: string, value: string | number): React.ReactNode => {
    if (typeof value === 'number' || value === '') return value;
    if (name.startsWith('day') || name === 'day') return day(value);
    if (name.startsWith('amount'))
      return `${exact(value)} ${units(unit, { count: value.includes('/') ? 2.5 : Number(value) })}`;
    if (name === 'mc') {
      const certificate = names.microCredentials[value];
      // A sentence is a list of its parts, which React tells apart by a key.
      return (
        <EntryTitle key={name} title={certificate?.title ?? value} language={certificate?.language ?? null} />
      );
    }
    if (name === 'programs') return listOf(value, names.programs);
    if (name === 'by') return listOf(value, ruleTitles);
    if (name === 'target') return `${value} ${names.courses[value] ?? ''}`.trim();
    return ['score', 'minimum', 'maximum'].includes(name) && /^\d+([./]\d+)?$/.test(value)
      ? exact(value)
      : value;
  };
  return ({ key, values }) =>
    say(key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(name, value)])));
}
