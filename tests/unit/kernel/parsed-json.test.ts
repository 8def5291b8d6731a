import { expect, test } from 'vitest';
import { parsedJson } from '@/lib/kernel/parsed-json';

test('what is JSON is read, and what is none is told from all that is', () => {
  for (const value of [null, false, 0, '', [], { a: [1] }])
    expect(parsedJson(JSON.stringify(value))).toEqual(value);
  for (const text of ['', '{', '{"a":1', 'undefined', "{'a':1}", '1 2'])
    expect(parsedJson(text)).toBeUndefined();
});
