import { expect, test } from 'vitest';
import { charsetChoices, lookAs, oneByteSets, readAs, setOfHeader } from '@/lib/import/charset';
import { lookOver, newSheet } from '@/lib/import/file-look';

function look(...lines: string[][]) {
  const sheet = newSheet('');
  for (const [at, cells] of lines.entries()) lookOver(sheet, { line: at + 1, cells });
  return { sheets: [sheet] };
}

test('text that was read in one character set reads as it was meant in another, and back', () => {
  expect(readAs('Tytu³ zewnêtrzny', 'windows-1252', 'windows-1250')).toBe('Tytuł zewnętrzny');
  const everySign = Array.from({ length: 96 }, (_, at) => String.fromCodePoint(0xa0 + at)).join('');
  for (const set of oneByteSets)
    expect(readAs(readAs(everySign, 'windows-1252', set), set, 'windows-1252')).toBe(everySign);
});

test('each way to read a file that reads otherwise is offered with some of its words, the way it was read first', () => {
  const file = look(['Tytu³', 'Kod'], ['Jêzyk', 'K 1']);
  expect(charsetChoices(file, 0, 'windows-1252')).toEqual([
    { encoding: 'windows-1252', examples: ['Tytu³', 'Jêzyk'] },
    { encoding: 'windows-1250', examples: ['Tytuł', 'Język'] },
  ]);
  expect(charsetChoices(lookAs(file, 'windows-1252', 'windows-1250'), 0, 'windows-1250')[0]).toEqual({
    encoding: 'windows-1250',
    examples: ['Tytuł', 'Język'],
  });
});

test.each([
  ['utf-8', [['Tytuł'], ['a']]],
  [null, [['Tytuł'], ['a']]],
  // The same byte in each of them.
  ['windows-1252', [['Prüfung'], ['a']]],
] as const)('nothing is asked where it is certain, or makes no difference: %s', (encoding, lines) => {
  expect(charsetChoices(look(...lines.map((line) => [...line])), 0, encoding)).toEqual([]);
});

test('words of a header count only in the letters of their own language', () => {
  const inSet = (text: string) => (set: (typeof oneByteSets)[number]) => readAs(text, 'windows-1252', set);
  expect(setOfHeader(inSet('Przedmiot zewnêtrzny'))).toBe('windows-1250');
  expect(setOfHeader(inSet('Zeugnis;Gültig ab'))).toBeNull();
  expect(setOfHeader(inSet('Intitulé;Rónd'))).toBeNull();
});
