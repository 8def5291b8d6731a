/** OrganizationEntries: organization, roles, role, entries, before, after. What an organization is to which entries, one of it at a time. */
import { useFormatter, useTranslations } from 'next-intl';
import { Anchor } from '@/components/ui/anchor';
import { EmptyState } from '@/components/ui/empty-state';
import { CursorPagination } from '@/components/ui/pagination';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { type OrganizationQuery, organizationHref } from '@/lib/catalog/organization-role';
import { longestValue } from '@/lib/catalog/facets';
import { everything, searchHref } from '@/lib/catalog/search-query';
import type { OrganizationView } from '@/lib/usecases/catalog/view-organization';
import { EntryTitle } from './entry-title';

export function OrganizationEntries({
  organization: { slug },
  roles,
  role,
  entries,
  before,
  after,
}: OrganizationView) {
  const t = useTranslations('public.organizations');
  const kinds = useTranslations('public.search.kind');
  const format = useFormatter();
  if (role === null) return <EmptyState title={t('none')} />;
  const hrefFrom = (from: OrganizationQuery['from']) => organizationHref(slug, { role, from });
  // The catalog is asked for what entries say, in their spelling.
  const called =
    role === 'provider' || role === 'platform' ? (entries.map((entry) => entry[role])[0] ?? null) : null;
  return (
    <section className="grid gap-5">
      {roles.length === 1 ? (
        <h2 className="serif text-xl">{t(`role.${role}`)}</h2>
      ) : (
        <>
          <h2 className="sr-only">{t('roles')}</h2>
          <nav aria-label={t('roles')}>
            <ul className="flex flex-wrap gap-x-6 gap-y-1 border-b border-line">
              {roles.map((one) => (
                <li key={one}>
                  <Anchor
                    href={organizationHref(slug, { role: one, from: null })}
                    aria-current={one === role ? 'page' : undefined}
                    className="inline-flex min-h-10 items-center border-b-2 border-transparent text-accent hover:border-edge aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
                  >
                    {t(`role.${one}`)}
                  </Anchor>
                </li>
              ))}
            </ul>
          </nav>
        </>
      )}
      {called !== null && called.length <= longestValue && (
        <p>
          <TextLink href={searchHref('/catalog', { ...everything, [role]: [called] })}>{t('earns')}</TextLink>
        </p>
      )}
      <Table
        stacked
        caption={t(`role.${role}`)}
        rows={entries}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'entry',
            head: t('entry'),
            rowHead: true,
            cell: (entry) => (
              <span className="[overflow-wrap:anywhere]">
                <TextLink href={`/catalog/${entry.slug}`}>
                  <EntryTitle title={entry.title} language={entry.language} />
                </TextLink>
                {entry.isWithdrawn && (
                  <span className="ml-2 rounded-sm border border-line px-1.5 text-sm text-faint">
                    {t('withdrawn')}
                  </span>
                )}
                <span className="block text-sm font-normal text-soft">
                  {entry.listedBy === null
                    ? kinds(entry.kind)
                    : t(entry.confirmedBy.length === 0 ? 'listedBy' : 'confirmedBy', {
                        kind: kinds(entry.kind),
                        institution: entry.listedBy,
                        list: format.list(entry.confirmedBy),
                      })}
                </span>
              </span>
            ),
          },
          ...(role === 'provider'
            ? []
            : [
                {
                  key: 'by',
                  head: t('by'),
                  cell: ({ provider }: OrganizationView['entries'][number]) => (
                    <span className="[overflow-wrap:anywhere]">{provider}</span>
                  ),
                },
              ]),
        ]}
      />
      <CursorPagination
        previousHref={before === null ? undefined : hrefFrom({ way: 'before', id: before })}
        nextHref={after === null ? undefined : hrefFrom({ way: 'after', id: after })}
      />
    </section>
  );
}
