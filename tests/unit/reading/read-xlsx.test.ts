import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { FileLook } from '@/lib/import/file-look';
import { readHeader } from '@/lib/import/header';
import { readRecords } from '@/lib/reading/read-records';
import type { FileRecord } from '@/lib/reading/rows-below';
import { packed, styles, workbook, workbookParts, type SheetContent } from '@/tests/support/workbook';

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

async function read(
  bytes: Uint8Array,
  options: { sheet?: number; look?: FileLook; mostBytes?: number } = {},
) {
  const records: FileRecord[] = [];
  const header = (lines: readonly (readonly string[])[]) => readHeader('courses', 'columns', lines);
  for await (const record of readRecords(chunks(bytes), { mostBytes: 50_000_000, header, ...options }))
    records.push(record);
  return records;
}
const sheet = (rows: SheetContent['rows'], more: Partial<SheetContent> = {}): SheetContent => ({
  name: 'Tabelle1',
  rows,
  ...more,
});
const refusal = (reason: string) => expect.objectContaining({ code: 'invalid_input', reason });
const list = sheet([
  ['code', 'title', 'credits'],
  ['A-1', 'Analysis & <Algebra>', 7.5],
]);

describe('a workbook', () => {
  test('is read like any list of rows, below a title and between blank rows, packed again or not', async () => {
    const book = workbook([
      sheet([
        ['Courses of 2026'],
        [],
        ['Code', 'Title', 'Credits'],
        ['A-1', 'Analysis', 5],
        [],
        ['B-2', 'Ölmühle  ', null],
      ]),
    ]);
    const expected = [
      { line: 4, row: { code: 'A-1', title: 'Analysis', credits: '5' } },
      { line: 6, row: { code: 'B-2', title: 'Ölmühle  ', credits: '' } },
    ];
    expect(await read(book)).toEqual(expected);
    expect(await read(gzipSync(book))).toEqual(expected);
  });

  test('says signs that XML cannot hold as itself, shared or in its cell', async () => {
    const rows = sheet([
      ['code', 'title'],
      ['A_x000D_', 'One_x000D_\nTwo _x005F_x000D_ _x1_'],
    ]);
    const expected = [{ line: 2, row: { code: 'A\n', title: 'One\nTwo _x000D_ _x1_' } }];
    expect(await read(workbook([rows]))).toEqual(expected);
  });

  test('is read without the parts that are left out by writers that need none', async () => {
    const { 'xl/sharedStrings.xml': _, 'xl/styles.xml': __, ...parts } = workbookParts([list]);
    const inline = Object.fromEntries(
      Object.entries(parts).map(([name, text]) => [
        name,
        text.replace(/t="s"><v>\d+<\/v>/g, (_, at: number) => `t="inlineStr"><is><t>${at}</t></is>`),
      ]),
    );
    const words = ['code', 'title', 'credits', 'A-1', 'Analysis'];
    let next = 0;
    const named = Object.fromEntries(
      Object.entries(inline).map(([name, text]) => [
        name,
        text.replace(/<is><t>\d+<\/t><\/is>/g, () => `<is><t>${words[next++] ?? ''}</t></is>`),
      ]),
    );
    expect(await read(packed(named))).toEqual([
      { line: 2, row: { code: 'A-1', title: 'Analysis', credits: '7.5' } },
    ]);
  });

  test('says days by its own calendar, numbers as they are shown, and formulas as what they came to', async () => {
    const rows: SheetContent['rows'] = [
      ['code', 'title', 'credits', 'first_day'],
      [
        { value: 42, style: styles.digits },
        { formula: 'A1&"<x>"', value: 'Came <to>' },
        0.1 + 0.2,
        { value: 45_566, style: styles.day },
      ],
      ['B', 'b', 1, { value: 45_566.5, style: styles.ownDay }],
    ];
    expect(await read(workbook([sheet(rows)]))).toEqual([
      { line: 2, row: { code: '00042', title: 'Came <to>', credits: '0.3', first_day: '2024-10-01' } },
      { line: 3, row: { code: 'B', title: 'b', credits: '1', first_day: '2024-10-01' } },
    ]);
    const [first] = await read(workbook([sheet(rows)], 1904));
    expect(first).toMatchObject({ row: { first_day: '2028-10-02' } });
  });

  test('gives what was merged downwards to each of its rows, and a title over several columns to one', async () => {
    const rows: SheetContent['rows'] = [
      ['A title', null, null],
      ['code', 'title', 'department'],
      ['A', 'a', 'INF'],
      ['B', 'b', null],
      ['C', 'c', null],
      ['D', 'd', null],
    ];
    const records = await read(workbook([sheet(rows, { merged: ['A1:C1', 'C3:C5'] })]));
    expect(records.map((record) => 'row' in record && record.row['department'])).toEqual([
      'INF',
      'INF',
      'INF',
      '',
    ]);
  });

  test('of several sheets none is guessed: those that people see are looked over, and the one asked for is read', async () => {
    const book = workbook([
      sheet([['Read me first']], { name: 'Notes' }),
      sheet([['x']], { name: 'Secret', hidden: true }),
      { ...list, name: 'Liste' },
    ]);
    const look: FileLook = { sheets: [] };
    expect(await read(book, { look })).toEqual([]);
    expect(look.sheets.map(({ name, top }) => [name, top.length])).toEqual([
      ['Notes', 1],
      ['Liste', 2],
    ]);
    expect(await read(book, { sheet: 1 })).toEqual([
      { line: 2, row: { code: 'A-1', title: 'Analysis & <Algebra>', credits: '7.5' } },
    ]);
  });

  test('of one sheet is looked over where its header is not ours', async () => {
    const look: FileLook = { sheets: [] };
    await read(
      workbook([
        sheet([
          ['Modulnr.', 'Bezeichnung'],
          ['A-1', 'Analysis'],
        ]),
      ]),
      { look },
    );
    expect(look.sheets).toMatchObject([
      { name: 'Tabelle1', top: [{ line: 1, cells: ['Modulnr.', 'Bezeichnung'] }, { line: 2 }] },
    ]);
  });

  test('without rows is refused, as an empty file is', async () => {
    await expect(read(workbook([sheet([])]), { look: { sheets: [] } })).rejects.toEqual(
      refusal('file/empty'),
    );
    await expect(read(workbook([sheet([]), sheet([])]), { look: { sheets: [] } })).rejects.toEqual(
      refusal('file/empty'),
    );
  });
});

describe('what a stranger’s workbook cannot do', () => {
  const parts = workbookParts([list]);
  const changed = (name: string, change: (xml: string) => string) =>
    packed({ ...parts, [name]: change(parts[name] ?? '') });
  const rowsPart = 'xl/worksheets/sheet1.xml';
  const twice = (name: string) => {
    const bytes = packed({ ...parts, 'xl/worksheets/sheetX.xml': '<x/>' }).toString('latin1');
    return Buffer.from(bytes.replaceAll('sheetX', name), 'latin1');
  };

  test.each<[string, Uint8Array, string]>([
    ['a packed file of something else', packed({ 'word/document.xml': '<x/>' }), 'file/no-workbook'],
    ['the beginning of one', workbook([list]).subarray(0, 300), 'file/packed-badly'],
    ['the first four bytes of one', Buffer.from('PK\u0003\u0004', 'latin1'), 'file/packed-badly'],
    [
      'a part that is larger than it says',
      packed(parts, (name, entry) => (name === rowsPart ? { ...entry, size: 10 } : entry)),
      'file/packed-badly',
    ],
    [
      'a part that is smaller than it says',
      packed(parts, (name, entry) => (name === rowsPart ? { ...entry, size: entry.size + 10 } : entry)),
      'file/packed-badly',
    ],
    ['two parts of one name', twice('sheet1'), 'file/packed-badly'],
    [
      'a locked part',
      packed(parts, (name, entry) => (name === rowsPart ? { ...entry, flags: 0x801 } : entry)),
      'file/workbook-locked',
    ],
    [
      'a part packed a thousandfold',
      packed({ ...parts, 'xl/media/x': Buffer.alloc(30_000_000) }),
      'file/workbook-bomb',
    ],
    [
      'more than may be unpacked',
      packed({
        ...parts,
        'xl/a': Buffer.alloc(19_000_000),
        'xl/b': Buffer.alloc(19_000_000),
        'xl/c': Buffer.alloc(19_000_000),
      }),
      'file/too-large',
    ],
    [
      'too many parts',
      packed(Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`xl/${n}`, '']))),
      'file/workbook-parts',
    ],
    [
      'an entity from elsewhere',
      changed(rowsPart, (xml) =>
        xml.replace('?>\n', '?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'),
      ),
      'file/workbook-broken',
    ],
    [
      'entities that grow',
      changed('xl/sharedStrings.xml', (xml) =>
        xml
          .replace('?>\n', '?>\n<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>')
          .replace('code', '&b;'),
      ),
      'file/workbook-broken',
    ],
    [
      'XML that does not close',
      changed(rowsPart, (xml) => xml.replace('</sheetData>', '')),
      'file/workbook-broken',
    ],
    [
      'rows that go backwards',
      changed(rowsPart, (xml) => xml.replace('<row r="2">', '<row r="1">')),
      'file/workbook-broken',
    ],
    [
      'a cell that is nowhere',
      changed(rowsPart, (xml) => xml.replace('r="A2"', 'r="2A"')),
      'file/workbook-broken',
    ],
    [
      'a cell far to the right',
      changed(rowsPart, (xml) => xml.replace('r="C2"', 'r="XFD2"')),
      'file/too-many-columns',
    ],
  ])('%s is refused', async (_, bytes, reason) => {
    await expect(read(bytes)).rejects.toEqual(refusal(reason));
  });

  test('one long text that many cells name is a row that is too long', async () => {
    const long = 'x'.repeat(30_000);
    await expect(
      read(workbook([sheet([['code', 'title'], Array.from({ length: 40 }, () => long)])])),
    ).rejects.toEqual(refusal('file/row-too-long'));
  });

  test('a text that does not exist, and a style that does not, are nothing and a number', async () => {
    const bytes = changed(rowsPart, (xml) =>
      xml
        .replace('<c r="B2" t="s"><v>4</v></c>', '<c r="B2" t="s"><v>999</v></c>')
        .replace('<c r="C2">', '<c r="C2" s="99">'),
    );
    expect(await read(bytes)).toEqual([{ line: 2, row: { code: 'A-1', title: '', credits: '7.5' } }]);
  });
});
