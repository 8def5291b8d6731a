/** HealthTable: rows (what is wrong with which mapping, and where it is mended), today, caption. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import { LinkButton } from '@/components/ui/link-button';
import { type Column, Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { isStillToCome } from '@/lib/rule/health/finding';
import type { ListedFinding } from '@/lib/usecases/rule/view-health';
import { useFindingValues } from './finding-values';
import { RuleTitle } from './rule-title';

export function HealthTable({
  rows,
  today,
  caption,
}: {
  rows: readonly ListedFinding[];
  today: CivilDate;
  caption: string;
}) {
  const t = useTranslations('registrar.health');
  const shown = useFindingValues();
  const columns: Column<ListedFinding>[] = [
    {
      key: 'rule',
      head: t('column.rule'),
      rowHead: true,
      width: 'min-w-56',
      cell: ({ rule }) => (
        <span className="grid min-w-0 gap-0.5 [overflow-wrap:anywhere]">
          <TextLink href={`/registrar/rules/${rule.id}`}>
            <RuleTitle title={rule.title} named={rule.microCredentials} />
          </TextLink>
          <span className="text-sm font-normal text-soft">
            {[rule.ruleCode, rule.microCredentials[0]?.provider, rule.departmentName ?? t('noDepartment')]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      ),
    },
    {
      key: 'wrong',
      head: t('column.wrong'),
      width: 'min-w-56',
      cell: ({ finding: { code, values, other } }) => (
        <span className="[overflow-wrap:anywhere]">
          {t.rich(`finding.${code}`, {
            ...shown(values),
            more: other?.more ?? 0,
            other: () =>
              other === null ? null : (
                <TextLink href={`/registrar/rules/${other.id}`}>
                  <RuleTitle title={other.title} />
                </TextLink>
              ),
          })}
        </span>
      ),
    },
    {
      key: 'day',
      head: t('column.day'),
      cell: ({ finding: { code, day } }) =>
        day === null ? (
          <span className="text-soft">{t('noDay')}</span>
        ) : (
          t.rich(isStillToCome(code, day, today) ? 'by' : 'since', { date: () => <Day date={day} /> })
        ),
    },
    {
      key: 'fix',
      head: t('column.fix'),
      cell: ({ rule, fix: { does, href } }) => (
        <LinkButton href={href} aria-label={t('fixSpoken', { does: t(`fix.${does}`), title: rule.title })}>
          {t(`fix.${does}`)}
        </LinkButton>
      ),
    },
  ];
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={({ finding: { ruleVersionId, code, values } }) =>
        [ruleVersionId, code, ...Object.values(values)].join(' ')
      }
      stacked
    />
  );
}
