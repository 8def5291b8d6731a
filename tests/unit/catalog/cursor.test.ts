import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCursor, writeCursor } from '@/lib/catalog/cursor';

const id = '0b8a5c3e-9f1d-4c67-8a52-3f6d2b1e7a90';

test('a cursor that was given out reads back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1 }), fc.uuid(), (passed, lastId) => {
      expect(parseCursor(writeCursor({ passed, lastId }))).toEqual({ passed, lastId });
    }),
  );
});

test.each([
  '',
  'xx',
  '!!',
  'bnVsbA',
  btoa('[1,"not-an-id"]').replace(/=/g, ''),
  btoa(`[1.5,"${id}"]`).replace(/=/g, ''),
  btoa(`[0,"${id}"]`).replace(/=/g, ''),
  'a'.repeat(10_000),
])('a cursor that was not given out is none: %j', (text) => {
  expect(parseCursor(text)).toBeNull();
});

test('is total', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseCursor(text)));
});
