import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCursor, writeCursor } from '@/lib/catalog/cursor';

const id = '0b8a5c3e-9f1d-4c67-8a52-3f6d2b1e7a90';

test('a cursor that was given out reads back, whatever letters the title has', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.string({ unit: 'grapheme', maxLength: 80 }).filter((text) => !text.includes('\u0000')),
      (key, title) => {
        expect(parseCursor(writeCursor([key, title, id]))).toEqual([key, title, id]);
      },
    ),
  );
});

test.each([
  '',
  'xx',
  '!!',
  'bnVsbA',
  btoa('[1,"a","not-an-id"]').replace(/=/g, ''),
  writeCursor([1, 'a\u0000b', id]),
  'a'.repeat(10_000),
])('a cursor that was not given out is none: %j', (text) => {
  expect(parseCursor(text)).toBeNull();
});

test('is total', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseCursor(text)));
});
