import { columnOfCell, type Merged, mergedDown } from '@/lib/import/cell-address';
import { cellNumber, type NumberForm, numberFormOf } from '@/lib/import/cell-number';
import { refuse } from '@/lib/kernel/refusal';
import type { Line } from './rows-below';
import { hear, heardFrom, openParts, type Parts } from './xlsx-parts';

/** More columns than any list has; cells beyond them are refused. More words and merged areas than a list has, too. @units columns, characters, areas */
const most = { columns: 500, words: 64_000_000, merged: 100_000, row: 1_000_000 };

/** A sheet of a workbook that people see, and its rows as text, those that are not blank. */
export interface Sheet {
  name: string;
  lines(): AsyncGenerator<Line>;
}

interface Book {
  parts: Parts;
  words: readonly string[];
  forms: readonly NumberForm[];
  calendar: 1900 | 1904;
}

/**
 * Opens a workbook (XLSX): its visible sheets in their order. Cells become text as a list of rows needs it: days as `2026-09-30`, by the
 * calendar of the workbook; formulas as what they last came to; cells that were merged downwards in each row that they cover. Nothing
 * is calculated, and nothing outside of the file is looked at.
 * @refuses invalid_input `file/packed-badly`, `file/workbook-…`, `file/too-large`
 */
export async function openWorkbook(bytes: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Sheet[]> {
  const parts = await openParts(bytes, mostBytes);
  if (!parts.has('xl/workbook.xml')) refuse('invalid_input', 'file/no-workbook');
  const named: { name: string; id: string }[] = [];
  let calendar: 1900 | 1904 = 1900;
  await hear(parts.read('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) calendar = 1904;
      if (name === 'sheet' && (attributes['state'] ?? 'visible') === 'visible')
        named.push({ name: attributes['name'] ?? '', id: attributes['r:id'] ?? idIn(attributes) });
    },
  });
  const targets = new Map<string, string>();
  await hear(parts.read('xl/_rels/workbook.xml.rels'), {
    open: (name, { Id = '', Target = '', Type = '', TargetMode = '' }) => {
      if (name === 'Relationship' && Type.endsWith('/worksheet') && TargetMode !== 'External')
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const book: Book = { parts, words: await wordsOf(parts), forms: await formsOf(parts), calendar };
  return named.flatMap(({ name, id }) => {
    const part = targets.get(id);
    return part !== undefined && parts.has(part) ? [{ name, lines: () => linesOf(book, part) }] : [];
  });
}

/** The id of a sheet, whichever prefix the writer has given to its namespace. */
function idIn(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
}

/** Texts that cells name by their number; how a word is spoken is no part of it. */
async function wordsOf(parts: Parts): Promise<string[]> {
  const words: string[] = [];
  let [word, size, isText, isSpoken] = ['', 0, false, false];
  // Both parts are left out by writers that need none.
  if (!parts.has('xl/sharedStrings.xml')) return words;
  await hear(parts.read('xl/sharedStrings.xml'), {
    open: (name) => {
      if (name === 'si') word = '';
      else if (name === 'rPh') isSpoken = true;
      isText = name === 't' && !isSpoken;
    },
    text: (text) => {
      if (!isText) return;
      word += text;
      size += text.length;
      if (size > most.words)
        refuse('invalid_input', 'file/workbook-too-large', { megabytes: most.words / 1_000_000 });
    },
    close: (name) => {
      if (name === 'si') words.push(unescaped(word));
      else if (name === 'rPh') isSpoken = false;
      isText = false;
    },
  });
  return words;
}

/** How the numbers of cells are meant, by the number of their style. */
async function formsOf(parts: Parts): Promise<NumberForm[]> {
  const codes = new Map<number, string>();
  const forms: NumberForm[] = [];
  let isCells = false;
  if (!parts.has('xl/styles.xml')) return forms;
  await hear(parts.read('xl/styles.xml'), {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '');
      else if (name === 'cellXfs') isCells = true;
      else if (name === 'xf' && isCells)
        forms.push(numberFormOf(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    close: (name) => {
      if (name === 'cellXfs') isCells = false;
    },
  });
  return forms;
}

/** Which cells were merged downwards, by their first row: that stands behind the rows, so the sheet is passed over once before. */
async function mergedIn({ parts }: Book, part: string): Promise<Map<number, Merged[]>> {
  const merged = new Map<number, Merged[]>();
  let count = 0;
  await hear(parts.read(part), {
    open: (name, { ref = '' }) => {
      if (name !== 'mergeCell') return;
      if (++count > most.merged) refuse('invalid_input', 'file/workbook-broken');
      const area = mergedDown(ref);
      if (!area || area.column >= most.columns) return;
      const others = merged.get(area.from);
      if (others) others.push(area);
      else merged.set(area.from, [area]);
    },
  });
  return merged;
}

async function* linesOf(book: Book, part: string): AsyncGenerator<Line> {
  const merged = await mergedIn(book, part);
  const covered = new Map<number, { to: number; text: string }>();
  let lines: Line[] = [];
  let [line, column, size] = [0, -1, 0];
  let [cells, type, form, text, isValue]: [string[], string, NumberForm, string, boolean] = [
    [],
    '',
    'number',
    '',
    false,
  ];

  function endRow(): void {
    for (const [at, { to, text }] of covered)
      if (line > to) covered.delete(at);
      else if ((cells[at] ?? '') === '') cells[at] = text;
    for (const { column, to } of merged.get(line) ?? [])
      covered.set(column, { to, text: cells[column] ?? '' });
    const row = Array.from(cells, (cell) => cell ?? '');
    if (row.some((cell) => cell.trim() !== '')) lines.push({ line, cells: row });
  }

  const heard = heardFrom(book.parts.read(part), {
    open: (name, attributes) => {
      if (name === 'row') {
        const given = Number(attributes['r'] ?? line + 1);
        if (!Number.isInteger(given) || given <= line || given > 1_048_576)
          refuse('invalid_input', 'file/workbook-broken');
        [line, column, size, cells] = [given, -1, 0, []];
      } else if (name === 'c') {
        column = attributes['r'] === undefined ? column + 1 : columnOfCell(attributes['r']);
        if (column < 0) refuse('invalid_input', 'file/workbook-broken');
        [type, text, form] = [
          attributes['t'] ?? 'n',
          '',
          book.forms[Number(attributes['s'] ?? 0)] ?? 'number',
        ];
      } else isValue = name === 'v' || (name === 't' && type === 'inlineStr');
    },
    text: (piece) => {
      if (!isValue) return;
      text += piece;
      if (text.length > most.row) refuse('invalid_input', 'file/row-too-long', { line });
    },
    close: (name) => {
      isValue = false;
      if (name === 'row') endRow();
      if (name !== 'c' || text === '') return;
      if (column >= most.columns)
        refuse('invalid_input', 'file/too-many-columns', { most: most.columns, found: column + 1 });
      const whole = cellText(book, type, text, form);
      // One text may be named by many cells.
      size += whole.length;
      if (size > most.row) refuse('invalid_input', 'file/row-too-long', { line });
      cells[column] = whole;
    },
  });
  for await (const piece of heard) {
    void piece;
    const ready = lines;
    lines = [];
    yield* ready;
  }
}

function cellText({ words, calendar }: Book, type: string, text: string, form: NumberForm): string {
  switch (type) {
    case 's':
      return words[Number(text)] ?? '';
    case 'b':
      return text === '1' ? 'TRUE' : 'FALSE';
    case 'd':
      return text.slice(0, 10);
    case 'n':
      return cellNumber(text, form, calendar);
    default:
      return unescaped(text);
  }
}

/** Signs that XML cannot hold, as workbooks write them in texts: `_x000D_`. Line ends become what they are elsewhere. @source ECMA-376, part 1, 22.9.2.19 */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, '\n');
}
