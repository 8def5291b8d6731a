/** AwardLines: lines, as (decision, or what the rules propose), hasProgram (only then something counts), withAnswers?. What a claim gives, line by line. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { type Column, Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { Unit } from '@/lib/amount/unit';

export interface ShownLine {
  key: string;
  target: string;
  rule: string;
  /** The page of the mapping, for who may open it. */
  ruleHref?: string;
  awarded: string;
  counted: string;
  unit: string;
  answer: 'accepted' | 'declined' | null;
}

export function AwardLines({
  lines,
  as = 'decision',
  hasProgram,
  withAnswers = false,
}: {
  lines: readonly ShownLine[];
  as?: 'decision' | 'proposal';
  hasProgram: boolean;
  withAnswers?: boolean;
}) {
  const t = useTranslations('claim.page');
  const columns: Column<ShownLine>[] = [
    { key: 'target', head: t('column.target'), rowHead: true, cell: ({ target }) => <bdi>{target}</bdi> },
    {
      key: 'rule',
      head: t('column.rule'),
      cell: ({ rule, ruleHref }) =>
        ruleHref === undefined ? (
          <bdi>{rule}</bdi>
        ) : (
          <TextLink href={ruleHref}>
            <bdi>{rule}</bdi>
          </TextLink>
        ),
    },
    {
      key: 'awarded',
      head: t(as === 'proposal' ? 'column.proposed' : 'column.awarded'),
      align: 'end',
      cell: ({ awarded, unit }) => <Amount value={awarded} unit={unit as Unit} />,
    },
    ...(hasProgram
      ? [
          {
            key: 'counted',
            head: t(as === 'proposal' ? 'column.wouldCount' : 'column.counted'),
            align: 'end' as const,
            cell: ({ counted, unit }: ShownLine) => <Amount value={counted} unit={unit as Unit} />,
          },
        ]
      : []),
    ...(withAnswers
      ? [
          {
            key: 'answer',
            head: t('column.answer'),
            cell: ({ answer }: ShownLine) => t(`answers.${answer ?? 'none'}`),
          },
        ]
      : []),
  ];
  return (
    <Table
      caption={t(as === 'proposal' ? 'proposedLines' : 'lines')}
      columns={columns}
      rows={lines}
      rowKey={({ key }) => key}
      stacked
    />
  );
}
