/** RuleTable: rows, names, query (for the links of the heads), today, choosable (ids of those that get a box, for an act on many). */
import { useTranslations } from 'next-intl';
import { EntryTitle } from '@/components/catalog/entry-title';
import type { RuleNames } from '@/lib/rule/rule-names';
import { Checkbox } from '@/components/ui/checkbox';
import { Table, type Column } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import {
  type RuleColumn,
  ruleListHref,
  type RuleQuery,
  type RuleSort,
  usualDirection,
} from '@/lib/rule/list-query';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleDefinition, RuleStatus } from '@/lib/rule/rule-version';
import { firstDayAhead, standingOfVersion } from '@/lib/rule/version-standing';
import { Day } from '@/components/ui/day';
import { Earns } from './earns';
import { RuleTitle } from './rule-title';
import { RuleStatePill } from './state-pill';

export interface RuleTableRow {
  id: string;
  rowVersion: number;
  ruleCode: string;
  title: string;
  version: number;
  status: RuleStatus;
  origin: string;
  definition: RuleDefinition;
  departmentCode: string | null;
  departmentName: string | null;
  authorNames: readonly string[];
  microCredentials: readonly { id: string; title: string; language: string | null; provider: string }[];
  reviewDueOn: string | null;
  claimFrom: CivilDate | null;
  claimTo: CivilDate | null;
  updatedAt: string;
}

function Title({ row }: { row: RuleTableRow }) {
  const t = useTranslations('registrar.list');
  const [first, ...others] = row.microCredentials;
  return (
    <span className="grid gap-0.5">
      <TextLink href={`/registrar/rules/${row.id}`} data-row-link>
        <RuleTitle title={row.title} named={row.microCredentials} />
      </TextLink>
      <span className="text-sm font-normal text-soft">
        {first && first.title !== row.title && (
          <>
            <EntryTitle title={first.title} language={first.language} />
            {', '}
          </>
        )}
        {first?.provider}
        {others.length > 0 && ` ${t('others', { count: others.length })}`}
      </span>
    </span>
  );
}

function State({ row, today }: { row: RuleTableRow; today: CivilDate }) {
  const standing = standingOfVersion(row, today);
  const ahead = firstDayAhead(row, today);
  const t = useTranslations('registrar.list');
  const format = (date: string) => <Day date={date} />;
  return (
    <span className="grid justify-items-start gap-0.5">
      <span className="whitespace-nowrap">
        <RuleStatePill standing={standing} />{' '}
        <span className="text-sm text-soft">{t('version', { version: row.version })}</span>
      </span>
      {row.origin === 'import' && <span className="text-sm text-soft">{t('imported')}</span>}
      {ahead !== null && (
        <span className="text-sm text-soft">{t.rich('begins', { date: () => format(ahead) })}</span>
      )}
      {(standing === 'superseded' || standing === 'ended') && (
        <span className="text-sm text-ended">
          {t.rich('ended', { date: () => format(row.claimTo ?? '') })}
        </span>
      )}
    </span>
  );
}

export function RuleTable({
  rows,
  names,
  query,
  today,
  choosable,
}: {
  rows: readonly RuleTableRow[];
  names: RuleNames;
  query: RuleQuery;
  today: CivilDate;
  choosable: ReadonlySet<string>;
}) {
  const t = useTranslations('registrar.list');
  const sort = (key: RuleSort) => {
    const isOn = query.sort === key;
    const turned = query.direction === 'ascending' ? 'descending' : 'ascending';
    return {
      href: ruleListHref(query, { sort: key, direction: isOn ? turned : usualDirection(key) }),
      ...(isOn && { direction: query.direction }),
    };
  };
  const choose: Column<RuleTableRow> = {
    key: 'select',
    head: <span className="sr-only">{t('column.select')}</span>,
    cell: (row) =>
      choosable.has(row.id) ? (
        <Checkbox
          name="chosen[]"
          value={`${row.id}:${row.rowVersion}`}
          label={t('select', { title: row.title })}
          hideLabel
        />
      ) : null,
    width: 'w-8',
  };
  const cells: Record<RuleColumn, Column<RuleTableRow>['cell']> = {
    code: (row) => <span className="break-all">{row.ruleCode}</span>,
    provider: (row) => row.microCredentials[0]?.provider ?? null,
    earns: (row) => <Earns definition={row.definition} names={names} />,
    state: (row) => <State row={row} today={today} />,
    department: (row) =>
      row.departmentCode === null ? null : (
        <abbr title={row.departmentName ?? ''} className="no-underline">
          {row.departmentCode}
        </abbr>
      ),
    author: (row) => (row.origin === 'rejection' ? t('byReview') : row.authorNames.join(', ')),
    due: (row) =>
      row.reviewDueOn &&
      (row.reviewDueOn < today && standingOfVersion(row, today) === 'published' ? (
        <span className="text-suspended">
          {t.rich('overdueSince', { date: () => <Day date={row.reviewDueOn ?? ''} /> })}
        </span>
      ) : (
        <Day date={row.reviewDueOn} />
      )),
    until: (row) => row.claimTo && <Day date={row.claimTo} />,
    updated: (row) => <Day date={row.updatedAt} />,
  };
  const columns: Column<RuleTableRow>[] = [
    ...(choosable.size > 0 ? [choose] : []),
    {
      key: 'title',
      head: t('column.title'),
      rowHead: true,
      sort: sort('title'),
      cell: (row) => <Title row={row} />,
      width: 'min-w-52',
    },
    ...query.columns.map((key) => ({
      key,
      head: t(`column.${key}`),
      sort: sort(key),
      cell: cells[key],
      ...(key === 'earns' && { width: 'min-w-48' }),
    })),
  ];
  return (
    <Table
      stacked
      caption={t('caption', { page: query.page })}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      dense
    />
  );
}
