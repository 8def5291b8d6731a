/**
 * Table: lines, not boxes; sticky head; scrolls inside itself on narrow screens, or, stacked, shows each row there as one block of named cells.
 * Props: caption (read aloud; showCaption? to print it), columns {key, head, cell(row), align? start|end|center, rowHead?, sort? {href, direction?}, width?},
 *   rows, rowKey(row), dense?, stacked?, empty?, foot?, rowClass?(row).
 */
import clsx from 'clsx';
import { Anchor } from './anchor';

export type Column<Row> = {
  key: string;
  head: React.ReactNode;
  cell: (row: Row) => React.ReactNode;
  align?: 'start' | 'end' | 'center';
  /** The cell that names the row. */
  rowHead?: boolean;
  sort?: { href: string; direction?: 'ascending' | 'descending' };
  /** A Tailwind width such as "w-40". */
  width?: string;
};

export type TableProps<Row> = {
  caption: React.ReactNode;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowClass?: (row: Row) => string | undefined;
  dense?: boolean;
  /** For rows that are looked at one by one, rather than compared down a column. */
  stacked?: boolean;
  empty?: React.ReactNode;
  foot?: React.ReactNode;
};

const aligned = { start: 'text-left', end: 'text-right tabular', center: 'text-center' };

function Head<Row>({ column, dense }: { column: Column<Row>; dense: boolean }) {
  const { sort } = column;
  return (
    <th
      scope="col"
      aria-sort={sort?.direction}
      className={clsx(
        'sticky top-0 z-10 border-b border-edge bg-paper align-bottom text-sm font-medium text-soft',
        dense ? 'px-2 py-1.5' : 'px-3 py-2',
        'first:pl-0 last:pr-0',
        aligned[column.align ?? 'start'],
        column.width,
      )}
    >
      {sort === undefined ? (
        column.head
      ) : (
        <Anchor
          href={sort.href}
          className="inline-flex items-center gap-1 underline-offset-4 hover:text-ink hover:underline"
        >
          {column.head}
          <span aria-hidden="true" className="w-3">
            {sort.direction === 'ascending' ? '↑' : sort.direction === 'descending' ? '↓' : ''}
          </span>
        </Anchor>
      )}
    </th>
  );
}

/** What stands before a cell where the head of its column does not. */
function labelOf<Row>({ head, rowHead }: Column<Row>): string | undefined {
  return rowHead !== true && typeof head === 'string' ? head : undefined;
}

export function Table<Row>({
  caption,
  showCaption = false,
  columns,
  rows,
  rowKey,
  rowClass,
  dense = false,
  stacked = false,
  empty,
  foot,
}: TableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  const cell = clsx('align-top first:pl-0 last:pr-0', dense ? 'px-2 py-1.5 text-sm' : 'px-3 py-2.5');
  return (
    // Focusable, so that the keyboard can scroll what does not fit.
    <div
      className={clsx('table-scroll', stacked && 'table-stacked')}
      role="region"
      tabIndex={0}
      aria-label={typeof caption === 'string' ? caption : undefined}
    >
      <table className="w-full border-separate border-spacing-0">
        <caption className={showCaption ? 'pb-2 text-left font-semibold' : 'sr-only'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} dense={dense} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={clsx('[&>*]:border-b [&>*]:border-line hover:[&>*]:bg-sunken', rowClass?.(row))}
            >
              {columns.map((column) =>
                column.rowHead === true ? (
                  <th
                    key={column.key}
                    scope="row"
                    data-label={labelOf(column)}
                    className={clsx(cell, 'font-medium', aligned[column.align ?? 'start'])}
                  >
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.key}
                    data-label={labelOf(column)}
                    className={clsx(cell, aligned[column.align ?? 'start'])}
                  >
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot !== undefined && <tfoot className="font-medium">{foot}</tfoot>}
      </table>
    </div>
  );
}
