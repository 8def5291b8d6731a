/**
 * WorkTable: lines (what waits for the reader, the most urgent first): each with the next act, how long it has waited, by when it is due and whose turn
 * it is then. OthersTable: lines (versions and reviews that wait for others), each with who is expected to do what.
 */
import { useTranslations } from 'next-intl';
import { ExpectedPeople } from '@/components/review/expected-people';
import { DueWords } from '@/components/review/due-words';
import { Day } from '@/components/ui/day';
import { type Column, Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { OthersLine } from '@/lib/usecases/rule/list-others';
import type { WorkLine } from '@/lib/usecases/rule/work-lines';
import { RuleTitle } from './rule-title';

function Title({ line, below }: { line: WorkLine | OthersLine; below: string }) {
  return (
    <span className="grid min-w-0 gap-0.5 [overflow-wrap:anywhere]">
      <TextLink href={line.href} data-row-link>
        <RuleTitle title={line.title} named={line.named} />
      </TextLink>
      <span className="text-sm font-normal text-soft">{below}</span>
    </span>
  );
}

function Waited({ line }: { line: WorkLine | OthersLine }) {
  const t = useTranslations('registrar.work');
  return (
    <span className="grid gap-0.5">
      {line.waited > 0 && t('waited', { days: line.waited })}
      <span className="text-sm text-soft">{t.rich('since', { date: () => <Day date={line.since} /> })}</span>
    </span>
  );
}

export function WorkTable({ lines }: { lines: readonly WorkLine[] }) {
  const t = useTranslations('registrar.work');
  const columns: Column<WorkLine>[] = [
    {
      key: 'what',
      head: t('column.what'),
      rowHead: true,
      width: 'min-w-56',
      cell: (line) => (
        <Title
          line={line}
          below={[
            line.provider,
            line.stageKind === null ? line.departmentName : t(`stage.${line.stageKind}`),
            t('version', { version: line.version }),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ),
    },
    {
      key: 'act',
      head: t('column.act'),
      width: 'min-w-44',
      cell: ({ act }) => <span className="font-medium">{t(`act.${act}`)}</span>,
    },
    { key: 'due', head: t('column.due'), width: 'min-w-36', cell: ({ due }) => <DueWords due={due} /> },
    { key: 'waited', head: t('column.waited'), width: 'min-w-36', cell: (line) => <Waited line={line} /> },
    {
      key: 'then',
      head: t('column.then'),
      width: 'min-w-36',
      cell: ({ act, isLastVote }) => (
        <span className="text-soft">{t(`then.${isLastVote ? 'voteLast' : act}`)}</span>
      ),
    },
  ];
  return <Table stacked caption={t('caption')} columns={columns} rows={lines} rowKey={({ key }) => key} />;
}

export function OthersTable({ lines }: { lines: readonly OthersLine[] }) {
  const t = useTranslations('registrar.work');
  const columns: Column<OthersLine>[] = [
    {
      key: 'what',
      head: t('column.what'),
      rowHead: true,
      width: 'min-w-56',
      cell: (line) => <Title line={line} below={t('version', { version: line.version })} />,
    },
    {
      key: 'turn',
      head: t('column.turn'),
      width: 'min-w-56',
      cell: ({ expected, stageKind, votes }) => (
        <span className="grid gap-0.5">
          <ExpectedPeople expected={expected} />
          {stageKind !== null && votes !== null && (
            <span className="text-sm text-soft">
              {t(`stage.${stageKind}`)} · {t('voted', votes)}
            </span>
          )}
        </span>
      ),
    },
    { key: 'due', head: t('column.due'), cell: ({ due }) => <DueWords due={due} /> },
    { key: 'waited', head: t('column.waited'), cell: (line) => <Waited line={line} /> },
  ];
  return (
    <Table stacked caption={t('othersCaption')} columns={columns} rows={lines} rowKey={({ key }) => key} />
  );
}
