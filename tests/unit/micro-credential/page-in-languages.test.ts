import { expect, test } from 'vitest';
import { pageInLanguages, pageLanguages } from '@/lib/micro-credential/page-in-languages';

test('a page that names its language may stand in others, and without one', () => {
  const found = pageInLanguages('https://open.example.org/de/courses/data?x=1');
  expect(found).toContain('https://open.example.org/en/courses/data?x=1');
  expect(found).toContain('https://open.example.org/courses/data?x=1');
  expect(found).not.toContain('https://open.example.org/de/courses/data?x=1');
  expect(pageInLanguages('https://example.org/learn/pt-br/data')).toContain(
    'https://example.org/learn/en/data',
  );
  expect(pageInLanguages('https://de.example.org/data')).toEqual(
    expect.arrayContaining(['https://www.example.org/data', 'https://fr.example.org/data']),
  );
});

test('one that names none has no others, and what is no address is none', () => {
  for (const address of [
    'https://example.org/learn/design',
    'https://example.org/',
    'de/courses',
    '',
    'https://de.org/x',
  ])
    expect(pageInLanguages(address)).toEqual([]);
});

test.each(pageLanguages)('%s is told in a path and in a host', (one) => {
  expect(pageInLanguages(`https://example.org/${one}/data`)).toContain('https://example.org/data');
  expect(pageInLanguages(`https://${one}.example.org/data`)).toContain('https://www.example.org/data');
});
