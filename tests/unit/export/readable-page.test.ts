import { expect, test } from 'vitest';
import { escaped, heading, pageHead, paragraph, tableHead, tableRow } from '@/lib/export/readable-page';

const hostile = `"><script>alert('x')</script>&`;

test('nothing that somebody wrote becomes more than text', () => {
  const all = [
    pageHead(hostile, hostile),
    heading(hostile),
    paragraph(hostile),
    tableHead(hostile, [hostile]),
    tableRow([hostile, { text: hostile, href: hostile }]),
  ].join('');
  expect(all).not.toContain('<script');
  expect(all).not.toContain(`"><`.concat('script'));
  expect(all).toContain(escaped(hostile));
});

test('a page asks for nothing from elsewhere and runs nothing', () => {
  expect(pageHead('A', 'en')).toContain(`default-src 'none'`);
});

test('lines of a cell stay lines', () => {
  expect(tableRow(['a\nb'])).toContain('a<br>b');
});
