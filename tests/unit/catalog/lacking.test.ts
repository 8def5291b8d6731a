import { expect, test } from 'vitest';
import { lackingFor } from '@/lib/catalog/lacking';

const [known, unknown, institution] = [{ entry: {} }, { entry: null }, {}];

test('asks for no more than what is lacking', () => {
  expect(lackingFor({ holdings: [], institution: null })).toBe('both');
  expect(lackingFor({ holdings: [], institution })).toBe('certificate');
  expect(lackingFor({ holdings: [unknown], institution })).toBe('known');
  expect(lackingFor({ holdings: [unknown], institution: null })).toBe('known');
  expect(lackingFor({ holdings: [unknown, known], institution: null })).toBe('institution');
});
