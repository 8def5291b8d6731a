import { expect, test } from 'vitest';
import { contentSecurityPolicy, filePolicy, isFileOfStrangers } from '@/lib/next/content-security-policy';

const place = { nonce: 'bm9uY2U=', secure: true, development: false, formTargets: [] };
const directives = (policy: string) =>
  new Map(policy.split('; ').map((line) => [line.split(' ')[0], line.split(' ').slice(1).join(' ')]));

test('the built product runs and styles nothing without the nonce, and lets nobody frame or rebase it', () => {
  const policy = directives(contentSecurityPolicy(place));
  expect(policy.get('script-src')).toBe("'nonce-bm9uY2U=' 'strict-dynamic'");
  expect(policy.get('style-src')).toBe("'self' 'nonce-bm9uY2U='");
  for (const name of ['default-src', 'object-src', 'base-uri', 'frame-ancestors'])
    expect(policy.get(name)).toBe("'none'");
  expect(contentSecurityPolicy(place)).not.toContain('unsafe-');
});

test('whatever else a page needs comes from here', () => {
  const policy = directives(contentSecurityPolicy(place));
  expect(policy.get('img-src')).toBe("'self' data:");
  for (const name of ['font-src', 'connect-src', 'manifest-src']) expect(policy.get(name)).toBe("'self'");
});

test('asks for https only where https is spoken', () => {
  expect(directives(contentSecurityPolicy(place)).has('upgrade-insecure-requests')).toBe(true);
  expect(
    directives(contentSecurityPolicy({ ...place, secure: false })).has('upgrade-insecure-requests'),
  ).toBe(false);
});

test('forms lead here, and to the identity provider where there is one', () => {
  expect(directives(contentSecurityPolicy(place)).get('form-action')).toBe("'self'");
  expect(
    directives(contentSecurityPolicy({ ...place, formTargets: ['https://id.example.edu'] })).get(
      'form-action',
    ),
  ).toBe("'self' https://id.example.edu");
});

test('only the development server may evaluate code', () => {
  expect(contentSecurityPolicy({ ...place, development: true })).toContain("'unsafe-eval'");
});

test('gives an uploaded file no origin, and only an uploaded file', () => {
  expect(filePolicy).toBe("default-src 'none'; sandbox");
  expect(isFileOfStrangers('/registrar/rules/1/evidence/2')).toBe(true);
  for (const path of [
    '/registrar/rules/1',
    '/registrar/rules/1/history',
    '/registrar/rules/1/evidence/2/x',
    '/x/registrar/rules/1/evidence/2',
  ])
    expect(isFileOfStrangers(path)).toBe(false);
});
