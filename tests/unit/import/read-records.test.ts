import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '@/lib/kernel/refusal';
import { type FileRecord, readRecords } from '@/lib/usecases/import/read-records';

async function* chunks(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(content: string | Uint8Array, mostBytes = 50_000_000, size = 7): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  for await (const record of readRecords(
    chunks(typeof content === 'string' ? Buffer.from(content) : content, size),
    { mostBytes },
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

  test('bytes that are no UTF-8 stay visible as such', async () => {
    const [record] = await read(
      Buffer.concat([Buffer.from('code,title\nA,Caf'), Buffer.from([0xe9]), Buffer.from(' x\n')]),
    );
    expect(record).toEqual({ line: 2, row: { code: 'A', title: 'Caf\ufffd x' } });
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

describe('what is no file of rows is refused', () => {
  test.each([
    ['file/empty', ''],
    ['file/empty', ' \n\n'],
    ['file/json-array', '[{"code":"A"}]'],
    ['file/utf16', Buffer.from('\ufeffcode,title\nA,B\n', 'utf16le')],
    ['file/spreadsheet', Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(100)])],
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
