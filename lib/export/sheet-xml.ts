import { type CivilDate, daysBetween, isCivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { type Cell, type Cells, cellText } from './cells';

/** What one cell of a workbook may hold, as spreadsheets have it. @units characters @source ECMA-376, 18.3.1.53; Excel specifications and limits */
export const mostInCell = 32_767;

/** Styles of cells by their place in `xl/styles.xml`. */
const styles = { number: 0, text: 1, day: 2, head: 3 };

/** Columns whose cells are days, and those whose cells are amounts; every other cell is text, which no spreadsheet makes something else of. */
const days = new Set(
  (
    'valid_from valid_to retrieved_on quality_source_on quality_until issued_from issued_to claim_from claim_to ' +
    'first_day'
  ).split(' '),
);
const amounts = new Set(
  (
    'credits total_credits amount credit_amount workload_hours pass_mark price min_score below_score eqf_min ' +
    'eqf_max'
  ).split(' '),
);

/** From here on both calendars count alike. @source lib/import/cell-number.ts */
const [epoch, firstDay] = [parseCivilDate('1899-12-30'), parseCivilDate('1900-03-01')];

/** The parts of a workbook beside its one sheet, by their names. @source ECMA-376, part 1, 12.3 */
export const partsBeside: Readonly<Record<string, string>> = {
  '[Content_Types].xml': xml(
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      part('/xl/workbook.xml', 'sheet.main') +
      part('/xl/worksheets/sheet1.xml', 'worksheet') +
      part('/xl/styles.xml', 'styles') +
      '</Types>',
  ),
  '_rels/.rels': relationships(['officeDocument', 'xl/workbook.xml']),
  'xl/workbook.xml': xml(
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">' +
      '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
  ),
  'xl/_rels/workbook.xml.rels': relationships(
    ['worksheet', 'worksheets/sheet1.xml'],
    ['styles', 'styles.xml'],
  ),
  'xl/styles.xml': xml(
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>' +
      '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">' +
      [
        [0, 0],
        [49, 0],
        [164, 0],
        [49, 1],
      ]
        .map(
          ([form, font]) =>
            `<xf numFmtId="${form}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
        )
        .join('') +
      '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ),
};

/** What stands above the rows: names of columns that stay in sight, and for what is typed into a column later, the form of its cells. */
export function sheetHead(columns: readonly string[]): string {
  const forms = columns.map(
    (column, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="18" style="${styleOf(column)}" customWidth="1"/>`,
  );
  return xml(
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      `<cols>${forms.join('')}</cols><sheetData>` +
      row(1, columns.map((column, at) => inlineText(placeOf(at, 1), styles.head, column)).join('')),
  );
}

/** These rows, the first of them in that line of the sheet. */
export function sheetRows(columns: readonly string[], rows: readonly Cells[], line: number): string {
  const names = columns.map((column, at) => [column, placeOf(at, '')] as const);
  return rows
    .map((cells, at) =>
      row(
        line + at,
        names
          .map(([column, letters]) => cellXml(column, `${letters}${line + at}`, cells[column] ?? null))
          .join(''),
      ),
    )
    .join('');
}

/** What stands below the last row. */
export const sheetEnd = '</sheetData></worksheet>';

function cellXml(column: string, place: string, cell: Cell): string {
  const found = cellText(cell);
  if (found === '') return '';
  if (typeof found === 'number') return number(place, styles.number, found);
  if (days.has(column) && isCivilDate(found) && found >= firstDay)
    return number(place, styles.day, daysBetween(epoch, found as CivilDate));
  // As many digits as a workbook keeps; any other amount, such as 8/3, is text.
  if (amounts.has(column) && /^(0|[1-9]\d{0,8})(\.\d{1,6})?$/.test(found))
    return number(place, styles.number, found);
  return found.length > mostInCell ? '' : inlineText(place, styles.text, found);
}

function styleOf(column: string): number {
  return days.has(column) ? styles.day : amounts.has(column) ? styles.number : styles.text;
}

function number(place: string, style: number, value: string | number): string {
  return `<c r="${place}" s="${style}"><v>${value}</v></c>`;
}

/** A text that is never taken for a formula: formulas stand in an element of their own. @source ECMA-376, 18.3.1.53, is */
function inlineText(place: string, style: number, text: string): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function row(line: number, cells: string): string {
  return `<row r="${line}">${cells}</row>`;
}

/** The address of a cell: A1, …, Z1, AA1. */
function placeOf(at: number, line: number | string): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? `${letter}${line}` : `${placeOf(Math.floor(at / 26) - 1, '')}${letter}${line}`;
}

/** What XML cannot hold is left out. @source XML 1.0, 2.2 */
function escaped(text: string): string {
  return (
    text
      // A text that looks like such an escape is not one: its first sign is written as one.
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  );
}

function xml(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`;
}

function part(name: string, kind: string): string {
  return `<Override PartName="${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
}

function relationships(...targets: readonly (readonly [kind: string, target: string])[]): string {
  const all = targets.map(
    ([kind, target], at) =>
      `<Relationship Id="rId${at + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`,
  );
  return xml(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`,
  );
}
