/** DemandTable: rows, asked (the part shown), mayMap, mayList, listHref(row). What people ask for, by how many, with the one next step for each. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import { LinkButton } from '@/components/ui/link-button';
import { type Column, Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { demandHref, type DemandOrder, type DemandQuery } from '@/lib/catalog/certificate-request';
import type { Demand } from '@/lib/db/certificate-requests';
import { EntryTitle } from './entry-title';

export function DemandTable({
  rows,
  asked,
  mayMap,
  mayList,
  listHref,
}: {
  rows: readonly Demand[];
  asked: DemandQuery;
  mayMap: boolean;
  mayList: boolean;
  listHref: (row: Demand) => string;
}) {
  const t = useTranslations('requests.demand');
  const sorted = (sort: DemandOrder, direction: 'ascending' | 'descending') => ({
    href: demandHref({ ...asked, sort, page: 1 }),
    ...(asked.sort === sort && { direction }),
  });
  const next = (row: Demand) => {
    if (row.ruleVersionId !== null)
      return <TextLink href={`/registrar/rules/${row.ruleVersionId}`}>{t('underWay')}</TextLink>;
    if (row.listingId !== null)
      return <TextLink href={`/registrar/certificates/${row.listingId}`}>{t('beingListed')}</TextLink>;
    if (row.kind === 'decide')
      return (
        mayMap &&
        row.microCredentialId !== null && (
          <LinkButton
            href={`/registrar/rules/new?certificate=${row.microCredentialId}`}
            aria-label={t('mapSpoken', { title: row.title })}
          >
            {t('map')}
          </LinkButton>
        )
      );
    return (
      mayList && (
        <LinkButton href={listHref(row)} aria-label={t('listSpoken', { title: row.title })}>
          {t('list')}
        </LinkButton>
      )
    );
  };
  const columns: Column<Demand>[] = [
    {
      key: 'title',
      head: t('column.title'),
      rowHead: true,
      width: 'min-w-64',
      sort: sorted('title', 'ascending'),
      cell: (row) => (
        <span className="grid min-w-0 gap-0.5 [overflow-wrap:anywhere]">
          {row.slug === null ? (
            <EntryTitle title={row.title} />
          ) : (
            <TextLink href={`/catalog/${row.slug}`}>
              <EntryTitle title={row.title} language={row.language} />
            </TextLink>
          )}
          <span className="text-sm font-normal text-soft">{row.provider}</span>
          {row.url !== '' && (
            <span className="text-sm font-normal">
              <TextLink href={row.url} rel="nofollow noopener noreferrer">
                {t('page', { place: hostIn(row.url) })}
              </TextLink>
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'askers',
      head: t('column.askers'),
      align: 'end',
      sort: sorted('askers', 'descending'),
      cell: ({ askers }) => askers,
    },
    {
      key: 'first',
      head: t('column.first'),
      sort: sorted('first', 'ascending'),
      cell: ({ firstOn }) => <Day date={firstOn} />,
    },
    {
      key: 'last',
      head: t('column.last'),
      sort: sorted('last', 'descending'),
      cell: ({ lastOn }) => <Day date={lastOn} />,
    },
    {
      key: 'next',
      head: t('column.next'),
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-x-4 gap-y-2">
          {next(row)}
          <TextLink href={`/registrar/demand/${row.id}`} aria-label={t('closeSpoken', { title: row.title })}>
            {t('close')}
          </TextLink>
        </span>
      ),
    },
  ];
  return <Table caption={t('title')} columns={columns} rows={rows} rowKey={({ id }) => id} stacked />;
}

/** Where an address that somebody typed leads. */
function hostIn(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
