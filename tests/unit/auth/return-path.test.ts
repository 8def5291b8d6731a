import { describe, expect, it } from 'vitest';
import { returnPath, startPath } from '@/lib/auth/return-path';

const heads = [
  '//',
  '/\\',
  '\\/',
  '\\\\',
  '///',
  '/\t/',
  '/\n/',
  '/ /',
  '%2f%2f',
  '/%5c',
  '/.//',
  '/..//',
  '/x/..//',
  '/./\\',
  'http://',
  'https://',
  'https:',
  'https:/',
  'HTTPS://',
  'http:\\\\',
  'ftp://',
  'javascript:',
  'javascript://',
  'data:text/html,',
  'vbscript:',
  'mailto:',
  'blob:',
  'file:///',
  '?//',
  '#//',
  '@',
  '.',
  '..//',
  'x',
  ' /',
  '\t/',
  '\u0000/',
  '/\u0000',
  '/\u2028',
  '/\u00a0/',
  '/\uff0f',
  '/%0d%0aLocation:',
];
const tails = [
  'evil.example',
  'evil.example/%2e%2e',
  'evil.example\\@this.site',
  'this.site@evil.example',
  '[::1]/x',
];
const payloads = heads.flatMap((head) => tails.map((tail) => head + tail));

/** Where a browser would really go: it drops tabs and line feeds, and reads a backslash as a slash. */
const landsOn = (path: string) => new URL(path, 'https://this.site').host;

describe('the address after signing in', () => {
  it(`lets none of ${payloads.length} foreign addresses through`, () => {
    expect(payloads.length).toBeGreaterThanOrEqual(200);
    for (const payload of payloads) {
      const path = returnPath(payload);
      expect(path, payload).toMatch(/^\/(?![/\\])/);
      expect(landsOn(path), payload).toBe('this.site');
      expect(path, payload).toMatch(/^[!-~]+$/);
    }
  });

  it('keeps paths of this site, with what they ask for', () => {
    for (const path of [
      '/',
      '/registrar/rules?state=draft&page=2',
      '/faculty/cases/1#votes',
      '/catalog?q=%C3%A9',
    ])
      expect(returnPath(path)).toBe(path);
  });

  it('goes to the start page without a wish, with an endless one, and rather than around in a circle', () => {
    for (const path of [
      undefined,
      null,
      '',
      `/${'x'.repeat(2_000)}`,
      '/sign-in',
      '/sign-in/link?token=x',
      '/api/auth/callback/oidc',
    ])
      expect(returnPath(path)).toBe(startPath);
  });
});
