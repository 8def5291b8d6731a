/** DepartmentDriftTable: rows (a certificate with what each of several departments says by its own mappings). */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { type Column, Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { commonUnit } from '@/lib/catalog/offer';
import type { DepartmentDrift } from '@/lib/usecases/catalog/view-drift';
import { DriftAnswer } from './drift-answer';
import { EntryTitle } from './entry-title';

export function DepartmentDriftTable({ rows }: { rows: readonly DepartmentDrift[] }) {
  const t = useTranslations('registrar.drift');
  const columns: Column<DepartmentDrift>[] = [
    {
      key: 'certificate',
      head: t('column.certificate'),
      rowHead: true,
      width: 'min-w-56',
      cell: ({ entry }) => (
        <span className="[overflow-wrap:anywhere]">
          <TextLink href={`/catalog/${entry.slug}`}>
            <EntryTitle title={entry.title} language={entry.language} />
          </TextLink>
        </span>
      ),
    },
    {
      key: 'difference',
      head: t('column.difference'),
      cell: ({ difference }) =>
        difference === null ? t('unmeasured') : <Amount value={difference} unit={commonUnit} />,
    },
    {
      key: 'answers',
      head: t('column.answers'),
      width: 'min-w-72',
      cell: ({ answers }) => (
        <ul className="grid gap-1">
          {answers.map(({ by, name, ruleVersionId, word, ects }) => (
            <li key={by} className="flex flex-wrap justify-between gap-x-4 [overflow-wrap:anywhere]">
              <TextLink href={`/registrar/rules/${ruleVersionId}`}>{name}</TextLink>
              <DriftAnswer word={word} ects={ects} />
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <Table caption={t('between')} columns={columns} rows={rows} rowKey={({ entry }) => entry.id} stacked />
  );
}
