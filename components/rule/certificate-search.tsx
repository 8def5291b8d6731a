/** CertificateSearch: words, page, pages, rows, total, hrefOf(page). Step one of mapping: a GET form and the certificates found. */
import { useTranslations } from 'next-intl';
import { EntryTitle } from '@/components/catalog/entry-title';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Pagination } from '@/components/ui/pagination';
import { Table } from '@/components/ui/table';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import type { Decision } from '@/lib/catalog/standing';

export interface CertificateRow {
  id: string;
  title: string;
  language: string | null;
  provider: string;
  status: string;
  recommendationCount: number;
  publishedCount: number;
  /** Decisions that begin later, that are suspended, and that have ended or were revoked. */
  comingCount: number;
  suspendedCount: number;
  overCount: number;
  askers: number;
  elsewhere: readonly { standing: Decision; institutions: number }[];
}

type Props = { words: string; page: number; pages: number; rows: readonly CertificateRow[]; total: number };

export function CertificateSearch({ words, page, pages, rows, total }: Props) {
  const t = useTranslations('registrar.new');
  const stands = useTranslations('public.entry.ladderStanding');
  const besideOf = ({ comingCount, suspendedCount, overCount, askers }: CertificateRow) =>
    [
      suspendedCount > 0 ? t('suspended', { count: suspendedCount }) : null,
      comingCount > 0 ? t('coming', { count: comingCount }) : null,
      overCount > 0 ? t('over', { count: overCount }) : null,
      askers > 0 ? t('askers', { count: askers }) : null,
    ].filter((note) => note !== null);
  const hrefOf = (wanted: number) =>
    `/registrar/rules/new?${new URLSearchParams({ ...(words && { words }), page: String(wanted) }).toString()}`;
  return (
    <div className="grid grid-cols-1 gap-6">
      <form
        method="get"
        action="/registrar/rules/new"
        role="search"
        className="flex max-w-2xl flex-wrap items-end gap-3"
      >
        <Field name="words" label={t('words')} hint={t('wordsHint')} className="grow">
          <TextInput type="search" defaultValue={words} autoFocus={words === ''} />
        </Field>
        <Button type="submit" tone={words === '' ? 'primary' : 'secondary'}>
          {t('search')}
        </Button>
      </form>
      <p aria-live="polite" className="text-sm text-soft">
        {words === '' ? t('listed', { count: total }) : t('found', { count: total, words })}
      </p>
      <Table
        caption={t('caption')}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t('nothingTitle')}>{t('nothingBody')}</EmptyState>}
        columns={[
          {
            key: 'title',
            head: t('column.title'),
            rowHead: true,
            width: 'min-w-60',
            cell: (row) => (
              <>
                {/* Whoever has searched goes on from what was found first. */}
                <TextLink
                  href={`/registrar/rules/new?certificate=${row.id}`}
                  autoFocus={words !== '' && row === rows[0]}
                >
                  <EntryTitle title={row.title} language={row.language} />
                </TextLink>
                {row.status !== 'active' && (
                  <span className="font-normal text-soft"> ({t('withdrawn')})</span>
                )}
              </>
            ),
          },
          { key: 'provider', head: t('column.provider'), cell: (row) => row.provider },
          {
            key: 'recommendations',
            head: t('column.recommendations'),
            align: 'end',
            cell: (row) => row.recommendationCount,
          },
          {
            key: 'published',
            head: t('column.published'),
            align: 'end',
            cell: (row) => (
              <>
                {row.publishedCount}
                {besideOf(row).map((note) => (
                  <span key={note} className="block text-sm text-soft">
                    {note}
                  </span>
                ))}
              </>
            ),
          },
          {
            key: 'elsewhere',
            head: t('column.elsewhere'),
            cell: (row) =>
              row.elsewhere.map(({ standing, institutions }) => (
                <span key={standing} className="block text-sm">
                  {stands(standing, { count: institutions })}
                </span>
              )),
          },
        ]}
      />
      <Pagination page={page} pages={pages} hrefOf={hrefOf} />
    </div>
  );
}
