import { expect, test } from 'vitest';
import {
  headersOfOwnAnswer,
  headersOfPublicData,
  staticHeaders,
  strictTransport,
} from '@/lib/next/static-headers';

const sent = Object.fromEntries(staticHeaders.map(({ key, value }) => [key.toLowerCase(), value]));

test('every answer says that it is of its type, framed by nobody, for this origin, and uses nothing of the device', () => {
  expect(sent).toEqual({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    'permissions-policy': expect.any(String) as string,
  });
  expect(sent['permissions-policy']?.split(', ').sort()).toEqual(
    ['browsing-topics', 'camera', 'geolocation', 'interest-cohort', 'microphone', 'payment', 'usb'].map(
      (feature) => `${feature}=()`,
    ),
  );
});

test('https stays https for two years, on every host below', () => {
  expect(strictTransport).toBe('max-age=63072000; includeSubDomains');
});

test('what is answered before the framework says the same, is kept by nobody, and stays on https', () => {
  expect(headersOfOwnAnswer('7', true)).toEqual({
    ...sent,
    'cache-control': 'no-store',
    'x-request-id': '7',
    'strict-transport-security': strictTransport,
  });
  expect(headersOfOwnAnswer('7', false)).not.toHaveProperty('strict-transport-security');
});

test('public data is read from everywhere, and never with credentials', () => {
  expect(headersOfPublicData.map(({ key }) => key.toLowerCase())).toEqual([
    'access-control-allow-origin',
    'access-control-allow-methods',
    'cross-origin-resource-policy',
  ]);
});
