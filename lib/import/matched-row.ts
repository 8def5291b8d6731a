import type { RawRow } from './fields';
import type { ImportKind } from './kind';
import { creditColumns, unitNamedIn } from './credit-unit';
import { cellsBy, type Matching } from './matching';
import { type Note, noteOf } from './note';

/** A row of a file of another shape in our own columns; or passed over; or why it cannot be taken. */
export type MatchedRow = { row: RawRow } | { leftOut: true } | { problems: Note[] };

/** What stands between the cells of several columns that go to one field. */
const between: Readonly<Record<string, string>> = {
  courses: ' + ',
  titles: ' + ',
  targets: ' + ',
  skills: '; ',
  levels: '; ',
  subjects: '; ',
  programs: '; ',
  evidence: '; ',
  assessment: '; ',
  outcomes: '; ',
  public_note: ' ',
  internal_note: ' ',
  note: ' ',
};

/** Whether more than one column of a file may go to a field. */
export function takesSeveral(field: string): boolean {
  return Object.hasOwn(between, field);
}

/**
 * Puts the rows of a file, cell by cell in its own order, into our own columns as the matching says.
 * @refuses the notes `value/unsettled` · `value/credits-of-several` · `unit/two`
 */
export function matchedRows(kind: ImportKind, matching: Matching): (cells: readonly string[]) => MatchedRow {
  const read = cellsBy(kind, matching);
  const credit = creditColumns[kind];
  const fixed = matching.constants.filter(
    ({ column, value }) => value.trim() !== '' && !matching.columns.includes(column),
  );
  return (cells) => {
    const row: Record<string, string> = {};
    const problems: Note[] = [];
    const amounts: string[] = [];
    const put = (field: string, cell: string): boolean => {
      const stored = read(field, cell);
      if ('leftOut' in stored) return false;
      if ('unsettled' in stored)
        problems.push(noteOf('value/unsettled', { column: field, found: stored.unsettled }));
      else
        row[field] =
          row[field] === undefined ? stored.value : `${row[field]}${between[field] ?? ' '}${stored.value}`;
      return true;
    };
    for (const [at, field] of matching.columns.entries()) {
      const cell = cells[at] ?? '';
      if (field === '' || cell.trim() === '') continue;
      if (field === credit.amount) amounts.push(cell);
      if (!put(field, cell)) return { leftOut: true };
    }
    for (const { column, value } of fixed) if (!put(column, value)) return { leftOut: true };
    // A cell that names its unit, such as "6 LP", says it of the row.
    const named = [...new Set(amounts.flatMap((cell) => unitNamedIn(cell) ?? []))];
    const units = [...new Set([row[credit.unit] ?? [], named].flat())];
    if (units.length > 1) problems.push(noteOf('unit/two', { units: units.join(', ') }));
    else if (units[0] !== undefined) row[credit.unit] = units[0];
    // A file that names units has left it open here.
    else if (matching.columns.includes(credit.unit)) row[credit.unit] = '';
    const isDecided = matching.columns.includes('decision') || 'decision' in row;
    const whole = kind === 'equivalencies' ? asDecided(row, isDecided, problems) : row;
    return problems.length > 0 ? { problems } : { row: whole };
  };
}

/** A note about a row as it was put into our columns, with the field that its cell went to: credits stand within what is granted only there. */
export function asMatched({ columns }: Pick<Matching, 'columns'>): (note: Note) => Note {
  return ({ code, values }) =>
    code.startsWith('amount/') && values['column'] === 'targets' && columns.includes('credits')
      ? { code, values: { ...values, column: 'credits' } }
      : { code, values };
}

/** Our form says a "no" and the credits within what is granted. */
function asDecided(
  { decision, credits, ...row }: Record<string, string>,
  isDecided: boolean,
  problems: Note[],
): Record<string, string> {
  // A file that says of each row what was decided, and nothing of this one, has not said it.
  if (isDecided && decision === undefined && problems.length === 0)
    problems.push(noteOf('cell/missing', { column: 'decision' }));
  if (decision !== undefined && decision !== 'none' && /^none$/i.test(row['targets'] ?? ''))
    problems.push(noteOf('value/decided-otherwise'));
  const targets = decision === 'none' ? 'NONE' : row['targets'];
  if (targets === undefined || targets === 'NONE' || credits === undefined || targets.endsWith(')'))
    return targets === undefined ? row : { ...row, targets };
  if (targets.includes(' + ')) problems.push(noteOf('value/credits-of-several', { found: credits }));
  return { ...row, targets: `${targets} (${credits})` };
}
