import * as z from 'zod';
import { choicesOf, folded, leaveOut, meantBy, saysNoCourse } from './value-words';
import { fieldsFor } from './match-columns';
import { FileEncoding, type ImportKind } from './kind';
import type { LookedColumn } from './file-look';
import { readAmount } from './written-amount';
import { dayStyleOf, readDay } from './written-day';

/** More than any file needs, so that a matching fits where a program is started with it. @units items, characters */
export const mostMatched = { columns: 150, values: 600, constants: 40, characters: 60_000 };

const Column = z.string().max(40);

/** How a person has matched a file of another shape to our fields; kept with its import, and for the next file of the same shape. */
export const Matching = z.strictObject({
  /** Place of the sheet in its file, counted from 0. */
  sheet: z.int().min(0).max(99),
  /** Place of the header among the first lines that are not blank, counted from 0. */
  header: z.int().min(0).max(9),
  /** The character set of a file of one byte a sign, as a person has said it; none where the file itself was taken to say it. */
  encoding: FileEncoding.nullish(),
  /** Our field for each column of the file; empty where a column is left out. */
  columns: z.array(Column).max(mostMatched.columns),
  /** One value for all rows, for fields that no column gives. */
  constants: z
    .array(z.strictObject({ column: Column, value: z.string().max(300) }))
    .max(mostMatched.constants),
  /** What comes first where days are written with numbers alone; null where that makes no difference. */
  dayOrder: z.enum(['dmy', 'mdy']).nullable(),
  /** What begins the decimals; null where that makes no difference. */
  decimalSign: z.enum(['comma', 'point']).nullable(),
  /** What single values mean; an empty meaning is one that nobody has settled. */
  values: z
    .array(z.strictObject({ column: Column, found: z.string().max(120), meant: z.string().max(120) }))
    .max(mostMatched.values),
});
export type Matching = z.infer<typeof Matching>;

/** A value of a column that means something, and what: by choice, as a day or as the code of a course. */
export interface ValueToSettle {
  found: string;
  /** Cells that say so. */
  count: number;
  /** What it is proposed to mean; empty where nobody knows. */
  meant: string;
}

/** How the meaning of a value is said. */
export type MeaningKind = 'choice' | 'day' | 'target';

/** How the meaning of values of this field is said; null where its values are taken as they stand. */
export function meaningKindOf(kind: ImportKind, field: string): MeaningKind | null {
  if (choicesOf[kind][field] !== undefined) return 'choice';
  if (kind === 'equivalencies' && field === 'targets') return 'target';
  return fieldsFor(kind).find(({ name }) => name === field)?.shape === 'day' ? 'day' : null;
}

/**
 * The values of a column that somebody has to agree to: all of a coded one, those that are no day among days (a term is none), and
 * words where the code of a course belongs.
 */
export function valuesToSettle(
  kind: ImportKind,
  field: string,
  { values, shapes }: LookedColumn,
): ValueToSettle[] {
  switch (meaningKindOf(kind, field)) {
    case 'choice':
      return values.map(([found, count]) => ({ found, count, meant: meantBy(kind, field, found) ?? '' }));
    case 'day':
      return values
        .filter(([found]) => dayStyleOf(found) === null)
        .map(([found, count]) => ({ found, count, meant: germanTerm(found) }));
    case 'target':
      // Where most cells are no codes as we know them, the codes are of another form, and none of them is a word to be settled.
      return values
        .filter(([found]) => saysNoCourse(found) || ((shapes.code ?? 0) > 0 && !/\d/.test(found)))
        .map(([found, count]) => ({ found, count, meant: saysNoCourse(found) ? 'NONE' : '' }));
    case null:
      return [];
  }
}

/** The first day of a term that has the same one at all universities of a country; of other terms a person has to say it. @source German states: winter from 1 October, summer from 1 April */
function germanTerm(cell: string): string {
  const [, term = '', year = ''] =
    /^(wise|ws|wintersemester|sose|ss|sommersemester) (\d{4}|\d{2})(?: \d{2,4})?$/.exec(folded(cell)) ?? [];
  if (term === '') return '';
  return `${year.length === 2 ? `20${year}` : year}-${term.startsWith('w') ? '10' : '04'}-01`;
}

/** What a cell becomes: a value of our field, a row that is passed over, or a value that nobody has settled. */
export type Stored = { value: string } | { leftOut: true } | { unsettled: string };

/** Reads cells as a matching says. Settled values are known by their folded text, as other writings of the same. */
export function cellsBy(kind: ImportKind, matching: Matching): (field: string, cell: string) => Stored {
  const settled = new Map(
    matching.values.map(({ column, found, meant }) => [`${column} ${folded(found)}`, meant]),
  );
  const kinds = new Map(
    fieldsFor(kind).map(({ name, shape }) => [name, { shape, meaning: meaningKindOf(kind, name) }]),
  );
  return (field, cell) => {
    const text = cell.trim();
    const { shape, meaning = null } = kinds.get(field) ?? {};
    if (meaning !== null) {
      const said = settled.get(`${field} ${folded(text)}`);
      const meant = said === undefined && meaning === 'choice' ? meantBy(kind, field, text) : said;
      if (meant === leaveOut) return { leftOut: true };
      if (meant) return { value: meant };
      if (meaning === 'choice' || (said !== undefined && meaning === 'target')) return { unsettled: text };
    }
    if (shape === 'day') return { value: readDay(text, matching.dayOrder ?? 'dmy') ?? text };
    if (shape === 'amount') return { value: readAmount(text, matching.decimalSign) };
    return { value: text };
  };
}
