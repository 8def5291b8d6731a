/** WorkSection: title, total, rows (the first few), allHref, showsDue? (the day of review rather than of the last change). One queue of work that waits. */
import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import { Day } from '@/components/ui/day';
import { RuleTitle } from './rule-title';
import { RuleStatePill } from './state-pill';
import type { WaitingWork } from '@/lib/usecases/rule/list-work';

type WorkRow = Pick<
  WaitingWork['rows'][number],
  | 'id'
  | 'title'
  | 'version'
  | 'status'
  | 'departmentName'
  | 'authorNames'
  | 'origin'
  | 'microCredentials'
  | 'reviewDueOn'
  | 'updatedAt'
>;

type Props = { title: string; total: number; rows: readonly WorkRow[]; allHref: string; showsDue?: boolean };

export function WorkSection({ title, total, rows, allHref, showsDue = false }: Props) {
  const t = useTranslations('registrar.work');
  return (
    <section>
      <h2 className="flex flex-wrap items-baseline gap-x-3 border-b border-edge pb-2 text-lg font-semibold">
        {title}
        <span className="tabular font-normal text-soft">{total}</span>
      </h2>
      <ul className="stack">
        {rows.map((row) => (
          <li
            key={row.id}
            className="grid gap-x-6 gap-y-0.5 py-2.5 sm:grid-cols-[minmax(0,1fr)_auto_10rem] sm:items-baseline"
          >
            <span className="grid gap-0.5">
              <TextLink href={`/registrar/rules/${row.id}`} className="font-medium">
                <RuleTitle title={row.title} named={row.microCredentials} />
              </TextLink>
              <span className="text-sm text-soft">
                {[
                  row.microCredentials[0]?.provider,
                  row.departmentName,
                  row.origin === 'rejection' ? null : row.authorNames.join(', '),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <span className="whitespace-nowrap text-sm text-soft">
              <RuleStatePill standing={row.status} /> {t('version', { version: row.version })}
            </span>
            <span className="text-sm text-soft sm:text-right">
              {showsDue && row.reviewDueOn !== null
                ? t.rich('dueOn', { date: () => <Day date={row.reviewDueOn ?? ''} /> })
                : t.rich('since', { date: () => <Day date={row.updatedAt} /> })}
            </span>
          </li>
        ))}
      </ul>
      {total > rows.length && (
        <p className="mt-2">
          <TextLink href={allHref}>{t('showAll', { count: total })}</TextLink>
        </p>
      )}
    </section>
  );
}
