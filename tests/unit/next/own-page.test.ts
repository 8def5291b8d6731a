import { expect, test } from 'vitest';
import { ownPage, wantsPage } from '@/lib/next/own-page';

const asking = (headers: Record<string, string>) => wantsPage({ get: (name) => headers[name] ?? null });

test('a browser gets a page, a program and a script of ours do not', () => {
  expect(asking({ accept: 'text/html,application/xhtml+xml' })).toBe(true);
  expect(asking({ accept: 'application/json' })).toBe(false);
  expect(asking({})).toBe(false);
  expect(asking({ accept: 'text/html', rsc: '1' })).toBe(false);
  expect(asking({ accept: 'text/html', 'next-action': 'a' })).toBe(false);
});

test('the page has a title, its sentence and a way on, and nothing of what was asked', () => {
  const given = { look: { sheets: ['/a.css'], fonts: ['f'] }, theme: '"><script>' };
  const html = ownPage({ title: 'T', sentence: 'S.', link: { href: '/', words: 'Start' } }, given);
  expect(html).toContain('<h1 class="serif text-2xl sm:text-3xl">T</h1>');
  expect(html).toContain('<a href="/" class="link">Start</a>');
  expect(html).toContain('<link rel="stylesheet" href="/a.css">');
  expect(html).not.toContain('<script');
  expect(ownPage({ title: 'T', sentence: 'S.', link: null }, given)).not.toContain('<a ');
});
