/** MatchColumnTable: each column of a file, its first values as they will be stored, our field for it and how sure that is. Props: kind, columns. */
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/select';
import { Table } from '@/components/ui/table';
import type { ImportKind } from '@/lib/import/kind';
import { fieldsFor } from '@/lib/import/match-columns';
import type { ShownColumn } from '@/lib/import/propose-matching';

export function MatchColumnTable({ kind, columns }: { kind: ImportKind; columns: readonly ShownColumn[] }) {
  const t = useTranslations('imports.match');
  const options = fieldsFor(kind).map(({ name }) => ({ value: name, label: t(`fields.${name as 'title'}`) }));
  const nameOf = ({ name }: ShownColumn) => (name === '' ? t('unnamed') : name);
  return (
    <Table
      caption={t('columns')}
      stacked
      rows={columns}
      rowKey={({ at }) => String(at)}
      columns={[
        { key: 'name', head: t('column'), rowHead: true, cell: nameOf },
        { key: 'examples', head: t('examples'), cell: (column) => <Examples column={column} /> },
        {
          key: 'field',
          head: t('field'),
          width: 'w-64',
          cell: (column) => (
            <Select
              name={`columns.${column.at}`}
              aria-label={t('fieldOf', { name: nameOf(column) })}
              placeholder={t('leftOut')}
              defaultValue={column.field}
              options={options}
            />
          ),
        },
        { key: 'sure', head: t('sure'), width: 'w-36', cell: (column) => <Sure column={column} /> },
      ]}
    />
  );
}

function Examples({ column: { examples, field } }: { column: ShownColumn }) {
  const t = useTranslations('imports.match');
  if (examples.length === 0) return <span className="text-faint">{t('empty')}</span>;
  const stored = (value: string) =>
    t.has(`choices.${value as 'credit'}`) ? t(`choices.${value as 'credit'}`) : value;
  return (
    <ul className="grid gap-0.5 text-sm">
      {examples.map(({ found, stored: value }) => (
        <li key={found}>
          {field === '' ? (
            <span className="text-faint">{found}</span>
          ) : value === null ? (
            <>
              {found} <span className="text-suspended">{t('open')}</span>
            </>
          ) : value === found ? (
            found
          ) : (
            <>
              {stored(value)} <span className="text-soft">{t('was', { found })}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

const squares = { sure: 3, likely: 2, guess: 1, none: 0 };

function Sure({ column: { field, confidence } }: { column: ShownColumn }) {
  const t = useTranslations('imports.match.confidence');
  const said = field === '' ? 'none' : confidence;
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap text-sm">
      <span aria-hidden="true" className="inline-flex gap-0.5">
        {[1, 2, 3].map((n) => (
          <span
            key={n}
            className={clsx(
              'inline-block size-2 border border-ink forced-color-adjust-none',
              n <= squares[said] && 'bg-ink',
            )}
          />
        ))}
      </span>
      {t(said)}
    </span>
  );
}
