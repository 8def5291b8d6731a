/** DifferenceTable: differences, caption. Where two versions differ, before and after. */
import { useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import { useLevelWords } from '@/components/credit/level-words';
import { Table } from '@/components/ui/table';
import type { Unit } from '@/lib/amount/unit';
import type { Difference } from '@/lib/rule/diff';

const words: [
  string,
  (
    | 'premise'
    | 'outcomes'
    | 'programs'
    | 'credentialWindow'
    | 'claimWindow'
    | 'termWindow'
    | 'overrides'
    | 'publicNote'
  ),
][] = [
  ['definition.premise', 'premise'],
  ['definition.outcomes', 'outcomes'],
  ['definition.programs', 'programs'],
  ['definition.credentialWindow', 'credentialWindow'],
  ['definition.claimWindow', 'claimWindow'],
  ['definition.termWindow', 'termWindow'],
  ['definition.overrides', 'overrides'],
  ['publicNote', 'publicNote'],
];

export function DifferenceTable({
  differences,
  caption,
}: {
  differences: readonly Difference[];
  caption: string;
}) {
  const [units, kinds] = [useTranslations('credit.unit'), useTranslations('registrar.editor.kindOf')];
  const levelWords = useLevelWords();
  const [t, where, classes] = [
    useTranslations('registrar.history'),
    useTranslations('registrar.rule.where'),
    useTranslations('registrar.rule.changeClass'),
  ];
  const stepOf = (step: string) => (t.has(`step.${step as 'kind'}`) ? t(`step.${step as 'kind'}`) : null);
  const placeOf = (path: string) => {
    const known = words.find(([start]) => path === start || path.startsWith(`${start}.`));
    const steps = path.split('.');
    const named = steps.flatMap((step, index) => {
      const number = Number(step);
      if (!Number.isInteger(number)) return stepOf(step) ?? [];
      const of = steps[index - 1];
      if (of === 'lines') return t('line', { number: number + 1 });
      if (of === 'outcomes') return number > 0 ? t('alternative', { number: number + 1 }) : [];
      return ['all', 'any', 'of'].includes(of ?? '') ? t('branch', { number: number + 1 }) : [];
    });
    const part = known ? where(known[1]) : path.startsWith('basis.') ? t('basisPart') : null;
    return [part, named.join(', ')].filter(Boolean).join(': ');
  };
  const day = useDay();
  const valueOf = (path: string, value: string) => {
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(value);
    if (/\.level$/.test(path)) return levelWords(value);
    if (/\.unit$/.test(path) && units.has(value as Unit)) return units(value as Unit, { count: 2 });
    return /\.lines\.\d+\.kind$/.test(path) && kinds.has(value as 'course')
      ? kinds(value as 'course')
      : value;
  };
  const shown = (path: string, value: Difference['before']) => {
    if (value === null) return <span className="text-faint">{t('blank')}</span>;
    if (typeof value === 'boolean') return <span>{t(value ? 'yes' : 'no')}</span>;
    return <span>{typeof value === 'string' ? valueOf(path, value) : value}</span>;
  };
  return (
    <Table
      caption={caption}
      dense
      rows={differences}
      rowKey={({ path }) => path}
      columns={[
        {
          key: 'where',
          head: t('column.where'),
          rowHead: true,
          cell: ({ path }) => placeOf(path),
          width: 'w-2/5',
        },
        { key: 'before', head: t('column.before'), cell: ({ path, before }) => shown(path, before) },
        { key: 'after', head: t('column.after'), cell: ({ path, after }) => shown(path, after) },
        {
          key: 'class',
          head: t('column.class'),
          cell: (difference) => <span className="whitespace-nowrap">{classes(difference.class)}</span>,
        },
      ]}
    />
  );
}
