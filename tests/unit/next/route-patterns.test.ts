import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { otherRoute, patternsOf, routesBy, staticRoute } from '@/lib/next/route-patterns';
import { inProject } from '@/scripts/project';

const patterns = patternsOf(readdirSync(inProject('app'), { recursive: true, encoding: 'utf8' }));
const routeOf = routesBy(patterns);

test('every page and route of the product is a pattern, without the groups it is filed in', () => {
  expect(patterns).toEqual(
    expect.arrayContaining(['/', '/catalog/[slug]', '/sitemap.xml', '/api/v1/[...path]']),
  );
  expect(patterns.filter((pattern) => /[()]|\.ts/.test(pattern))).toEqual([]);
});

test.each([
  ['/', '/'],
  ['/catalog', '/catalog'],
  ['/catalog/', '/catalog'],
  ['/catalog/data-science', '/catalog/[slug]'],
  ['/catalog/data-science/credit', '/catalog/[slug]/credit'],
  ['/registrar/rules/new', '/registrar/rules/new'],
  ['/registrar/rules/018f-1', '/registrar/rules/[ruleId]'],
  ['/api/v1/catalog/x', '/api/v1/catalog/[slug]'],
  ['/api/v1/nothing/of/the/kind', '/api/v1/[...path]'],
  ['/_next/static/chunks/a.js', staticRoute],
  ['/catalog//', otherRoute],
  ['/wp-login.php', otherRoute],
  ['/api/metrics', otherRoute],
])('%s is %s', (path, route) => {
  expect(routeOf(path)).toBe(route);
});

test('whatever is asked for, the answer is one of a fixed list', () => {
  const known = new Set([...patterns, otherRoute, staticRoute]);
  fc.assert(fc.property(fc.webPath(), (path) => known.has(routeOf(path))));
});
