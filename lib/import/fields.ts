import { atMost, isAboveZero, maybeThousands, readDecimal } from '@/lib/amount/decimal-text';
import { type CivilDate, isCivilDate } from '@/lib/kernel/civil-date';
import { proseText, readsAsFormula } from '@/lib/kernel/shown-text';
import { isWebAddress } from '@/lib/kernel/web-address';
import { textMeant } from './double-encoded';
import { itemsOf } from './items';
import { languageIn } from './language';
import { type Note, noteOf } from './note';

/** One row of a file: column name → value. Cells of a CSV file are text; JSON lines bring numbers and lists too. */
export type RawRow = Readonly<Record<string, unknown>>;

/** What the person who hands in a file decides about reading it. */
export interface ReadingOptions {
  /** Take descriptive text too, such as learning outcomes. */
  withText: boolean;
  /** Take what raises a question as it stands, with a remark, instead of rejecting the row with the question. */
  takeDoubtful: boolean;
}

/** What an amount must be, beside an exact number. */
interface AmountAsked {
  spans?: true;
  inThousands?: true;
  most?: number;
  aboveZero?: true;
  percent?: true;
}

/** Reads one row's cells into checked values and keeps what is wrong with them. An empty cell is null: it leaves what is stored as it is. */
export interface Fields {
  text(name: string, most?: number): string | null;
  required(name: string, most?: number): string;
  /** A text whose lines stay. */
  prose(name: string, most: number): string | null;
  /** Each once, or with `repeats` as often as it stands there. */
  list(name: string, how?: { repeats?: true }): string[] | null;
  /**
   * An exact amount. With `spans`, a span such as "1 TO 4" is a question, and left open where doubtful cells are taken. With
   * `inThousands`, "1,500" is one as well, for it may mean fifteen hundred. More than `most` is refused: it is a slip. So is 0 where
   * `aboveZero` is asked for, and more than 100 of a `percent`.
   */
  amount(name: string, how?: AmountAsked): string | null;
  whole(name: string, least: number, most: number): number | null;
  day(name: string): CivilDate | null;
  oneOf<Value extends string>(name: string, values: readonly Value[]): Value | null;
  yes(name: string): boolean | null;
  url(name: string): string | null;
  /** A language as its tag; a word that names none is a question. */
  language(name: string): string | null;
  json(name: string): unknown;
  reject(note: Note): void;
  /** Asks: rejects with the question, or keeps it as a remark where doubtful cells are taken as they stand. */
  ask(note: Note): void;
  remark(note: Note): void;
  readonly rejections: readonly Note[];
  readonly remarks: readonly Note[];
}

const span = /^\d{1,9}([.,]\d+)?\s*(to|or|-|–|—|\.\.\.?|…)\s*\d{1,9}([.,]\d+)?$/i;
const mostListed = 100;
/** Printable ASCII without spaces to tidy: most cells, and nothing to look for in them. */
const plain = /^[!-~]+( [!-~]+)*$/;

/** A reader of one row; ask it for cells, then for what was wrong. @refuses the notes `cell/…`, `amount/…`, `number/bad`, `date/bad`, `choice/bad`, `url/bad`, `language/no-tag`, `json/bad` */
export function fieldsOf(row: RawRow, { takeDoubtful }: Pick<ReadingOptions, 'takeDoubtful'>): Fields {
  const rejections: Note[] = [];
  const remarks: Note[] = [];
  const ask = (note: Note) => void (takeDoubtful ? remarks : rejections).push(note);
  const reject = (note: Note): null => {
    rejections.push(note);
    return null;
  };

  function text(name: string, most = 200, spelled = inOneLine): string | null {
    const found = row[name];
    if (found === undefined || found === null || found === '') return null;
    if (typeof found === 'object') return reject(noteOf('cell/not-text', { column: name }));
    const given = asWritten(String(found));
    const problem = problemOf(given);
    if (problem) return reject(noteOf(problem, { column: name, found: given }));
    const meant = plain.test(given) ? null : textMeant(given);
    if (meant !== null && !isTold(name)) ask(noteOf('cell/double-encoded', { column: name, meant }));
    const clean = plain.test(given) ? given : spelled(given.replace(/[\u00ad\u200b\u2060\ufeff]/g, ''));
    if (clean.length > most)
      return reject(noteOf('cell/too-long', { column: name, most, found: clean.length }));
    return clean === '' ? null : clean;
  }

  /** A cell that is read twice asks once. */
  function isTold(name: string): boolean {
    return [...remarks, ...rejections].some(
      ({ code, values }) => code === 'cell/double-encoded' && values['column'] === name,
    );
  }

  function required(name: string, most = 200): string {
    const before = rejections.length;
    const found = text(name, most);
    if (found === null && rejections.length === before) reject(noteOf('cell/missing', { column: name }));
    return found ?? '';
  }

  function prose(name: string, most: number): string | null {
    return text(name, most, proseText);
  }

  function list(name: string, how: { repeats?: true } = {}): string[] | null {
    const found = row[name];
    if (found === undefined || found === null || found === '') return null;
    const parts: unknown[] = Array.isArray(found)
      ? found
      : typeof found === 'object'
        ? [found]
        : itemsOf(String(found), /[;|]/y).map(({ text: part }) => part);
    if (parts.length > mostListed)
      return reject(noteOf('cell/too-many', { column: name, most: mostListed, found: parts.length }));
    const before = rejections.length;
    const items = parts
      .map((part) => fieldsOfPart(name, part))
      .filter((item): item is string => item !== null);
    if (rejections.length > before || items.length === 0) return null;
    return how.repeats ? items : [...new Set(items)];
  }

  function amount(name: string, how: AmountAsked = {}): string | null {
    const found = text(name, 40);
    if (found === null) return null;
    if (how.spans && span.test(found) && !readDecimal(found).ok) {
      ask(noteOf(takeDoubtful ? 'amount/span-open' : 'amount/span', { column: name, found }));
      return null;
    }
    const read = readDecimal(found);
    if (!read.ok) return reject(noteOf('amount/bad', { column: name, found }));
    if (how.most !== undefined && !atMost(how.most)(read.value))
      return reject(noteOf('amount/too-much', { column: name, found, most: how.most }));
    if (how.aboveZero && !isAboveZero(read.value))
      return reject(noteOf('amount/zero', { column: name, found }));
    if (how.percent && !atMost(100)(read.value))
      return reject(noteOf('amount/over-hundred', { column: name, found }));
    if (how.inThousands && maybeThousands(found))
      ask(noteOf('amount/thousands', { column: name, found, read: read.value }));
    return read.value;
  }

  function whole(name: string, least: number, most: number): number | null {
    const found = text(name, 20);
    if (found === null) return null;
    const number = Number(found);
    return /^\d+$/.test(found) && number >= least && number <= most
      ? number
      : reject(noteOf('number/bad', { column: name, found, least, most }));
  }

  function day(name: string): CivilDate | null {
    const found = text(name, 40);
    if (found === null) return null;
    return isCivilDate(found) ? found : reject(noteOf('date/bad', { column: name, found }));
  }

  function oneOf<Value extends string>(name: string, values: readonly Value[]): Value | null {
    const found = text(name, 80);
    if (found === null) return null;
    const plain = found.toLowerCase().replace(/[\s-]+/g, '_');
    return (
      values.find((value) => value.toLowerCase() === plain) ??
      reject(noteOf('choice/bad', { column: name, found, choices: values.join(', ') }))
    );
  }

  function yes(name: string): boolean | null {
    const found = text(name, 10);
    if (found === null) return null;
    if (/^(yes|true|1|x|up to)$/i.test(found)) return true;
    return /^(no|false|0)$/i.test(found)
      ? false
      : reject(noteOf('choice/bad', { column: name, found, choices: 'yes, no' }));
  }

  function url(name: string): string | null {
    const found = text(name, 2_000);
    if (found === null) return null;
    return isWebAddress(found) ? found : reject(noteOf('url/bad', { column: name, found }));
  }

  function language(name: string): string | null {
    const found = text(name, 35);
    if (found === null) return null;
    const tag = languageIn(found);
    if (tag === null) ask(noteOf('language/no-tag', { column: name, found }));
    return tag ?? found;
  }

  function json(name: string): unknown {
    const found = row[name];
    if (typeof found !== 'string') return found ?? null;
    if (found.trim() === '') return null;
    try {
      return JSON.parse(found);
    } catch {
      return reject(noteOf('json/bad', { column: name }));
    }
  }

  function fieldsOfPart(name: string, part: unknown): string | null {
    const one = fieldsOf({ [name]: part }, { takeDoubtful });
    const found = one.text(name, 2_000);
    rejections.push(...one.rejections);
    remarks.push(...one.remarks);
    return found;
  }

  return {
    text,
    required,
    prose,
    list,
    amount,
    whole,
    day,
    oneOf,
    yes,
    url,
    language,
    json,
    reject,
    ask,
    remark: (note) => void remarks.push(note),
    rejections,
    remarks,
  };
}

function inOneLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** A cell without the apostrophe that keeps spreadsheets from running it, which files of our own have. @source lib/export/csv-cell.ts */
function asWritten(cell: string): string {
  return /^'+[=+\-@＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}

/** Hands what was wrong with a part of a row on to the row. */
export function passOn(from: Fields, to: Fields): void {
  for (const note of from.rejections) to.reject(note);
  for (const note of from.remarks) to.remark(note);
}

/** Why a text cannot be taken: bytes that are no text, invisible characters, or something a spreadsheet would run. */
export function problemOf(text: string): string | null {
  if (plain.test(text) && !/^[=+\-@]/.test(text)) return null;
  if (/[\p{Cs}\ufffd]/u.test(text)) return 'cell/encoding';
  // Bytes that mean nothing in Windows-1252; in text that was encoded twice they are half of a letter.
  if (/[\u0081\u008d\u008f\u0090\u009d]/.test(text) && textMeant(text) === null) return 'cell/encoding';
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(text))
    return 'cell/control';
  if (readsAsFormula(text)) return 'cell/formula';
  return null;
}
