import { expect, test } from 'vitest';
import { parseSignpostsQuery, signpostsHref } from '@/lib/catalog/signpost';

test('what stands in an address of signposts is what was put into it', () => {
  const parsed = parseSignpostsQuery(
    Object.fromEntries(new URL(signpostsHref('skill', 'C++ & C#', 3), 'http://x').searchParams),
  );
  expect(parsed).toEqual({ kind: 'skill', words: 'C++ & C#', institution: null, page: 3 });
  expect(signpostsHref('course', 'IT 101')).toBe('/signposts?kind=course&q=IT+101');
});

test.each([{}, { kind: 'nonsense' }, { kind: 'institution' }, { kind: ['skill', 'course'] }])(
  'an address that names no kind that has a page, as %j, asks for courses',
  (raw) => {
    expect(parseSignpostsQuery(raw).kind).toBe('course');
  },
);

test('however much is typed, so much of it is read', () => {
  expect(parseSignpostsQuery({ q: 'x'.repeat(5_000), page: '-1' })).toMatchObject({
    words: 'x'.repeat(80),
    page: 1,
  });
});
