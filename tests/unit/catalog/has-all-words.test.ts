import { expect, test } from 'vitest';
import { hasAllWords } from '@/lib/catalog/has-all-words';

test.each([
  ['Hochschule Mühlenau HS Mühlenau Germany', 'muhlenau', true],
  ['Hochschule Mühlenau HS Mühlenau Germany', 'germ HOCH', true],
  ['Hochschule Mühlenau HS Mühlenau Germany', ' hs  mühl ', true],
  ['Hochschule Mühlenau HS Mühlenau Germany', 'hs oxford', false],
  ['Northbridge', '', true],
])('in %j stands %j: %s', (text, typed, stands) => {
  expect(hasAllWords(text, typed)).toBe(stands);
});
