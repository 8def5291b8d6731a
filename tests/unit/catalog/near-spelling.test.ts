import { expect, test } from 'vitest';
import { isNearSpelling } from '@/lib/catalog/near-spelling';

test.each([
  ['Coursera', 'Coursera Inc.'],
  ['Example Academy', 'Example-Academy'],
  ['Example Academy', 'ExampleAcademy'],
  ['Example Academy', 'Exmaple Academy'],
  ['Example Academy', 'Example Acadamy'],
  ['Example Academy', 'Example Academmy'],
  ['Universität Göttingen', 'Universitat Gottingen'],
  ['IBM', 'I.B.M.'],
])('%s and %s may be one, written in two ways', (one, other) => {
  expect(isNearSpelling(one, other)).toBe(true);
  expect(isNearSpelling(other, one)).toBe(true);
});

test.each([
  // One name already.
  ['Example Academy', 'EXAMPLE  academy'],
  ['University of York', 'University of Cork'],
  ['University of Leeds', 'University of Leicester'],
  ['IBM', 'IBN'],
  ['School 42', 'School 43'],
  ['Google', 'Google Cloud'],
  ['The Company', 'The Limited'],
  ['', '&'],
])('%s and %s are two', (one, other) => {
  expect(isNearSpelling(one, other)).toBe(false);
  expect(isNearSpelling(other, one)).toBe(false);
});
