/** useVersionColumns: currentId. The columns that versions of courses and programs share: from when, called what, in which state, and by whom. */
import { useTranslations } from 'next-intl';
import { ChangedBy } from '@/components/administration/changed-by';
import { Day } from '@/components/ui/day';
import type { Column } from '@/components/ui/table';
import type { ProgramView } from '@/lib/usecases/institution/view-program';

type Dated = Pick<
  ProgramView['versions'][number],
  'id' | 'firstDay' | 'title' | 'status' | 'changedBy' | 'changedAt'
>;

export function useVersionColumns(currentId: string | undefined) {
  const t = useTranslations('administration.curriculum');
  const columns = {
    from: {
      key: 'from',
      head: t('firstDay'),
      rowHead: true,
      cell: ({ id, firstDay }) => (
        <>
          {firstDay === null ? t('sinceEver') : <Day date={firstDay} />}
          {id === currentId && <span className="text-sm text-soft"> · {t('now')}</span>}
        </>
      ),
    },
    title: { key: 'title', head: t('titleLabel'), cell: ({ title }) => title },
    state: { key: 'state', head: t('state'), cell: ({ status }) => t(status) },
    by: {
      key: 'by',
      head: t('changedBy'),
      cell: ({ changedBy, changedAt }) => <ChangedBy name={changedBy} at={changedAt} />,
    },
  } satisfies Record<string, Column<Dated>>;
  return columns;
}
