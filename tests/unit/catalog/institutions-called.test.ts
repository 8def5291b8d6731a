import { expect, test } from 'vitest';
import { institutionsCalled } from '@/lib/catalog/institutions-called';

const institutions = [
  { name: 'Northbridge State University', shortName: 'NSU' },
  { name: 'Hochschule Mühlenau', shortName: 'HS Mühlenau' },
];
const called = (text: string) => institutionsCalled(institutions, text).map(({ shortName }) => shortName);

test('institutions are meant by the beginning of a word of theirs, whatever its case and accents', () => {
  expect(called('northbridge')).toEqual(['NSU']);
  expect(called('State univ')).toEqual(['NSU']);
  expect(called('MUHL')).toEqual(['HS Mühlenau']);
  expect(called('bridge')).toEqual([]);
});

test('what is too short to say means none', () => {
  expect(called('n')).toEqual([]);
  expect(called('')).toEqual([]);
});
