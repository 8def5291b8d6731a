import { expect, test } from 'vitest';
import { chooseLocale } from '@/lib/next/locale';

const chosen = (wishes: string | null) => chooseLocale(wishes).locale;

test('a reader of English gets it in the manner of the own region', () => {
  expect(chooseLocale('en-GB,en;q=0.9')).toEqual({ language: 'en', locale: 'en-GB' });
  expect(chosen('en')).toBe('en');
  expect(chosen('EN-nz')).toBe('en-NZ');
});

test('of several wishes the dearest counts that we have words for', () => {
  expect(chosen('de-DE, en-GB;q=0.5, en-US;q=0.8')).toBe('en-US');
  expect(chosen('en-AU;q=0.5, en-IE')).toBe('en-IE');
});

test('a language of quality 0 is one that the reader does not want', () => {
  expect(chosen('en-US;q=0, en-GB;q=0.1')).toBe('en-GB');
  expect(chosen('en-US;q=0')).toBe('en');
  expect(chosen('en-US; q=0.000, en-IN;q=0.001')).toBe('en-IN');
});

test('who wishes nothing that we know, or nothing that can be read, gets plain English', () => {
  for (const wishes of [
    null,
    '',
    '*',
    'de',
    'eng',
    'en_GB',
    'en-<script>',
    'en-GB;q=much',
    'x'.repeat(10_000),
  ])
    expect(chooseLocale(wishes)).toEqual({ language: 'en', locale: 'en' });
});
