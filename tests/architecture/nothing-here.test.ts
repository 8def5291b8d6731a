import { expect, test } from 'vitest';
import { sourcesOf } from './sources';

const pages = sourcesOf('app').filter(({ file }) => file.endsWith('/page.tsx'));
/** A page about one thing, named in its address, or one that ends with notFound(). */
const mayBeMissing = ({ file, text }: (typeof pages)[number]) =>
  file.includes('[') || /\bnotFound\(\)|orNotFound\(/.test(text);
/** Leads to another address and shows nothing. */
const leadsOn = ['app/(public)/catalog/[slug]/credit/page.tsx'];

test('a page whose subject may be missing is the one page that says so, without scripts as well', () => {
  const bare = pages
    .filter(mayBeMissing)
    .filter(({ text }) => !/export default orNothingHere\(/.test(text))
    .map(({ file }) => file);
  expect(bare).toEqual(leadsOn);
});

test('every area shows that page in its own frame', () => {
  const areas = new Set(pages.map(({ file }) => file.split('/').slice(0, 2).join('/')));
  const frames = sourcesOf('app').filter(({ file }) => file.endsWith('/not-found.tsx'));
  for (const area of [...areas].filter((one) => one.includes('(')))
    expect(frames.find(({ file }) => file === `${area}/not-found.tsx`)?.text, area).toContain('NothingHere');
});
