import type { Fields, RawRow, ReadingOptions } from './fields';
import { fieldsOf } from './fields';
import type { Note } from './note';

/** A row read, or why it cannot be taken. `label` names it for people either way. */
export type Parsed<Row> =
  | { ok: true; row: Row; remarks: readonly Note[] }
  | { ok: false; label: string; notes: readonly Note[] };

/** Reads a row with `read`; the row counts only when no cell was rejected. */
export function parsed<Row extends { label: string }>(
  raw: RawRow,
  options: Pick<ReadingOptions, 'takeDoubtful'>,
  read: (fields: Fields) => Row,
): Parsed<Row> {
  const fields = fieldsOf(raw, options);
  const row = read(fields);
  return fields.rejections.length > 0
    ? { ok: false, label: row.label, notes: fields.rejections.slice(0, 5) }
    : { ok: true, row, remarks: fields.remarks };
}
