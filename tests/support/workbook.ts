import { crc32, deflateRawSync } from 'node:zlib';

/** A cell as a workbook keeps it: text, a number, a number shown in a style (see `styles`), a formula with what it came to, or nothing. */
export type Cell =
  | string
  | number
  | null
  | { value: number; style: number }
  | { formula: string; value: string };

/** Numbers of styles: a day, a day of its own form, five digits with zeros in front. */
export const styles = { day: 1, ownDay: 2, digits: 3 };

export interface SheetContent {
  name: string;
  rows: readonly (readonly Cell[])[];
  merged?: readonly string[];
  hidden?: boolean;
}

/** A packed file with these parts, in their order; `state` changes what its directory says of one. */
export function packed(
  parts: Readonly<Record<string, string | Uint8Array>>,
  state: (name: string, entry: { size: number; flags: number }) => { size: number; flags: number } = (
    _,
    entry,
  ) => entry,
): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const [bytes, title] = [Buffer.from(content), Buffer.from(name)];
    const small = deflateRawSync(bytes);
    const { size, flags } = state(name, { size: bytes.length, flags: 0x800 });
    const said = Buffer.alloc(26);
    said.writeUInt16LE(20, 0);
    said.writeUInt16LE(flags, 2);
    said.writeUInt16LE(8, 4);
    said.writeUInt32LE(crc32(bytes), 10);
    said.writeUInt32LE(small.length, 14);
    said.writeUInt32LE(size, 18);
    said.writeUInt16LE(title.length, 22);
    files.push(Buffer.from('PK\u0003\u0004', 'latin1'), said, title, small);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), said, end, title);
    at += 30 + title.length + small.length;
  }
  const entries = Buffer.concat(directory);
  const last = Buffer.alloc(22);
  last.write('PK\u0005\u0006', 'latin1');
  const count = Object.keys(parts).length;
  last.writeUInt16LE(count, 8);
  last.writeUInt16LE(count, 10);
  last.writeUInt32LE(entries.length, 12);
  last.writeUInt32LE(at, 16);
  return Buffer.concat([...files, entries, last]);
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

function letters(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : letters(Math.floor(column / 26) - 1) + rest;
}

function cellXml(cell: Cell, address: string, words: Map<string, number>): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${address}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    if (!words.has(cell)) words.set(cell, words.size);
    return `<c r="${address}" t="s"><v>${words.get(cell)}</v></c>`;
  }
  return 'formula' in cell
    ? `<c r="${address}" t="str"><f>${escaped(cell.formula)}</f><v>${escaped(cell.value)}</v></c>`
    : `<c r="${address}" s="${cell.style}"><v>${cell.value}</v></c>`;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook, as Excel writes them; empty rows are left out, as it does. */
export function workbookParts(
  sheets: readonly SheetContent[],
  calendar: 1900 | 1904 = 1900,
): Record<string, string> {
  const words = new Map<string, number>();
  const parts: Record<string, string> = {};
  for (const [n, { rows, merged = [] }] of sheets.entries()) {
    const data = rows
      .map((row, r) => {
        const cells = row.map((cell, c) => cellXml(cell, `${letters(c)}${r + 1}`, words)).join('');
        return cells === '' ? '' : `<row r="${r + 1}">${cells}</row>`;
      })
      .join('');
    const areas = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
    parts[`xl/worksheets/sheet${n + 1}.xml`] =
      `${head}<worksheet xmlns="${main}"><sheetData>${data}</sheetData>${areas === '' ? '' : `<mergeCells>${areas}</mergeCells>`}</worksheet>`;
  }
  const list = sheets
    .map(
      ({ name, hidden }, n) =>
        `<sheet name="${escaped(name)}" sheetId="${n + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${n + 1}"/>`,
    )
    .join('');
  const targets = sheets
    .map(
      (_, n) =>
        `<Relationship Id="rId${n + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${n + 1}.xml"/>`,
    )
    .join('');
  return {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${calendar === 1904 ? ' date1904="1"' : ''}/><sheets>${list}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets}</Relationships>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-407]d. mmmm yyyy"/><numFmt numFmtId="165" formatCode="00000"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}">${[...words.keys()].map((word) => `<si><t xml:space="preserve">${escaped(word)}</t></si>`).join('')}</sst>`,
    ...parts,
  };
}

/** A workbook (XLSX) of these sheets. */
export function workbook(sheets: readonly SheetContent[], calendar: 1900 | 1904 = 1900): Buffer {
  return packed(workbookParts(sheets, calendar));
}
