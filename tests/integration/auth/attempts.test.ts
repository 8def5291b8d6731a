import { createTranslator } from 'next-intl';
import { NextRequest } from 'next/server';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { POST as goToProvider } from '@/app/(account)/sign-in/provider/route';
import { GET as comeBackFromProvider } from '@/app/api/auth/callback/oidc/route';
import { budgets, spendSignIn } from '@/lib/next/rate-budget';
import { database } from '@/lib/next/shared-database';
import refusals from '@/messages/en/refusals.json';

// The framework's part is played here: whose request it is. All else is the product.
const head = new Headers();
vi.mock('next/headers', () => ({
  headers: () => Promise.resolve(head),
  cookies: () => Promise.resolve(new Map<string, { value: string }>()),
}));
vi.mock('next-intl/server', () => ({
  getTranslations: (namespace: 'refusals') =>
    Promise.resolve(createTranslator({ locale: 'en', messages: { refusals }, namespace })),
}));
vi.spyOn(process.stderr, 'write').mockReturnValue(true);
Object.assign(process.env, {
  OIDC_ISSUER: 'http://127.0.0.1:9',
  OIDC_CLIENT_ID: 'crosswalk',
  OIDC_CLIENT_SECRET: 'only-for-tests-only-for-tests',
});

let caller = 0;
beforeEach(() => head.set('x-forwarded-for', `192.0.2.${++caller}`));
afterAll(async () => (await database()).close());

const given = { params: Promise.resolve({}) };
const at = (path: string, init?: ConstructorParameters<typeof NextRequest>[1]) =>
  new NextRequest(new URL(path, process.env['NEXTAUTH_URL']), init);
const roads = {
  'going to the provider': () =>
    goToProvider(
      at('/sign-in/provider', { method: 'POST', body: new URLSearchParams({ next: '/' }) }),
      given,
    ),
  'coming back from it': () => comeBackFromProvider(at('/api/auth/callback/oidc?error=access_denied'), given),
};

it.each(Object.entries(roads))(
  '%s is an attempt, of which an address has so many a minute',
  async (_, go) => {
    for (let n = 1; n < budgets.signIns; n++) await spendSignIn(`192.0.2.${caller}`);
    expect((await go()).status).toBe(303);
    expect((await go()).status).toBe(429);
  },
);
