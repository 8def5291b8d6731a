import { expect, test } from 'vitest';
import { isPlainPage } from '@/lib/catalog/plain-pages';

test.each([
  ['/', true],
  ['/catalog', true],
  ['/catalog/compare', true],
  ['/catalog/a-certificate', true],
  ['/catalog/a-certificate/credit', false],
  ['/institutions', true],
  ['/institutions/northbridge', true],
  ['/institutions/northbridge/policies', true],
  ['/institutions/northbridge/people', false],
  ['/organizations/google', true],
  ['/organizations', false],
  ['/estimate', true],
  ['/help', true],
  ['/sign-in', false],
  ['/registrar', false],
  ['/api/v1/catalog', false],
  ['/catalogue', false],
])('%s is a page without the framework’s script: %s', (path, isPlain) => {
  expect(isPlainPage(path)).toBe(isPlain);
});
