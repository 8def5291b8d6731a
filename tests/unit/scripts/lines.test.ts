import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from '@/scripts/lines';

const read = async (bytes: Buffer, size: number) => {
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
    bytes.subarray(n * size, (n + 1) * size),
  );
  const lines: string[] = [];
  for await (const line of linesOf(Readable.from(chunks))) lines.push(line);
  return lines;
};

test('every text written as JSON is one line and comes back, wherever the bytes are cut', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '\u2028', '\u2029', '\u0085', '\r', '\n', '𝄞') });
  await fc.assert(
    fc.asyncProperty(fc.array(text), fc.integer({ min: 1, max: 9 }), async (texts, size) => {
      const bytes = Buffer.from(texts.map((one) => `${JSON.stringify(one)}\n`).join(''));
      expect((await read(bytes, size)).map((line) => JSON.parse(line) as unknown)).toEqual(texts);
    }),
  );
});

test('a last line needs no end, and a carriage return before the end is no part of a line', async () => {
  expect(await read(Buffer.from('one\r\n\r\ntwo'), 2)).toEqual(['one', '', 'two']);
  expect(await read(Buffer.from(''), 2)).toEqual([]);
});
