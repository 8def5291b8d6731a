import { expect, test } from 'vitest';
import { headersOfPublicData, staticHeaders } from '@/lib/next/static-headers';
import config from '@/next.config';

test('the framework puts the headers on everything, and says of static files that they load nothing', async () => {
  const rules = (await config.headers?.()) ?? [];
  const of = (source: string) => rules.find((rule) => rule.source === source)?.headers;
  expect(of('/:path*')).toEqual(staticHeaders);
  expect(of('/api/v1/:path*')).toEqual(headersOfPublicData);
  expect(of('/_next/static/:path*')).toEqual([
    { key: 'Content-Security-Policy', value: "default-src 'none'" },
  ]);
  expect(config.poweredByHeader).toBe(false);
});
