/** StepsByDepartment: table, departments, department?. The median days of each step in each department, with how many they rest on. */
import { useTranslations } from 'next-intl';
import { type Column, Table } from '@/components/ui/table';
import type { DepartmentColumn } from '@/lib/figures/barriers';
import { steps } from '@/lib/figures/details';
import type { FigureTable } from '@/lib/figures/figure-table';
import { useFigureWords } from './figure-words';

export function StepsByDepartment({
  table,
  departments,
  department,
}: {
  table: FigureTable<DepartmentColumn>;
  departments: readonly { id: string; name: string }[];
  department: { id: string } | null;
}) {
  const t = useTranslations('figures');
  const words = useFigureWords(departments);
  const rows = [
    { key: 'all', name: t('grid.allDepartments'), line: table.all },
    ...table.columns
      .filter(({ column }) => department === null || column === department.id)
      .map(({ column, line }) => ({ key: column ?? 'none', name: words.department(column), line })),
  ];
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'department', head: t('department'), rowHead: true, cell: ({ name }) => name },
    ...steps.map(
      (step, at): Column<(typeof rows)[number]> => ({
        key: step,
        head: t(`detail.steps.of.${step}`),
        align: 'end',
        cell: ({ line }) => {
          const shown = line.rows[at] ?? null;
          return shown?.value == null ? (
            <span className="text-soft">{words.shown('days', shown)}</span>
          ) : (
            <span className="whitespace-nowrap">
              {t('grid.cases', { value: words.number('days', shown.value), n: shown.n })}
            </span>
          );
        },
      }),
    ),
  ];
  return (
    <Table
      caption={t('detail.steps.byDepartment')}
      showCaption
      dense
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
    />
  );
}
