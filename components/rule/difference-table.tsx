/** DifferenceTable: differences, caption. Where two versions differ, before and after. */
import { useTranslations } from 'next-intl';
import { Table } from '@/components/ui/table';
import type { Difference } from '@/lib/rule/diff';

const words: [string, 'premise' | 'outcomes' | 'programs' | 'credentialWindow' | 'claimWindow' | 'termWindow' | 'overrides' | 'publicNote'][] = [
  ['definition.premise', 'premise'], ['definition.outcomes', 'outcomes'], ['definition.programs', 'programs'], ['definition.credentialWindow', 'credentialWindow'],
  ['definition.claimWindow', 'claimWindow'], ['definition.termWindow', 'termWindow'], ['definition.overrides', 'overrides'], ['publicNote', 'publicNote'],
];

export function DifferenceTable({ differences, caption }: { differences: readonly Difference[]; caption: string }) {
  const [t, where, classes] = [useTranslations('registrar.history'), useTranslations('registrar.rule.where'), useTranslations('registrar.rule.changeClass')];
  const placeOf = (path: string) => {
    const known = words.find(([start]) => path === start || path.startsWith(`${start}.`));
    const rest = path.replace(/^definition\./, '').split('.').slice(known ? 1 : 0).filter((step) => !/^\d+$/.test(step)).join(' ');
    return [known ? where(known[1]) : null, rest].filter(Boolean).join(': ');
  };
  const shown = (value: Difference['before']) => (value === null ? <span className="text-faint">{t('blank')}</span> : <span className="break-words">{String(value)}</span>);
  return (
    <Table
      caption={caption}
      dense
      rows={differences}
      rowKey={({ path }) => path}
      columns={[
        { key: 'where', head: t('column.where'), rowHead: true, cell: ({ path }) => placeOf(path), width: 'w-2/5' },
        { key: 'before', head: t('column.before'), cell: ({ before }) => shown(before) },
        { key: 'after', head: t('column.after'), cell: ({ after }) => shown(after) },
        { key: 'class', head: t('column.class'), cell: (difference) => classes(difference.class) },
      ]}
    />
  );
}
