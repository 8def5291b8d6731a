import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SearchDocument } from '@/lib/search/document';
import { SearchIndex } from '@/lib/search/search-index';
import { titleKey } from '@/lib/search/title-key';

const entry = (id: string, values: readonly string[]): SearchDocument => ({
  id,
  rank: 0,
  title: id,
  codes: [],
  providers: [],
  skills: [],
  outcomes: [],
  description: '',
  language: null,
  facets: { called: values },
  numbers: {},
});
const names = [
  'Data',
  'Data Analysis',
  'Analysis of data',
  'C++',
  'C',
  'IT 101',
  'É',
  'éthique',
  '数据分析',
  'R',
];
const typed = [
  'data',
  'da',
  'd',
  'analysis',
  'c',
  'c++',
  'it',
  '10',
  '1',
  'e',
  'é',
  '数据',
  'of',
  'x',
  '"',
  '',
];

/** The same by looking at every entry that is left. */
function plainly(entries: ReadonlyMap<string, readonly string[]>, text: string): string[] {
  const words = titleKey(text)
    .split(' ')
    .filter((word) => word !== '');
  const starts = words.some((word) => word.length > 1);
  const counts = new Map<string, number>();
  for (const values of entries.values())
    for (const value of new Set(values)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .filter(
      ([value]) =>
        words.length > 0 &&
        words.every((word) => ` ${titleKey(value)} `.includes(starts ? ` ${word}` : ` ${word} `)),
    )
    .map(([value, count]) => `${value} ${count}`)
    .sort();
}

test('values are found by the words of their names as by a plain look, whatever was added, replaced and removed', () => {
  const values = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 4 });
  const step = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    values: fc.option(values, { nil: null }),
    isLooked: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 12 }),
      fc.array(fc.array(fc.constantFrom(...typed), { maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      (steps, texts) => {
        let index = SearchIndex.of([]);
        const left = new Map<string, readonly string[]>();
        for (const one of steps) {
          if (one.values === null) {
            index.remove(one.id);
            left.delete(one.id);
          } else {
            index.put([entry(one.id, one.values)]);
            left.set(one.id, one.values);
          }
          if (one.isLooked) index.named.find('called', 'data');
          else index = SearchIndex.read(index.write(''))?.index ?? index;
        }
        for (const words of texts) {
          const text = words.join(' ');
          expect(
            index.named
              .find('called', text)
              .map(({ value, count }) => `${value} ${count}`)
              .sort(),
          ).toEqual(plainly(left, text));
        }
        for (const name of names)
          expect(index.named.count('called', name)).toBe(
            [...left.values()].filter((some) => some.includes(name)).length,
          );
      },
    ),
  );
});

test('where the words are whole words comes first, then what more entries have', () => {
  const index = SearchIndex.of([
    entry('a', ['Database', 'Big data']),
    entry('b', ['Database']),
    entry('c', ['Dataflow']),
  ]);
  expect(index.named.find('called', 'data')).toEqual([
    { value: 'Big data', count: 1 },
    { value: 'Database', count: 2 },
    { value: 'Dataflow', count: 1 },
  ]);
});

test('among twenty thousand values an answer comes soon, whatever is typed', () => {
  const index = SearchIndex.of(
    Array.from({ length: 1_000 }, (_, at) =>
      entry(
        `e${at}`,
        Array.from(
          { length: 20 },
          (__, place) =>
            `${String.fromCharCode(97 + ((at * 7 + place) % 26))}${(at * 31 + place) % 997} course ${at * 20 + place}`,
        ),
      ),
    ),
  );
  index.named.find('called', 'course');
  for (const text of ['a31', 'course 77', `course ${'x '.repeat(5_000)}`, '1 '.repeat(5_000)]) {
    const times = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage();
      index.named.find('called', text);
      return process.cpuUsage(before).user / 1_000;
    });
    expect(Math.min(...times)).toBeLessThan(60);
  }
});
