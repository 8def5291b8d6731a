/** EntryTable: rows, page, isOwn (all of them are listed by the reader's institution). ListingTable: rows, page. Certificates that are listed, and listings that wait for somebody. */
import { useTranslations } from 'next-intl';
import { EntryTitle } from '@/components/catalog/entry-title';
import { Day } from '@/components/ui/day';
import { type Column, Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { OpenListing } from '@/lib/db/certificate-list';
import type { CertificateRow } from '@/lib/usecases/listing/list-certificates';
import { ListingPill } from './listing-pill';

/** The first column of both: what it is called, where it leads, and whose it is. */
function useCertificateColumn() {
  const t = useTranslations('listing.list');
  return <Row extends { provider: string }>(
    linkOf: (row: Row) => readonly [href: string, title: React.ReactNode],
  ): Column<Row> => ({
    key: 'title',
    head: t('column.title'),
    rowHead: true,
    width: 'min-w-64',
    cell: (row) => {
      const [href, title] = linkOf(row);
      return (
        <span className="grid gap-0.5">
          <TextLink href={href} data-row-link>
            {title}
          </TextLink>
          <span className="text-sm font-normal text-soft">{row.provider}</span>
        </span>
      );
    },
  });
}

export function EntryTable({
  rows,
  page,
  isOwn,
}: {
  rows: readonly CertificateRow[];
  page: number;
  isOwn: boolean;
}) {
  const [t, listing] = [useTranslations('listing.list'), useTranslations('listing')];
  const certificate = useCertificateColumn();
  return (
    <Table
      stacked
      dense
      caption={t('caption', { page })}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        certificate(({ id, title, language }: CertificateRow) => [
          `/registrar/certificates/entries/${id}`,
          <EntryTitle key="title" title={title} language={language} />,
        ]),
        ...(isOwn
          ? []
          : [
              { key: 'listedBy', head: t('column.listedBy'), cell: (row: CertificateRow) => row.stewardName },
            ]),
        {
          key: 'version',
          head: t('column.version'),
          cell: (row) => t('version', { count: row.versions, label: row.version ?? '' }),
        },
        {
          key: 'complete',
          head: t('column.complete'),
          cell: ({ completeness: { required } }) => (
            <span className="grid max-w-28 gap-1">
              <span className="tabular whitespace-nowrap">{listing('complete', required)}</span>
              <progress
                className="progress"
                value={required.there}
                max={required.of}
                aria-label={listing('completeSpoken', required)}
              />
            </span>
          ),
        },
        {
          key: 'state',
          head: t('column.state'),
          cell: (row) => t(row.isWithdrawn ? 'withdrawn' : 'inCatalog'),
        },
      ]}
    />
  );
}

export function ListingTable({ rows, page }: { rows: readonly OpenListing[]; page: number }) {
  const [t, kind] = [useTranslations('listing.list'), useTranslations('listing.kind')];
  const certificate = useCertificateColumn();
  return (
    <Table
      stacked
      dense
      caption={t('caption', { page })}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        certificate(({ id, title, language }: OpenListing) => [
          `/registrar/certificates/${id}`,
          title === '' ? t('untitled') : <EntryTitle key="title" title={title} language={language} />,
        ]),
        { key: 'kind', head: t('column.kind'), cell: (row) => kind(row.kind) },
        { key: 'state', head: t('column.state'), cell: (row) => <ListingPill status={row.status} /> },
        { key: 'authors', head: t('column.authors'), cell: (row) => row.authorNames.join(', ') },
        { key: 'touched', head: t('column.touched'), cell: (row) => <Day date={row.updatedAt} /> },
      ]}
    />
  );
}
