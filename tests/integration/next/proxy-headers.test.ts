import { NextRequest } from 'next/server';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { filePolicy } from '@/lib/next/content-security-policy';
import { database } from '@/lib/next/shared-database';
import { strictTransport } from '@/lib/next/static-headers';

// What depends on the request: set by the front guard on whatever it lets through or turns away.
const site = 'https://credit.example.edu';
Object.assign(process.env, { NEXTAUTH_URL: site, ALLOWED_HOSTS: 'credit.example.edu' });
// It puts on record what it turns away.
vi.spyOn(process.stderr, 'write').mockReturnValue(true);
const { proxy } = await import('@/proxy');
afterAll(async () => (await database()).close());

const ask = async (path: string, host = 'credit.example.edu') =>
  (await proxy(new NextRequest(`${site}${path}`, { headers: { host } }))).headers;

describe('the front guard', () => {
  test.each([
    ['lets through', 'credit.example.edu'],
    ['turns away', 'elsewhere.example'],
  ])(
    'gives each answer that it %s a policy of its own, a number, and https for good',
    async (_what, host) => {
      const [one, other] = [await ask('/catalog', host), await ask('/catalog', host)];
      const nonces = [one, other].map(
        (headers) => /'nonce-([^']{22,})'/.exec(headers.get('content-security-policy') ?? '')?.[1],
      );
      expect(new Set(nonces).size).toBe(2);
      expect(nonces).not.toContain(undefined);
      for (const headers of [one, other]) {
        expect(headers.get('strict-transport-security')).toBe(strictTransport);
        expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      }
    },
  );

  test('gives a file of strangers no origin and nothing to run', async () => {
    expect((await ask('/registrar/rules/1/evidence/2')).get('content-security-policy')).toBe(filePolicy);
  });
});
