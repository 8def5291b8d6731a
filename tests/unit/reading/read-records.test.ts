import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '@/lib/kernel/refusal';
import { readHeader } from '@/lib/import/header';
import { readRecords } from '@/lib/reading/read-records';
import type { FileRecord } from '@/lib/reading/rows-below';

async function* chunks(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(content: string | Uint8Array, mostBytes = 50_000_000, size = 7): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  for await (const record of readRecords(
    chunks(typeof content === 'string' ? Buffer.from(content) : content, size),
    { mostBytes, header: (lines) => readHeader('courses', 'catalog', lines) },
  ))
    records.push(record);
  return records;
}

const refusal = (reason: string) => expect.objectContaining({ code: 'invalid_input', reason });

describe('CSV', () => {
  test.each([',', ';', '\t'])(
    'header and rows with %j, quotes, line breaks inside a cell, short rows',
    async (d) => {
      const text =
        ['Code', 'Department Name', 'title'].join(d) +
        '\r\n' +
        ['A-1', '"x' + d + '\ny"', 'Über'].join(d) +
        '\r\n\r\nB-2\r\n';
      expect(await read(text)).toEqual([
        { line: 3, row: { code: 'A-1', department_name: `x${d}\ny`, title: 'Über' } },
        { line: 5, row: { code: 'B-2', department_name: '', title: '' } },
      ]);
    },
  );

  test('a byte order mark and gzip make no difference', async () => {
    const plain = 'code,title\nA,B\n';
    const expected = await read(plain);
    expect(expected).toHaveLength(1);
    expect(await read('\ufeff' + plain)).toEqual(expected);
    expect(await read(gzipSync('\ufeff' + plain))).toEqual(expected);
  });

  test('a row with more cells than columns is a row error; the others are read', async () => {
    const records = await read('code,title\nA,B,C\nD,E\n');
    expect(records).toEqual([
      { line: 2, problem: expect.objectContaining({ code: 'row/too-many-cells' }) },
      { line: 3, row: { code: 'D', title: 'E' } },
    ]);
  });

  test('a byte that is no UTF-8 among signs that are stays visible as such', async () => {
    const [record] = await read(
      Buffer.concat([Buffer.from('code,title\nA,Üb Caf'), Buffer.from([0xe9]), Buffer.from(' x\n')]),
    );
    expect(record).toEqual({ line: 2, row: { code: 'A', title: 'Üb Caf\ufffd x' } });
  });
});

describe('JSON lines', () => {
  test('objects are rows; anything else is a row error in its place', async () => {
    const records = await read('{"code":"A"}\n[1]\n\n{"code":\n7\n{"code":"B"}');
    expect(records.map((record) => ('row' in record ? record.row : record.problem.code))).toEqual([
      { code: 'A' },
      'row/not-object',
      'row/not-json',
      'row/not-object',
      { code: 'B' },
    ]);
    expect(records.map(({ line }) => line)).toEqual([1, 2, 4, 5, 6]);
  });

  test('an overlong line is one row error and is not kept', async () => {
    const records = await read(
      `{"code":"A"}\n{"code":"${'x'.repeat(2_500_000)}"}\n{"code":"B"}\n`,
      50_000_000,
      65_536,
    );
    expect(records.map((record) => ('row' in record ? record.row : record.problem.code))).toEqual([
      { code: 'A' },
      'row/too-long',
      { code: 'B' },
    ]);
  });
});

describe('shapes of real exports', () => {
  test.each([';', ',', '\t', '|'])('the line that names the separator %j is no row', async (d) => {
    for (const line of [`sep=${d}`, `"sep=${d}"`, `\ufeffSEP=${d}`])
      expect(await read(`${line}\r\ncode${d}title\r\nA${d}B\r\n`)).toEqual([
        { line: 3, row: { code: 'A', title: 'B' } },
      ]);
  });

  test('a bar separates, unless something else does in the first line that has any', async () => {
    expect(await read('code|title\nA|B, C\n')).toEqual([{ line: 2, row: { code: 'A', title: 'B, C' } }]);
  });

  test.each([
    ['a list in one line', '[{"code":"A"},{"code":"B"}]'],
    ['a printed list', '[\n  {"code": "A"},\n  {\n    "code": "B"\n  }\n]\n'],
    ['a list in a printed object', '{\n  "count": 2,\n  "courses": [\n    {"code":"A"},{"code":"B"}\n  ]\n}'],
    ['a list in an object in one line', '{"courses":[{"code":"A"},{"code":"B"}]}'],
  ])('%s is one document: its rows are read, and counted instead of lines', async (_, text) => {
    expect(await read(text, 1_000_000, 65_536)).toEqual([
      { line: 1, row: { code: 'A' } },
      { line: 2, row: { code: 'B' } },
    ]);
  });

  test('one printed object is one row; rows with lists in them stay lines', async () => {
    expect(await read('{\n  "code": "A",\n  "sources": [{"slug": "x"}]\n}')).toEqual([
      { line: 1, row: { code: 'A', sources: [{ slug: 'x' }] } },
    ]);
    expect(
      await read('{"external":[{"code":"A"}],"targets":["T"]}\n{"external":[{"code":"B"}]}\n'),
    ).toHaveLength(2);
  });

  test('a thousand printed lines that break off are said to be one broken document, once', async () => {
    const lines = Array.from({ length: 1_000 }, (_, i) => `    {"code": "C-${i}"},`).join('\n');
    await expect(read(`{\n  "courses": [\n${lines}`, 1_000_000, 65_536)).rejects.toMatchObject({
      reason: 'file/json-broken',
      details: { line: 1_002 },
    });
  });

  test('a header of 190,000 columns is refused as quickly as it is read', async () => {
    const before = process.cpuUsage();
    const names = Array.from({ length: 190_000 }, (_, i) => i.toString(36)).join(',');
    await expect(read(`${names}\n`, 50_000_000, 65_536)).rejects.toMatchObject({
      reason: 'file/too-many-columns',
    });
    // Work of the processor, which does not grow with what else the machine does.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(5_000);
  });
});

describe('what is no file of rows is refused', () => {
  test.each([
    ['file/empty', ''],
    ['file/empty', ' \n\n'],
    ['file/json-broken', '[{"code":"A"}'],
    ['file/json-broken', '{\n  "courses": [\n    {"code": }\n  ]\n}\n'],
    ['file/json-lists', '{\n"courses": [{"code":"A"}],\n"programs": [{"code":"B"}]\n}'],
    ['file/too-many-columns', `${'a,'.repeat(190_000)}\n1,2\n`],
    ['file/pdf', '%PDF-1.7\n%\u00e2\u00e3\n1 0 obj, a\n<< /Length 2 >>, b\n'],
    ['file/web-page', '<!DOCTYPE html>\n<table><tr><td>code, title'],
    ['file/binary', Buffer.from('\ufeffcode,title\nA,B\n'.replace(/./g, '$&\0'), 'utf16le')],
    ['file/empty', Buffer.from('\ufeff', 'utf16le')],
    ['file/spreadsheet', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(100)])],
    ['file/binary', Buffer.from(Array.from({ length: 200 }, (_, i) => i % 32))],
    ['file/packed-badly', gzipSync('code,title\nA,B\n').subarray(0, 20)],
    ['file/quote-open', 'code,title\nA,"B\nC,D\n'],
    ['file/row-too-long', `code,title\nA,"${'x'.repeat(1_100_000)}"\n`],
    ['file/column-twice', 'code,title,Code\nA,B,C\n'],
  ])('%s', async (reason, content) => {
    await expect(read(content, 50_000_000, 65_536)).rejects.toEqual(refusal(reason));
  });

  test('a packed file that grows beyond the limit is refused while it unpacks', async () => {
    await expect(read(gzipSync('code,title\n' + 'A,B\n'.repeat(500_000)), 100_000, 65_536)).rejects.toEqual(
      refusal('file/too-large'),
    );
  });
});

test('any bytes give rows, row errors or a refusal: never a crash', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ unit: 'binary', maxLength: 200 }).map((text) => Buffer.from(text)),
    fc
      .array(
        fc.constantFrom(
          '{',
          '"',
          ',',
          ';',
          '\n',
          '\r',
          '\u0000',
          '\ufeff',
          'a',
          '=',
          '\u{1f600}',
          '}',
          '[',
          '\\',
        ),
        { maxLength: 80 },
      )
      .map((parts) => Buffer.from(parts.join(''))),
    fc.uint8Array({ maxLength: 200 }).map((inner) => Buffer.concat([Buffer.from([0x1f, 0x8b]), inner])),
  );
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 64 }), async (content, size) => {
      try {
        const records = await read(content, 1_000_000, size);
        const ends = records.map(({ line }) => line);
        return ends.every((line, i) => i === 0 || line > (ends[i - 1] ?? 0));
      } catch (error) {
        return error instanceof Refusal && error.reason.startsWith('file/');
      }
    }),
    { numRuns: 800 },
  );
});

test('a file with more columns than can be matched is refused in plain words, and not cut', async () => {
  const names = Array.from({ length: 151 }, (_, at) => `Spalte ${at}`).join(';');
  const look = { sheets: [] };
  const all = async (text: string) => {
    for await (const _ of readRecords(chunks(Buffer.from(text)), {
      mostBytes: 1_000_000,
      header: (lines) => readHeader('courses', 'columns', lines),
      look,
    }));
  };
  await expect(all(`${names}\n1;2\n`)).rejects.toMatchObject({
    reason: 'file/too-many-to-match',
    details: { most: 150, found: 151 },
  });
  // Blank cells behind the last column are none.
  await all(`${names.split(';').slice(0, 150).join(';')};;;\n1;2\n`);
  expect(look.sheets).toHaveLength(1);
});
