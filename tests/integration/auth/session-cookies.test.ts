import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { POST as changeAppearance } from '@/app/theme/route';
import { keepInstitution, keepSession, dropSession } from '@/lib/auth/session-jar';
import { redeemHere, sendSignInLink } from '@/lib/auth/sign-in-link';
import { openSession } from '@/lib/db/sessions';
import { budgets } from '@/lib/next/rate-budget';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { startMailCatcher } from '@/tests/support/mail-catcher';

// The framework's part is played here: whose request it is, its jar of cookies, and what runs after the answer. All else is the product.
interface Cookie {
  value: string;
  [flag: string]: unknown;
}
const jar = new Map<string, Cookie>();
const head = new Headers();
let caller = 0;
const later: (() => Promise<unknown>)[] = [];
vi.mock('next/headers', () => ({
  headers: () => Promise.resolve(head),
  cookies: () =>
    Promise.resolve({
      get: (name: string) => jar.get(name),
      set: (name: string, value: string, flags: object) => void jar.set(name, { value, ...flags }),
    }),
}));
vi.mock('next/server', () => ({ after: (work: () => Promise<unknown>) => void later.push(work) }));
vi.mock('next-intl/server', () => ({
  getTranslations: () =>
    Promise.resolve((key: string, values: Record<string, string>) => `${key} ${values['link'] ?? ''}`),
}));
const lines: string[] = [];
vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);

const catcher = await startMailCatcher();
afterAll(() => catcher.close());
Object.assign(process.env, {
  NEXTAUTH_URL: 'https://credit.example.edu',
  SMTP_URL: catcher.url,
  MAIL_FROM: 'Crosswalk <credit@example.edu>',
});

const institution = await anInstitution();
const mailOf = async (personId: string) =>
  (await queryAsSuperuser<{ email: string }>('select email from person where id = $1', [personId]))[0]
    ?.email ?? '';
const tokenInMail = async () => {
  for (const work of later.splice(0)) await work();
  return /token=([\w-]+)/.exec(catcher.mails.splice(0).at(-1)?.text ?? '')?.[1];
};

beforeEach(() => {
  jar.clear();
  later.splice(0);
  head.set('x-forwarded-for', `192.0.2.${++caller}`);
});

/** Bound to this host and to https, out of the reach of scripts and of foreign forms. */
function expectBound() {
  expect(jar.size).toBeGreaterThan(0);
  for (const [name, cookie] of jar) {
    expect(name).toMatch(/^__Host-crosswalk-/);
    expect(cookie, name).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: true, path: '/' });
    expect(cookie, name).not.toHaveProperty('domain');
  }
}

describe('each cookie is bound to this host and to https, and no script reads it', () => {
  it.each(['link', 'demonstration'] as const)('of a session by %s, with its institution', async (by) => {
    const [user] = await queryAsSuperuser<{ id: string }>(
      'insert into auth_user default values returning id',
    );
    const opened = await openSession(ctxOf().database, user?.id ?? '');
    await keepSession(ctxOf(), by, { ...opened, tenantId: institution.id });
    expect([...jar.values()].map(({ value }) => value)).toEqual([opened.token, institution.id]);
    expectBound();
    await dropSession();
    expect([...jar.values()].map(({ value, maxAge }) => [value, maxAge])).toEqual([
      ['', 0],
      ['', 0],
    ]);
    expectBound();
  });

  it('of the appearance, which scripts read as well', async () => {
    const form = { method: 'POST', body: new URLSearchParams({ theme: 'dark' }) };
    await changeAppearance(new Request('https://credit.example.edu/theme', form));
    expect([...jar]).toEqual([
      [
        '__Host-crosswalk-theme',
        expect.objectContaining({ value: 'dark', sameSite: 'lax', secure: true, path: '/' }),
      ],
    ]);
  });

  it('of a chosen institution', async () => {
    await keepInstitution(institution.id);
    expectBound();
  });

  it('of a link that was asked for, for ten minutes; it goes when the link is redeemed', async () => {
    const person = await aPerson(institution, 'registrar');
    await sendSignInLink(ctxOf(), { email: await mailOf(person.id) });
    expect([...jar.values()].map(({ maxAge }) => maxAge)).toEqual([600]);
    expectBound();
    await redeemHere(ctxOf(), { token: (await tokenInMail()) ?? '' });
    expect(
      [...jar].filter(([name]) => name.endsWith('link')).map(([, { value, maxAge }]) => [value, maxAge]),
    ).toEqual([['', 0]]);
    expectBound();
  });
});

describe('a link whose mailbox has become nobody’s since', () => {
  it.each([
    ['its person was suspended', `update person set status = 'suspended' where id = $1`],
    ['its address was corrected', `update person set email = 'elsewhere.' || email where id = $1`],
  ])('signs nobody in: %s', async (_why, change) => {
    const person = await aPerson(institution, 'registrar');
    await sendSignInLink(ctxOf(), { email: await mailOf(person.id) });
    const token = await tokenInMail();
    expect(token).toBeDefined();
    await queryAsSuperuser(change, [person.id]);
    const accounts = () => queryAsSuperuser('select id from auth_user');
    const before = (await accounts()).length;
    await expect(redeemHere(ctxOf(), { token: token ?? '' })).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'account/link-not-valid',
    });
    expect((await accounts()).length).toBe(before);
    expect([...jar.keys()].filter((name) => name.endsWith('session'))).toEqual([]);
  });
});

describe('attempts to sign in are counted by where they come from', () => {
  it.each([
    ['asking for links', () => sendSignInLink(ctxOf(), { email: `nobody.${caller}@example.test` })],
    ['trying links', () => redeemHere(ctxOf(), { token: 'x'.repeat(43) })],
  ])('%s', async (_what, attempt) => {
    const outcome = () =>
      attempt().then(
        () => 'taken',
        (error: { code: string }) => error.code,
      );
    for (let n = 0; n < budgets.signIns; n += 1) expect(await outcome()).not.toBe('rate_limited');
    expect(await outcome()).toBe('rate_limited');
    head.set('x-forwarded-for', `198.51.100.${caller}`);
    expect(await outcome()).not.toBe('rate_limited');
  });
});
