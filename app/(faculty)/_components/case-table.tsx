import clsx from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import { ExpectedPeople } from '@/components/review/expected-people';
import { DueWords } from '@/components/review/due-words';
import { RuleTitle } from '@/components/rule/rule-title';
import { type Column, Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { isAsk } from '@/lib/review/turn';
import type { CaseItem, CaseTab } from '@/lib/usecases/review/list-my-cases';

/** What is asked of the reader, and else of whom something is. */
function Turn({ item: { turn, expected, status } }: { item: CaseItem }) {
  const t = useTranslations('faculty');
  return (
    <span className="grid gap-0.5">
      {/* A short entry has no column head that would say of whom nothing is asked. */}
      <span className={clsx(isAsk(turn) ? 'font-medium' : 'text-soft', turn === null && 'max-md:hidden')}>
        {t(`list.ask.${turn ?? 'none'}`)}
      </span>
      {!isAsk(turn) && status === 'open' && (
        <span className="text-sm text-soft">
          <ExpectedPeople expected={expected} />
        </span>
      )}
    </span>
  );
}

/** Whoever comes to judge begins with what is open. */
const hrefOf = ({ caseId, turn }: CaseItem) => `/faculty/cases/${caseId}${turn === 'vote' ? '#judge' : ''}`;

/** One tab of the queue; on phones, short entries instead of a table. */
export function CaseTable({ tab, items }: { tab: CaseTab; items: readonly CaseItem[] }) {
  const t = useTranslations('faculty');
  const format = useFormatter();
  const subject = (item: CaseItem, name: (course: CaseItem['courses'][number]) => string) =>
    item.isDenial
      ? t('list.denial')
      : item.courses.length === 0
        ? t('list.noCourse')
        : format.list(item.courses.map(name));
  const columns: Column<CaseItem>[] = [
    {
      key: 'what',
      head: t('list.column.what'),
      rowHead: true,
      cell: (item) => (
        <>
          <TextLink href={hrefOf(item)} data-row-link>
            <RuleTitle title={item.title} named={item.named} />
          </TextLink>
          <span className="block text-sm font-normal text-soft">
            {subject(item, (course) => `${course.code} ${course.title}`)}
          </span>
        </>
      ),
    },
    {
      key: 'stage',
      head: t('list.column.stage'),
      cell: (item) => t(`stage.${item.stageKind}`),
    },
    ...(tab === 'closed'
      ? [
          {
            key: 'outcome',
            head: t('list.column.outcome'),
            cell: (item: CaseItem) => item.end && t(`outcome.${item.end}`),
          },
          {
            key: 'closed',
            head: t('list.column.closed'),
            cell: (item: CaseItem) =>
              item.closedAt && (
                <span className="tabular whitespace-nowrap">
                  <Day date={item.closedAt} />
                </span>
              ),
          },
        ]
      : [
          { key: 'due', head: t('list.column.due'), cell: (item: CaseItem) => <DueWords due={item.due} /> },
          {
            key: 'votes',
            head: t('list.column.votes'),
            align: 'end' as const,
            cell: (item: CaseItem) =>
              item.seated === 0 ? (
                t('list.noVotes')
              ) : (
                <span className="whitespace-nowrap">
                  {t('list.votes', { voted: item.voted, seated: item.seated })}
                </span>
              ),
          },
          {
            key: 'ask',
            head: t('list.column.ask'),
            width: 'w-64',
            cell: (item: CaseItem) => <Turn item={item} />,
          },
        ]),
  ];
  return (
    <>
      <div className="hidden md:block">
        <Table
          stacked
          caption={t('list.caption', { tab })}
          columns={columns}
          rows={items}
          rowKey={(item) => item.caseId}
        />
      </div>
      <ul className="stack md:hidden">
        {items.map((item) => (
          <li key={item.caseId} className="grid gap-0.5 py-3">
            <TextLink href={hrefOf(item)} className="font-medium">
              <RuleTitle title={item.title} named={item.named} />
            </TextLink>
            <span className="text-sm text-soft">
              {subject(item, (course) => course.code)} · {t(`stage.${item.stageKind}`)}
            </span>
            {item.status === 'open' || item.turn !== null ? (
              <span className="text-sm">
                <Turn item={item} /> <DueWords due={item.due} />
              </span>
            ) : (
              <span className="text-sm">{item.end && t(`outcome.${item.end}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
