import { rmSync } from 'node:fs';
import path from 'node:path';
import { setImmediate, setTimeout as passing } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Portion, readingLimits, type ReadingLimits, type ReadingPlan } from '@/lib/import/reading';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import { readApart } from '@/lib/reading/read-apart';
import { buildFileReader } from '@/scripts/product/programs-apart';
import { throwAwayHome } from '@/tests/support/throw-away';

const plan: ReadingPlan = {
  kind: 'courses',
  options: { format: 'columns', withText: false, takeDoubtful: false, matchColumns: false },
  matching: null,
};
const folder = throwAwayHome('reader');
const reader = path.join(folder, 'file-reader.mjs');
beforeAll(() => buildFileReader(reader));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* bytesOf(...parts: (string | (() => never))[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(typeof part === 'string' ? part : part());
}

async function read(
  bytes: AsyncIterable<Uint8Array>,
  limits: Partial<ReadingLimits> = {},
  start: readonly string[] = [reader],
): Promise<Portion[]> {
  const portions: Portion[] = [];
  for await (const portion of readApart(bytes, plan, { ...readingLimits, ...limits }, start))
    portions.push(portion);
  return portions;
}
const refusal = (reason: string, details?: object) =>
  expect.objectContaining({ code: 'invalid_input', reason, ...(details && { details }) });
const rows = (count: number) =>
  `code,title\n${Array.from({ length: count }, (_, n) => `C-${n},Course ${n}\n`).join('')}`;

describe('a file read apart', () => {
  test('says which columns of texts it left out, where nobody asked for texts', async () => {
    const [portion] = await read(bytesOf('code,title,outcomes\nA,B,Can do it\n'));
    expect(portion?.head.ignored).toEqual(['outcomes']);
  });

  test('comes in portions, with what its top says and what the file alone settles', async () => {
    const portions = await read(bytesOf('A list\ncode,Course Title,room\n', 'A,B,1\n,C,2\nA,B,3\nA,D,4\n'));
    expect(portions).toEqual([
      {
        head: {
          ignored: ['room'],
          renamed: [{ found: 'Course Title', column: 'title' }],
          linesAbove: 1,
          leftOut: 0,
          encoding: 'utf-8',
          readsAs: null,
        },
        found: [
          expect.objectContaining({ line: 3, row: expect.objectContaining({ code: 'A', title: 'B' }) }),
        ],
        settled: [
          { line: 4, outcome: 'rejected', key: '', reason: 'cell/missing?column=code' },
          { line: 5, outcome: 'unchanged', key: 'A', reason: 'row/repeats?line=3' },
          { line: 6, outcome: 'rejected', key: 'A', reason: 'row/contradicts?line=3' },
        ],
      },
    ]);
    expect((await read(bytesOf(rows(2_500)))).map(({ found }) => found.length)).toEqual([1_000, 1_000, 500]);
  });

  test('is refused in the words of the reader, and a broken source in its own', async () => {
    await expect(read(bytesOf('code\nA\n'))).rejects.toEqual(
      refusal('file/columns-missing', expect.anything()),
    );
    const gone = () => refuse('conflict', 'import/content-missing');
    await expect(read(bytesOf(rows(10), gone))).rejects.toEqual(
      expect.objectContaining({ code: 'conflict', reason: 'import/content-missing' }),
    );
  });

  test('is read from its source where there is no build', async () => {
    expect(await read(bytesOf(rows(1)), {}, ['--import', 'tsx', 'lib/reading/program.ts'])).toHaveLength(1);
  });
});

describe('a file that is too much', () => {
  test('too many rows: stopped at the limit, and not before', async () => {
    expect(await read(bytesOf(rows(50)), { mostRows: 50 })).toHaveLength(1);
    await expect(read(bytesOf(rows(51)), { mostRows: 50 })).rejects.toEqual(
      refusal('file/stopped-rows', { most: 50 }),
    );
  });

  test('too much memory: a document that does not fit ends its reader and nothing else', async () => {
    const list = `[${'{"code":"A","title":[[[[]]]]},'.repeat(900_000)}{}]`;
    await expect(read(bytesOf(list), { mostMemory: 64 })).rejects.toEqual(
      refusal('file/stopped-memory', { megabytes: 64 }),
    );
  });

  test('too long: a reader that is caught in a loop is ended, and our own loop goes on meanwhile', async () => {
    let [turns, isOver] = [0, false];
    const looping = read(bytesOf(rows(1)), { mostSilence: 1 }, ['-e', 'for (;;);']).finally(
      () => (isOver = true),
    );
    const counted = (async () => {
      for (; !isOver; turns += 1) await setImmediate();
    })();
    await expect(looping).rejects.toEqual(refusal('file/stopped-time', { seconds: 1 }));
    await counted;
    expect(turns).toBeGreaterThan(1_000);
  });

  test('too long in all, though never silent', async () => {
    const slow = `process.on('message', () => setTimeout(() => process.send({ portion: {} }), 200))`;
    await expect(read(bytesOf(rows(1)), { mostTime: 1 }, ['-e', slow])).rejects.toEqual(
      refusal('file/stopped-time', { seconds: 1 }),
    );
  });

  test('time in which nothing is asked of the reader is not its own', async () => {
    const mostTime = 10;
    const portions = readApart(bytesOf(rows(6_500)), plan, { ...readingLimits, mostTime }, [reader]);
    const begun = performance.now();
    let found = 0;
    for await (const portion of portions) {
      found += portion.found.length;
      // What is tested is that time passes; it need not cost the machine anything.
      await passing(2_000);
    }
    expect(found).toBe(6_500);
    expect(performance.now() - begun).toBeGreaterThan(mostTime * 1_000);
  });
});

describe('the reader', () => {
  test('that ends by a fault of ours is no refusal, and says where it was and nothing of the file', async () => {
    const fault = read(bytesOf(rows(1)), {}, ['-e', 'process.exit(3)']);
    await expect(fault).rejects.toThrow('code 3');
    await expect(fault).rejects.not.toBeInstanceOf(Refusal);
  });

  test('gets nothing of our environment', async () => {
    process.env['APP_DATABASE_URL'] ??= 'postgres://secret';
    const telling = `process.once('message', () => process.send({ failed: Object.keys(process.env).join() }))`;
    const told = read(bytesOf(rows(1)), {}, ['-e', telling]);
    await expect(told).rejects.not.toThrow('DATABASE_URL');
    await expect(told).rejects.toThrow('A file could not be read');
  });

  test('ends when nobody wants the rest', async () => {
    const kept: number[] = [];
    const telling = `process.on('message', () => process.send({ portion: { pid: process.pid } }))`;
    for await (const portion of readApart(bytesOf(rows(1)), plan, readingLimits, ['-e', telling])) {
      kept.push((portion as unknown as { pid: number }).pid);
      break;
    }
    const isThere = () => {
      try {
        process.kill(kept[0] ?? 0, 0);
        return true;
      } catch {
        return false;
      }
    };
    while (isThere()) await setImmediate();
    expect(kept).toHaveLength(1);
  });
});
