/** ProgramVersions: program, homeUnit. All versions of a program, the latest first, and which one holds today. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { ProgramCaps } from '@/components/administration/program-caps-list';
import { Table } from '@/components/ui/table';
import type { HomeUnit } from '@/lib/amount/unit';
import type { ProgramView } from '@/lib/usecases/institution/view-program';
import { useVersionColumns } from './version-columns';

export function ProgramVersions({ program, homeUnit }: { program: ProgramView; homeUnit: HomeUnit }) {
  const t = useTranslations('administration.curriculum');
  const shared = useVersionColumns(program.current?.id);
  return (
    <Table
      caption={t('versions')}
      showCaption
      rows={program.versions}
      rowKey={({ id }) => id}
      columns={[
        shared.from,
        shared.title,
        {
          key: 'total',
          head: t('total'),
          align: 'end',
          cell: ({ totalCredits }) => <Amount value={totalCredits} unit={homeUnit} />,
        },
        {
          key: 'caps',
          head: t('caps'),
          cell: ({ limits }) => <ProgramCaps limits={limits} unit={homeUnit} />,
        },
        shared.state,
        shared.by,
      ]}
    />
  );
}
