import { expect, test } from 'vitest';
import { keptMost, markOf, newMarks, readKept, seenAfter, withKept } from '@/lib/catalog/kept-search';

const one = { name: 'Python', address: '/catalog?q=python', seen: '', fresh: 0, lookedAt: 0 };

test('what was kept is read back, and what is no kept search is left out', () => {
  expect(readKept(JSON.stringify([one]))).toEqual([one]);
  for (const address of [
    'https://evil.example/catalog?q=a',
    '//evil.example/catalog?q',
    'javascript:alert(1)',
    '/catalog',
    '/catalogue?q=a',
  ])
    expect(readKept(JSON.stringify([{ ...one, address }]))).toEqual([]);
  for (const text of [
    null,
    '',
    '{',
    'null',
    '{}',
    '[null,1,"a",{}]',
    JSON.stringify([{ ...one, seen: 'xyz' }]),
  ])
    expect(readKept(text)).toEqual([]);
});

test('a search is kept once, the newest first, and the oldest gives way', () => {
  const many = Array.from({ length: 30 }, (_, at) => ({ ...one, address: `/catalog?q=${at}` }));
  const kept = many.reduce(withKept, [] as readonly (typeof one)[]);
  expect(kept).toHaveLength(keptMost.searches);
  expect(kept[0]?.address).toBe('/catalog?q=29');
  expect(withKept(kept, { ...one, name: `  ${'x'.repeat(200)}`, address: '/catalog?q=25' })[0]).toMatchObject(
    {
      name: 'x'.repeat(keptMost.name),
      address: '/catalog?q=25',
    },
  );
});

test('new is what was not seen, and what has gone is not', () => {
  const marks = ['0a1b2c3d-1', 'ffffffff-2', '12345678-3'].map(markOf);
  expect(newMarks(`${marks[0]}${marks[1]}`, `${marks[1]}${marks[2]}`)).toEqual([marks[2]]);
  expect(newMarks('', '')).toEqual([]);
});

test('what is new on a page that was not looked at stays new', () => {
  const [first, second, third, gone] = ['0a1b2c3d', 'ffffffff', '12345678', '99999999'];
  const now = `${first}${second}${third}`;
  const seen = seenAfter(`${first}${gone}`, now, new Set([second as string]));
  expect(seen).toBe(`${first}${second}`);
  expect(newMarks(seen, now)).toEqual([third]);
});
