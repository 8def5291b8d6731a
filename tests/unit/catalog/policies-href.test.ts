import { expect, test } from 'vitest';
import { askedVersion, policiesHref } from '@/lib/catalog/policies-href';

test('the page of an institution’s rules is found with and without a version', () => {
  expect(policiesHref('guild')).toBe('/institutions/guild/policies');
  const address = new URL(policiesHref('guild', 12), 'https://any.example');
  expect(askedVersion(address.searchParams.get('version') ?? undefined)).toBe(12);
});

test.each([undefined, ''])('%s asks for the rules in force', (given) =>
  expect(askedVersion(given)).toBeNull(),
);

test.each(['x', '0', '-1', '1.5', '1e3', '٣', '12345678', ['x', '2']])(
  '%s asks for a version that nobody has, and not for those in force',
  (given) => expect(askedVersion(given)).toBe(0),
);

test('of several versions the first counts', () => expect(askedVersion(['2', '3'])).toBe(2));
