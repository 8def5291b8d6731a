/** DriftTable: rows (a certificate with what each institution says), mayMap. Answers side by side in the common unit; not decided is never a no. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { LinkButton } from '@/components/ui/link-button';
import { type Column, Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { commonUnit } from '@/lib/catalog/offer';
import type { DriftRow } from '@/lib/usecases/catalog/view-drift';
import { DriftAnswer } from './drift-answer';
import { EntryTitle } from './entry-title';

export function DriftTable({ rows, mayMap }: { rows: readonly DriftRow[]; mayMap: boolean }) {
  const t = useTranslations('registrar.drift');
  const columns: Column<DriftRow>[] = [
    {
      key: 'certificate',
      head: t('column.certificate'),
      rowHead: true,
      width: 'min-w-56',
      cell: ({ entry }) => (
        <span className="grid min-w-0 gap-0.5 [overflow-wrap:anywhere]">
          <TextLink href={`/catalog/${entry.slug}`}>
            <EntryTitle title={entry.title} language={entry.language} />
          </TextLink>
          <span className="text-sm font-normal text-soft">{entry.provider}</span>
        </span>
      ),
    },
    {
      key: 'difference',
      head: t('column.difference'),
      cell: ({ difference }) =>
        difference === null ? t('unmeasured') : <Amount value={difference} unit={commonUnit} />,
    },
    {
      key: 'answers',
      head: t('column.answers'),
      width: 'min-w-72',
      cell: ({ entry, answers, undecided }) => (
        <ul className="grid gap-1">
          {answers.map(({ institution, isOwn, word, ects }) => (
            <li
              key={institution.id}
              className="flex flex-wrap justify-between gap-x-4 [overflow-wrap:anywhere]"
            >
              <TextLink href={`/catalog/${entry.slug}?institution=${institution.slug}`}>
                {isOwn ? t('own', { institution: institution.shortName }) : institution.shortName}
              </TextLink>
              <DriftAnswer word={word} ects={ects} isOwn={isOwn} />
            </li>
          ))}
          {undecided > 0 && <li className="text-sm text-soft">{t('undecided', { count: undecided })}</li>}
        </ul>
      ),
    },
    {
      key: 'next',
      head: t('column.next'),
      cell: ({ entry }) =>
        mayMap && (
          <LinkButton
            href={`/registrar/rules/new?certificate=${entry.id}`}
            aria-label={t('startSpoken', { title: entry.title })}
          >
            {t('start')}
          </LinkButton>
        ),
    },
  ];
  return (
    <Table
      caption={t('institutions')}
      columns={columns}
      rows={rows}
      rowKey={({ entry }) => entry.id}
      stacked
    />
  );
}
