import type { FileLook } from '@/lib/import/file-look';
import { readHeader } from '@/lib/import/header';
import { readRecords } from '@/lib/reading/read-records';
import { packed, styles, workbook, workbookParts, type Cell } from '@/tests/support/workbook';
import { huntThrough, type Reader } from './files';
import type { Shape } from './growth';
import type { Hunted } from './hunt';
import { below, type Chance, mutatedText, oneOf } from './mutate';
import { file } from './shapes';

const top: Cell[] = ['code', 'title', 'credits', 'first_day'];
const parts = workbookParts([
  {
    name: 'List',
    rows: [
      top,
      ['A-1', 'Analysis', 7.5, { value: 45_566, style: styles.day }],
      ['B-2', 'B', { formula: '1+1', value: '2' }, null],
    ],
    merged: ['A2:A3'],
  },
  { name: 'Other', rows: [['x'], ['y']] },
]);
const names = Object.keys(parts);

/** A workbook with one part changed, or with bytes of the packed file changed, cut off, put before or put behind. */
function workbookBytes(chance: Chance): Buffer {
  const name = oneOf(chance, names);
  if (chance() < 0.6) return packed({ ...parts, [name]: mutatedText(chance, [parts[name] ?? ''], 20_000) });
  const bytes = packed(parts);
  switch (below(chance, 5)) {
    case 0:
      return bytes.subarray(0, below(chance, bytes.length));
    case 1:
      return Buffer.concat([Buffer.from('code,title\nA,B\n'), bytes]);
    case 2:
      return Buffer.concat([bytes, bytes]);
    case 3:
      return packed(parts, (_, entry) => ({ ...entry, size: below(chance, 4_000_000_000) }));
    default:
      for (let n = 0; n < 1 + below(chance, 8); n += 1)
        bytes[below(chance, bytes.length)] = below(chance, 256);
      return bytes;
  }
}

const ours: Reader = (bytes) => {
  const look: FileLook = { sheets: [] };
  return readRecords(bytes, {
    mostBytes: 200_000,
    look,
    header: (lines) => readHeader('courses', 'columns', lines),
  });
};

/** Workbooks through the reader of imports: rows in their order, a look, or a refusal in words; and nothing else. */
export async function huntWorkbooks(count: number, read: Reader = ours): Promise<Hunted> {
  return huntThrough('workbooks', workbookBytes, count, read);
}

const list = (rows: readonly (readonly Cell[])[], merged: readonly string[] = []) =>
  workbook([{ name: 'List', rows: [top, ...rows], merged }]);
const times = <Value>(count: number, of: (n: number) => Value) =>
  Array.from({ length: count }, (_, n) => of(n));
const book = list([['A', 'B', 3]]);
const withPart = (name: string, change: (xml: string) => string) => {
  const all = workbookParts([{ name: 'List', rows: [top, ['A', 'B', 3]] }]);
  return packed({ ...all, [name]: change(all[name] ?? '') });
};
const rowsPart = 'xl/worksheets/sheet1.xml';

/** Workbooks in which there is much of one thing. */
export const workbookShapes: readonly Shape[] = [
  file('rows of a workbook', (n) => list(times(n, (i) => [`C-${i}`, `Course ${i}`, 3]))),
  file('days of a workbook', (n) =>
    list(times(n, (i) => [`C-${i}`, 'x', 3, { value: 40_000 + i, style: styles.ownDay }])),
  ),
  file('one text that all cells name', (n) => list(times(n, () => times(50, () => 'y'.repeat(900))))),
  file('blank rows of a workbook', (n) =>
    withPart(rowsPart, (xml) =>
      xml.replace('</sheetData>', `${times(n, (i) => `<row r="${i + 3}"/>`).join('')}</sheetData>`),
    ),
  ),
  file('cells without a value', (n) =>
    withPart(rowsPart, (xml) =>
      xml.replace('</sheetData>', `<row r="9">${'<c r="A9"/>'.repeat(n)}</row></sheetData>`),
    ),
  ),
  file('areas that begin in one row', (n) =>
    list(
      [['A', 'B', 3]],
      times(n, (i) => `A2:A${i + 3}`),
    ),
  ),
  file('areas that begin in every row', (n) =>
    list(
      times(n, (i) => [`C-${i}`, 'x', 3]),
      times(n, (i) => `D${i + 1}:D${i + 900}`),
    ),
  ),
  file('texts that no cell names', (n) =>
    withPart('xl/sharedStrings.xml', (xml) =>
      xml.replace('</sst>', `${'<si><t>x</t></si>'.repeat(n)}</sst>`),
    ),
  ),
  file('a text of many runs', (n) =>
    withPart('xl/sharedStrings.xml', (xml) => xml.replace('<si>', `<si>${'<r><t>x</t></r>'.repeat(n)}`)),
  ),
  file('styles that no cell has', (n) =>
    withPart('xl/styles.xml', (xml) =>
      xml.replace('</cellXfs>', `${'<xf numFmtId="164"/>'.repeat(n)}</cellXfs>`),
    ),
  ),
  file('a form of a number that is long', (n) =>
    withPart('xl/styles.xml', (xml) => xml.replace('00000', '"a"[b]'.repeat(n))),
  ),
  file('elements within each other', (n) =>
    withPart(rowsPart, (xml) =>
      xml.replace('<sheetData>', `${'<x>'.repeat(n)}${'</x>'.repeat(n)}<sheetData>`),
    ),
  ),
  file('attributes of one element', (n) =>
    withPart(rowsPart, (xml) =>
      xml.replace('<sheetData>', `<sheetData ${times(n, (i) => `a${i}="1"`).join(' ')}>`),
    ),
  ),
  file('parts of a packed file', (n) =>
    packed({
      ...workbookParts([{ name: 'List', rows: [top, ['A', 'B', 3]] }]),
      ...Object.fromEntries(times(Math.min(n, 2_000), (i) => [`xl/x${i}`, 'x'])),
    }),
  ),
  file('bytes before the end of a packed file', (n) =>
    Buffer.concat([book, Buffer.alloc(n, 'PK\u0005\u0006', 'latin1')]),
  ),
  file('sheets of a workbook', (n) =>
    workbook(
      times(Math.min(n, 500), (i) => ({
        name: `S${i}`,
        rows: [
          ['Modul', 'Titel'],
          ['A', 'B'],
        ],
      })),
    ),
  ),
];
