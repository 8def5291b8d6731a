/** PolicyTable: policies {id, version, standing, effectiveFrom, effectiveTo, authorName, contributors, adoptedByName, note}[]; each version leads to its page. */
import { useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import { EmptyState } from '@/components/ui/empty-state';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { PolicyRow } from '@/lib/usecases/policy/list-policies';

/** Days as the reader writes them, or that there is no end. */
export function useSpan(): (from: string, to: string | null) => string {
  const t = useTranslations('administration.policy');
  const day = useDay();
  return (from, to) =>
    to === null ? t('fromOn', { from: day(from) }) : t('fromTo', { from: day(from), to: day(to) });
}

export function PolicyTable({ policies }: { policies: readonly PolicyRow[] }) {
  const t = useTranslations('administration.policy');
  const span = useSpan();
  return (
    <Table
      stacked
      caption={t('title')}
      rows={policies}
      rowKey={(policy) => policy.id}
      rowClass={(policy) => (policy.standing === 'inForce' ? 'font-medium' : undefined)}
      empty={<EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>}
      columns={[
        {
          key: 'version',
          head: t('version'),
          rowHead: true,
          cell: (policy) => (
            <TextLink href={`/administration/policy/${policy.id}`}>
              {t('versionOf', { version: policy.version })}
            </TextLink>
          ),
        },
        { key: 'standing', head: t('standing'), cell: (policy) => t(policy.standing) },
        {
          key: 'days',
          head: t('days'),
          cell: (policy) => <span className="tabular">{span(policy.effectiveFrom, policy.effectiveTo)}</span>,
        },
        {
          key: 'author',
          head: t('author'),
          cell: (policy) => [policy.authorName, ...policy.contributors.map(({ name }) => name)].join(', '),
        },
        { key: 'adopter', head: t('adopter'), cell: (policy) => policy.adoptedByName ?? t('notAdopted') },
      ]}
    />
  );
}
