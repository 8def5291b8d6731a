import { groupsAbove } from './column-side';
import { creditColumns, unitNamedIn } from './credit-unit';
import { columnsBelow, type FileLook, type LookedColumn, mostLooked } from './file-look';
import type { ImportKind } from './kind';
import { type Confidence, fieldsFor, likelyHeader, proposeColumns } from './match-columns';
import { missingFields } from './needed-fields';
import { takesSeveral } from './matched-row';
import { cellsBy, type Matching, valuesToSettle } from './matching';
import { folded } from './value-words';

/** Which sheet of a file, and which of its first lines is the header. */
export type Place = Pick<Matching, 'sheet' | 'header'>;

/** What has to be said before a file can be read. */
export interface OpenQuestions {
  missing: string[];
  /** Fields that several columns go to and only one can. */
  twice: string[];
  dayOrder: boolean;
  decimalSign: boolean;
  /** Columns with values that nobody has been shown and nobody knows. */
  values: string[];
}

/** One column of a file as a person sees it. */
export interface ShownColumn {
  at: number;
  name: string;
  field: string;
  confidence: Confidence;
  /** Its first different cells, each with what it becomes where that is something else; null where a person has to say it. */
  examples: { found: string; stored: string | null }[];
  filled: number;
  /** Whether there are more different cells than can be settled one by one. */
  isMore: boolean;
}

const mostExamples = 3;

/** Where the rows of a file most likely are: in the sheet that has most of them, under the line that is most like a header. */
export function likelyPlace({ sheets }: FileLook): Place {
  const lines = sheets.map(({ top, rows }) => top.length + rows);
  const sheet = Math.max(0, lines.indexOf(Math.max(...lines)));
  return { sheet, header: likelyHeader(sheets[sheet] ?? { top: [] }) };
}

/** What is in the columns of a file below the header at this place. */
export function columnsAt(look: FileLook, { sheet, header }: Place): LookedColumn[] {
  const found = look.sheets[sheet];
  return found === undefined ? [] : columnsBelow(found, header);
}

/** What stands in the header, cut to what is kept. */
export function namesAt(look: FileLook, place: Place): string[] {
  const names = ownNamesAt(look, place);
  const groups = groupsAbove(look.sheets[place.sheet]?.top[place.header - 1]?.cells, names.length);
  // Two columns of one name are told apart by what stands above them.
  return names.map((name, at) => {
    const isTwice = name !== '' && names.indexOf(name) !== names.lastIndexOf(name);
    return isTwice && groups[at] ? `${groups[at]}: ${name}` : name;
  });
}

function ownNamesAt(look: FileLook, { sheet, header }: Place): string[] {
  return (look.sheets[sheet]?.top[header]?.cells ?? []).slice(0, mostLooked.columns);
}

/** By which a file of the same shape is known again: what it holds and the names in its header. */
export function shapeKeyOf(kind: ImportKind, look: FileLook, place: Place): string {
  const names = namesAt(look, place).map(folded);
  return [kind, ...names.slice(0, names.findLastIndex((name) => name !== '') + 1)].join('\n');
}

/** A first proposal for a file, from the names and the content of its columns; with how sure each is. */
export function proposeMatching(
  kind: ImportKind,
  look: FileLook,
  place: Place,
): { matching: Matching; confidence: Confidence[] } {
  const columns = columnsAt(look, place);
  const groups = groupsAbove(look.sheets[place.sheet]?.top[place.header - 1]?.cells, columns.length);
  const proposals = proposeColumns(kind, ownNamesAt(look, place), columns, groups);
  const matching = {
    ...place,
    columns: proposals.map(({ field }) => field),
    constants: [],
    dayOrder: null,
    decimalSign: null,
    values: [],
  };
  return {
    matching: completed(kind, look, withUnitOf(kind, look, matching)),
    confidence: proposals.map(({ confidence }) => confidence),
  };
}

/** With the unit that the column of credits has in its name, such as `ECTS`, for all rows, where nothing else says it. */
export function withUnitOf(kind: ImportKind, look: FileLook, matching: Matching): Matching {
  const { amount, unit: column } = creditColumns[kind];
  const isSaid = [...matching.columns, ...matching.constants.map((one) => one.column)].includes(column);
  const value = unitNamedIn(namesAt(look, matching)[matching.columns.indexOf(amount)] ?? '');
  return isSaid || value === null
    ? matching
    : { ...matching, constants: [...matching.constants, { column, value }] };
}

/** A matching with what the file itself decides, whatever was said before: its columns and no others, signs and orders that are clear, and values that are known. */
export function completed(kind: ImportKind, look: FileLook, matching: Matching): Matching {
  const columns = columnsAt(look, matching);
  const known = new Set(fieldsFor(kind).map(({ name }) => name));
  const fields = columns.map((_, at) =>
    known.has(matching.columns[at] ?? '') ? (matching.columns[at] ?? '') : '',
  );
  const said = new Map(matching.values.map((value) => [`${value.column} ${folded(value.found)}`, value]));
  for (const [at, field] of fields.entries())
    for (const { found, meant } of valuesToSettle(kind, field, columns[at] ?? none)) {
      const key = `${field} ${folded(found)}`;
      if (!said.has(key) && (meant !== '' || said.size < 500)) said.set(key, { column: field, found, meant });
    }
  const order = onlyOne(columns, fields, kind, 'days', ['dmy', 'mdy']);
  const sign = onlyOne(columns, fields, kind, 'amounts', ['comma', 'point']);
  return {
    ...matching,
    columns: fields,
    dayOrder: order ?? matching.dayOrder,
    decimalSign: sign ?? matching.decimalSign,
    values: [...said.values()].filter(({ column }) => fields.includes(column)).slice(0, 600),
  };
}

const none: LookedColumn = { filled: 0, values: [], isMore: false, shapes: {}, days: {}, amounts: {} };

function counted<Style extends string>(
  columns: readonly LookedColumn[],
  fields: readonly string[],
  kind: ImportKind,
  what: 'days' | 'amounts',
  style: Style | 'either',
): number {
  const shape = what === 'days' ? 'day' : 'amount';
  const so = new Set(
    fieldsFor(kind)
      .filter((field) => field.shape === shape)
      .map(({ name }) => name),
  );
  return columns.reduce(
    (sum, column, at) =>
      sum + (so.has(fields[at] ?? '') ? ((column[what] as Partial<Record<string, number>>)[style] ?? 0) : 0),
    0,
  );
}

/** The one of two ways in which the file writes, where it writes in one of them only. */
function onlyOne<Style extends string>(
  columns: readonly LookedColumn[],
  fields: readonly string[],
  kind: ImportKind,
  what: 'days' | 'amounts',
  [one, other]: readonly [Style, Style],
): Style | null {
  const [ones, others] = [one, other].map((style) => counted(columns, fields, kind, what, style) > 0);
  return ones === others ? null : ones ? one : other;
}

/** What keeps a file from being read. `shown` is what the person was shown when answering; values beyond it are asked about once. */
export function openQuestions(
  kind: ImportKind,
  look: FileLook,
  matching: Matching,
  shown: Matching | null,
): OpenQuestions {
  const columns = columnsAt(look, matching);
  const given = new Set([
    ...matching.columns,
    ...matching.constants.filter(({ value }) => value.trim() !== '').map(({ column }) => column),
  ]);
  const twice = matching.columns.filter(
    (field, at) => field !== '' && !takesSeveral(field) && matching.columns.indexOf(field) !== at,
  );
  const seen = new Set(shown?.values.map(({ column, found }) => `${column} ${folded(found)}`));
  const unsettled = matching.values.filter(
    ({ column, found, meant }) => meant === '' && !seen.has(`${column} ${folded(found)}`),
  );
  const isOpen = (what: 'days' | 'amounts') => counted(columns, matching.columns, kind, what, 'either') > 0;
  return {
    missing: missingFields(kind, given),
    twice: [...new Set(twice)],
    dayOrder: matching.dayOrder === null && isOpen('days'),
    decimalSign: matching.decimalSign === null && isOpen('amounts'),
    values: shown === null ? [] : [...new Set(unsettled.map(({ column }) => column))],
  };
}

/** The columns of a file as they are shown, with examples as they will be stored. */
export function shownColumns(
  kind: ImportKind,
  look: FileLook,
  matching: Matching,
  confidence: readonly Confidence[],
): ShownColumn[] {
  const names = namesAt(look, matching);
  const read = cellsBy(kind, matching);
  return columnsAt(look, matching).map((column, at) => {
    const field = matching.columns[at] ?? '';
    return {
      at,
      name: names[at] ?? '',
      field,
      confidence: confidence[at] ?? 'guess',
      examples: column.values
        .slice(0, mostExamples)
        .map(([found]) => ({ found, stored: field === '' ? found : storedText(read(field, found)) })),
      filled: column.filled,
      isMore: column.isMore,
    };
  });
}

function storedText(stored: ReturnType<ReturnType<typeof cellsBy>>): string | null {
  if ('value' in stored) return stored.value;
  return 'leftOut' in stored ? 'leave_out' : null;
}
