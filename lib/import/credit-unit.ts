import { HomeUnit, type Unit } from '@/lib/amount/unit';
import type { Fields, RawRow } from './fields';
import type { ImportKind } from './kind';
import { type Note, noteOf } from './note';
import { folded, unitMeant, unitWords } from './value-words';

/** A row with credits in some institution's own unit, and which that is; null where it says none, or states no credits. */
export interface StatedCredit {
  statedIn?: Unit | null;
}

/**
 * The unit in which a row states its credits, where the file says it under one of its usual names; null where the row states none, or the
 * file has no column for it. Nothing is ever converted, and of a file that names units no row is taken in one that it does not name.
 * @refuses `choice/bad` for what names no unit, or one of several · `unit/unsaid`
 */
export function readUnit(fields: Fields, row: RawRow, isStated: boolean): Unit | null {
  const found = fields.text('credit_unit', 80);
  if (found === null) {
    if (isStated && 'credit_unit' in row && fields.rejections.length === 0)
      fields.reject(noteOf('unit/unsaid', { column: 'credit_unit' }));
    return null;
  }
  const unit = unitMeant(found);
  if (unit === null)
    fields.reject(
      noteOf('choice/bad', { column: 'credit_unit', found, choices: HomeUnit.options.join(', ') }),
    );
  return isStated ? unit : null;
}

/** The unit that a cell names under one of its usual names, of those that may stand there; null where it is empty. @refuses `choice/bad` */
export function readNamedUnit<Known extends Unit>(
  fields: Fields,
  column: string,
  known: readonly Known[],
): Known | null {
  const found = fields.text(column, 80);
  if (found === null) return null;
  const meant = unitMeant(found);
  const unit = known.find((one) => one === meant) ?? null;
  if (unit === null) fields.reject(noteOf('choice/bad', { column, found, choices: known.join(', ') }));
  return unit;
}

/** Why a row cannot be taken by an institution with this home unit; null where its credits are of that unit, or of none that it names. */
export function foreignUnit({ statedIn }: StatedCredit, home: HomeUnit): Note | null {
  return statedIn == null || statedIn === home ? null : noteOf('unit/other', { unit: statedIn, home });
}

/** Which column says how much, and which one in what unit. */
export const creditColumns: Readonly<Record<ImportKind, { amount: string; unit: string }>> = {
  micro_credentials: { amount: 'credit_amount', unit: 'credit_unit' },
  courses: { amount: 'credits', unit: 'credit_unit' },
  programs: { amount: 'total_credits', unit: 'credit_unit' },
  recommendations: { amount: 'amount', unit: 'unit' },
  equivalencies: { amount: 'credits', unit: 'credit_unit' },
};

/** Names that mean a unit only in a column of units: elsewhere a semester is a term. */
const mayBeTerm = new Set(['semester', 'sem', 'quarter', 'qtr', 'sch']);

/** The unit that the header of a column of credits names, or a cell in it ("6 LP"); null where it names none, or more than one. */
export function unitNamedIn(text: string): HomeUnit | null {
  const words = folded(text.slice(0, 120).replace(/(\d)(?=\p{L})/gu, '$1 ')).split(' ');
  const named = HomeUnit.options.filter((unit) =>
    words.some((_, from) =>
      [1, 2, 3, 4].some((length) => {
        const part = words.slice(from, from + length).join(' ');
        return unitWords(unit).has(part) && !mayBeTerm.has(part);
      }),
    ),
  );
  return named.length === 1 ? (named[0] ?? null) : null;
}
