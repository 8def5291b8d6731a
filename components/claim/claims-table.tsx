/** ClaimsTable: rows. Claims on the desk, each with whose turn it is. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { DeskView } from '@/lib/usecases/claim/view-claims';
import { useClaimTurn } from './claim-turn';

export function ClaimsTable({ rows }: { rows: DeskView['rows'] }) {
  const t = useTranslations('claim');
  const turnOf = useClaimTurn('deskTurn');
  return (
    <Table
      caption={t('desk.caption')}
      stacked
      rows={rows}
      rowKey={({ claim }) => claim.id}
      columns={[
        {
          key: 'student',
          head: t('desk.column.student'),
          rowHead: true,
          cell: ({ claim }) => (
            <TextLink href={`/registrar/claims/${claim.id}`}>
              <bdi className="[overflow-wrap:anywhere]">{claim.student.name}</bdi>
            </TextLink>
          ),
        },
        {
          key: 'what',
          head: t('desk.column.what'),
          cell: ({ titles }) => <bdi className="[overflow-wrap:anywhere]">{titles.join(', ')}</bdi>,
        },
        {
          key: 'sent',
          head: t('desk.column.sent'),
          cell: ({ claim }) => claim.submittedAt !== null && <Day date={claim.submittedAt} />,
        },
        {
          key: 'state',
          head: t('desk.column.state'),
          cell: ({ claim, shown }) =>
            claim.state === 'decided' && shown !== null ? t(`outcome.${shown}`) : t(`state.${claim.state}`),
        },
        { key: 'turn', head: t('desk.column.turn'), cell: ({ turn }) => turnOf(turn, '') },
      ]}
    />
  );
}
