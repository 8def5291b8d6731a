import { expect, test } from 'vitest';
import type { SearchDocument } from '@/lib/search/document';
import { anything } from '@/lib/search/search';
import { SearchIndex } from '@/lib/search/search-index';

const letters = 'abcdefghijklmnopqrstuvwxyz';
/** A word by its number, none like its neighbours. */
const word = (number: number) =>
  Array.from(
    { length: 4 + (number % 5) },
    (_, at) => letters[(number * (at + 3) + (number >> at)) % 26],
  ).join('');
const entries: SearchDocument[] = Array.from({ length: 3_000 }, (_, at) => ({
  id: `e${at}`,
  rank: 0,
  title: `a ${word(at)} ${word(at * 7)} data`,
  codes: [],
  providers: [`Provider ${at % 40}`],
  skills: [word(at % 100)],
  outcomes: [],
  description: Array.from({ length: 40 }, (_, place) => word((at * 31 + place * place * 17) % 20_000)).join(
    ' ',
  ),
  language: null,
  facets: { provider: [`Provider ${at % 40}`] },
  numbers: {},
}));
const index = SearchIndex.of(entries);

const planes = Array.from({ length: 17 }, (_, plane) =>
  Array.from({ length: 500 }, (_, at) => String.fromCodePoint(plane * 0x10000 + 0x100 + at * 97)).join(' '),
);
const texts = {
  'ten thousand words': Array.from({ length: 10_000 }, (_, at) => word(at)).join(' '),
  'ten thousand times the same': 'data '.repeat(10_000),
  'letters alone': [...letters].join(' ').repeat(400),
  wildcards: '* %_ ? .* [a-z]+ '.repeat(1_000),
  quotes: '"'.repeat(10_000),
  'quoted frequent words': '"a data" "a data" "a data" "a data"',
  hyphens: `a${'-a'.repeat(5_000)}`,
  apostrophes: "l'".repeat(5_000),
  'one long word': 'x'.repeat(100_000),
  'signs without blanks': '中'.repeat(10_000),
  'marks on one letter': `a${'\u0301'.repeat(20_000)}`,
  'halves of signs': '\ud800 \udc00 '.repeat(2_000),
  ...Object.fromEntries(planes.map((text, plane) => [`plane ${plane}`, text])),
};

test.each(Object.entries(texts))('%s: an answer, and soon', (_, words) => {
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    index.find({ ...anything, words });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  // Time of work, not of the clock, which also counts what else the machine does; the quickest of several says what it costs.
  expect(Math.min(...times)).toBeLessThan(100);
});

test('a page far behind the last is empty', () => {
  expect(index.find({ ...anything, words: 'data', offset: 1_000_000 })).toMatchObject({
    ids: [],
    total: 3_000,
  });
});
