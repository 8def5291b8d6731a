/**
 * ManyTable: rows (what would become of each, previewMany), names (of what they earn), act, isJudged (whether a department or a day was chosen), caption. Where an act would be done the
 * row has a box, ticked; where not, it says why. With boxes it stands inside a form.
 */
import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { Day } from '@/components/ui/day';
import { type Column, Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { ManyAct } from '@/lib/rule/many-query';
import type { RuleNames } from '@/lib/rule/rule-names';
import { standingOfVersion } from '@/lib/rule/version-standing';
import type { PreviewedRule } from '@/lib/usecases/rule/preview-many';
import { Earns } from './earns';
import { RuleTitle } from './rule-title';
import { RuleStatePill } from './state-pill';

export interface ManyTableRow extends PreviewedRule {
  /** The reason in words. */
  sentence: string | null;
}

export function ManyTable({
  rows,
  names,
  act,
  isJudged,
  today,
  caption,
}: {
  rows: readonly ManyTableRow[];
  names: RuleNames;
  act: ManyAct;
  isJudged: boolean;
  today: CivilDate;
  caption: string;
}) {
  const t = useTranslations('registrar.many');
  const choose: Column<ManyTableRow> = {
    key: 'select',
    head: <span className="sr-only">{t('column.select')}</span>,
    width: 'w-8',
    cell: ({ row, reason }) =>
      reason === null ? (
        <Checkbox
          name="chosen[]"
          value={`${row.id}:${row.rowVersion}`}
          label={t('select', { title: row.title })}
          hideLabel
          defaultChecked={act !== 'reaffirm'}
        />
      ) : null,
  };
  const becomes: Column<ManyTableRow> = {
    key: 'becomes',
    head: t('column.becomes'),
    width: 'min-w-56',
    cell: ({ reason, sentence, latest, dueOn, next }) =>
      reason === null ? (
        <>
          {t.rich(`will.${act}`, { date: () => <Day date={dueOn ?? ''} /> })}{' '}
          {next !== null && <Earns definition={next} names={names} />}
        </>
      ) : (
        <span className="text-soft">
          {t('stays')} {sentence} {latest !== null && t.rich('latest', { date: () => <Day date={latest} /> })}
        </span>
      ),
  };
  const columns: Column<ManyTableRow>[] = [
    ...(isJudged && rows.some(({ reason }) => reason === null) ? [choose] : []),
    {
      key: 'rule',
      head: t('column.rule'),
      rowHead: true,
      width: 'min-w-56',
      cell: ({ row }) => (
        <span className="grid min-w-0 gap-0.5 [overflow-wrap:anywhere]">
          <TextLink href={`/registrar/rules/${row.id}`}>
            <RuleTitle title={row.title} named={row.microCredentials} />
          </TextLink>
          <span className="flex flex-wrap gap-x-2 text-sm font-normal text-soft">
            {row.ruleCode} · {t('version', { version: row.version })}
            <RuleStatePill standing={standingOfVersion(row, today)} />
          </span>
        </span>
      ),
    },
    {
      key: 'now',
      head: t(`column.now.${act}`),
      cell: ({ row }) =>
        act === 'supersede' ? (
          <Earns definition={row.definition} names={names} />
        ) : act === 'department' ? (
          (row.departmentName ?? <span className="text-soft">{t('noDepartment')}</span>)
        ) : row.reviewDueOn === null ? (
          <span className="text-soft">{t('noDay')}</span>
        ) : (
          <Day date={row.reviewDueOn} />
        ),
    },
    ...(isJudged ? [becomes] : []),
  ];
  return <Table caption={caption} columns={columns} rows={rows} rowKey={({ row }) => row.id} stacked />;
}
