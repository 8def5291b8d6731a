import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import { Table } from '@/components/ui/table';
import { bodyOf } from '@/lib/rule/lifecycle';
import type { RuleHistory } from '@/lib/usecases/rule/view-rule-history';

/** Every change of state of every version, the last first. */
export function Moves({ transitions }: Pick<RuleHistory, 'transitions'>) {
  const t = useTranslations('registrar.history');
  return (
    <Table
      stacked
      caption={t('moves')}
      dense
      rows={transitions}
      rowKey={({ id }) => id}
      empty={<p className="text-soft">{t('noMoves')}</p>}
      columns={[
        { key: 'when', head: t('column.when'), cell: ({ at }) => <Day date={at} /> },
        {
          key: 'what',
          head: t('column.what'),
          rowHead: true,
          cell: ({ version, action, toStatus }) => {
            const event =
              action === 'settleConditions' && toStatus === 'rejected' ? 'conditionsUnmet' : action;
            return t('move', {
              version,
              event: t.has(`event.${event as 'submit'}`) ? t(`event.${event as 'submit'}`) : event,
            });
          },
        },
        {
          key: 'who',
          head: t('column.who'),
          cell: ({ action, fromStatus, actorName }) => {
            const body = bodyOf(action, fromStatus);
            return body === null ? actorName : t(`body.${body}`);
          },
        },
        {
          key: 'why',
          head: t('column.why'),
          cell: ({ reason }) => <span className="whitespace-pre-line">{reason}</span>,
        },
      ]}
    />
  );
}
