import { expect, test } from 'vitest';
import { organizationHref, parseOrganizationQuery } from '@/lib/catalog/organization-role';

const id = '0f8fad5b-d9cb-469f-a165-70867728950e';

test.each([
  [{}, { role: null, from: null }],
  [{ as: 'platform' }, { role: 'platform', from: null }],
  [{ as: ['recommender', 'platform'] }, { role: 'recommender', from: null }],
  [
    { as: 'reseller', after: 'x' },
    { role: null, from: null },
  ],
  [
    { as: 'provider', after: id },
    { role: 'provider', from: { way: 'after', id } },
  ],
  [{ before: id }, { role: null, from: { way: 'before', id } }],
  [
    { before: id, after: id },
    { role: null, from: { way: 'after', id } },
  ],
  [
    { after: `${id}'; DROP TABLE organization`, as: '\0' },
    { role: null, from: null },
  ],
] as const)('the address %j asks for %j', (parameters, query) => {
  expect(parseOrganizationQuery(parameters)).toEqual(query);
});

test.each([
  [{ role: null, from: null }, '/organizations/google'],
  [{ role: 'awarding_body', from: null }, '/organizations/google?as=awarding_body'],
  [{ role: 'platform', from: { way: 'before', id } }, `/organizations/google?as=platform&before=${id}`],
] as const)('%j has the address %s, and is read from it', (query, address) => {
  expect(organizationHref('google', query)).toBe(address);
  expect(
    parseOrganizationQuery(Object.fromEntries(new URL(address, 'http://a.example').searchParams)),
  ).toEqual(query);
});
