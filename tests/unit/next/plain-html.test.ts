import { describe, expect, test } from 'vitest';
import { plainHtml } from '@/lib/next/plain-html';

const script = { address: '/_next/static/page-1.js', nonce: 'bm9uY2U=' };
const page = (body: string) =>
  `<!DOCTYPE html><html lang="en"><head><link rel="stylesheet" href="/a.css"/><link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/a.js"/><script src="/_next/static/chunks/a.js" async="" nonce="x"></script><title>T</title></head><body>${body}</body></html>`;
const bare = (body: string) =>
  `<!DOCTYPE html><html lang="en"><head><link rel="stylesheet" href="/a.css"/><title>T</title><script src="/_next/static/page-1.js" nonce="bm9uY2U=" defer=""></script></head><body>${body}</body></html>`;

describe('a page without the framework’s script', () => {
  test('keeps what is read, and has its own script', () => {
    expect(plainHtml(page('<main><p>3 ECTS</p></main>'), script)).toBe(bare('<main><p>3 ECTS</p></main>'));
  });

  test('has nothing of what only that script reads', () => {
    const told = '<script nonce="x">self.__next_f.push([1,"a\\u003cb"])</script>';
    const marked = '<div hidden=""><!--$--><!--/$--></div><p>a<!-- -->b</p><!--$--><!--/$-->';
    expect(plainHtml(page(`${marked}${told}<script nonce="x">$RT=1</script>`), script)).toBe(
      bare('<p>ab</p>'),
    );
  });

  test('keeps what it says to search engines', () => {
    const data = '<script type="application/ld+json" nonce="x">{"name":"\\u003c/script>"}</script>';
    expect(plainHtml(page(data), script)).toBe(bare(data));
  });

  test('keeps text that speaks of scripts, which stands there escaped', () => {
    const text = '<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;!-- a --&gt;</p>';
    expect(plainHtml(page(text), script)).toBe(bare(text));
  });

  test('where none is built it has none', () => {
    expect(plainHtml(page(''), null)).not.toContain('<script');
  });

  test.each([
    ['an error that script tells', '<html id="__next_error__"><head></head><body></body></html>'],
    ['a part that script brings', page('<!--$?--><template id="B:0"></template><!--/$-->')],
  ])('a page stays as it is where it is not whole without: %s', (_, html) => {
    expect(plainHtml(html, script)).toBeNull();
  });
});
