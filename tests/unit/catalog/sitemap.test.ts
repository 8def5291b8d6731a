import { describe, expect, test } from 'vitest';
import { partAsked, sitemapIndex, sitemapPart } from '@/lib/catalog/sitemap';

describe('the index of the sitemap', () => {
  test.each([
    [0, 1],
    [1, 2],
    [10_000, 2],
    [10_001, 3],
    [100_000, 11],
  ])('of %i entries names %i parts', (entries, parts) => {
    const text = sitemapIndex('https://x.example', entries);
    expect(text.match(/<loc>/g)).toHaveLength(parts);
    expect(text).toContain(`<loc>https://x.example/sitemap/${parts - 1}</loc>`);
  });
});

test('a part says when a page last changed, where that is known, and no sign of an address ends it', () => {
  const text = sitemapPart('https://x.example', [
    { path: '/help', changedAt: null },
    { path: '/catalog/a&b<c>\'d"', changedAt: '2026-05-01T10:00:00.000Z' },
  ]);
  expect(text).toContain('<url><loc>https://x.example/help</loc></url>');
  expect(text).toContain(
    '<loc>https://x.example/catalog/a&amp;b&lt;c&gt;&apos;d&quot;</loc><lastmod>2026-05-01T10:00:00.000Z</lastmod>',
  );
});

test.each([
  ['0', 0],
  ['12', 12],
  ['01', null],
  ['-1', null],
  ['1.xml', null],
  ['99999', null],
  ['', null],
])('a part asked for as %j is %j', (text, part) => {
  expect(partAsked(text)).toBe(part);
});
