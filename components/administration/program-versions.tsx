/** ProgramVersions: program, homeUnit. All versions of a program, the latest first, and which one holds today. */
import { useTranslations } from 'next-intl';
import { ChangedBy } from '@/components/administration/changed-by';
import { Amount } from '@/components/credit/amount';
import { ProgramCaps } from '@/components/administration/program-caps-list';
import { Day } from '@/components/ui/day';
import { Table } from '@/components/ui/table';
import type { HomeUnit } from '@/lib/amount/unit';
import type { ProgramView } from '@/lib/usecases/institution/view-program';

export function ProgramVersions({ program, homeUnit }: { program: ProgramView; homeUnit: HomeUnit }) {
  const t = useTranslations('administration.curriculum');
  return (
    <Table
      caption={t('versions')}
      showCaption
      rows={program.versions}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'from',
          head: t('firstDay'),
          rowHead: true,
          cell: ({ id, firstDay }) => (
            <>
              {firstDay === null ? t('sinceEver') : <Day date={firstDay} />}
              {id === program.current?.id && <span className="text-sm text-soft"> · {t('now')}</span>}
            </>
          ),
        },
        { key: 'title', head: t('titleLabel'), cell: ({ title }) => title },
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
        { key: 'state', head: t('state'), cell: ({ status }) => t(status) },
        {
          key: 'by',
          head: t('changedBy'),
          cell: ({ changedBy, changedAt }) => <ChangedBy name={changedBy} at={changedAt} />,
        },
      ]}
    />
  );
}
