import { afterAll, describe, expect, it } from 'vitest';
import { beginProviderSignIn, finishProviderSignIn, type ProviderConfig } from '@/lib/auth/provider-sign-in';
import { findUserIdBySession, listMemberships, openSession } from '@/lib/db/sessions';
import { redeemSignInLink } from '@/lib/usecases/account/redeem-sign-in-link';
import { requestSignInLink } from '@/lib/usecases/account/request-sign-in-link';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { startIdentityProvider } from '@/tests/support/identity-provider';
import { bySecret, startLyingProvider, type Token } from '@/tests/support/lying-provider';

const { database } = ctxOf();
const baseUrl = process.env['NEXTAUTH_URL'] ?? '';
const provider = await startIdentityProvider({
  id: 'crosswalk',
  secret: 'only-for-tests-only-for-tests',
  redirectUri: `${baseUrl}/api/auth/callback/oidc`,
});
afterAll(() => provider.close());
const usual: ProviderConfig = {
  issuer: provider.issuer,
  clientId: 'crosswalk',
  clientSecret: 'only-for-tests-only-for-tests',
  name: 'Test',
  acrValues: [],
  baseUrl,
  secret: process.env['NEXTAUTH_SECRET'] ?? '',
};
const now = () => new Date().toISOString();

/** Cookies as a browser keeps them. */
class Browser {
  readonly cookies: Record<string, string> = {};
  keep(lines: readonly string[]) {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') delete this.cookies[name];
      else this.cookies[name] = decodeURIComponent(value);
    }
  }
  get session() {
    return this.cookies['crosswalk-session'] ?? '';
  }
  constructor(private readonly config = usual) {}
  async leave(next = '/') {
    const answer = await beginProviderSignIn(database, this.config, this.cookies, next);
    this.keep(answer.setCookies);
    return answer.location;
  }
  async comeBack(url: URL) {
    const answer = await finishProviderSignIn(
      database,
      this.config,
      this.cookies,
      Object.fromEntries(url.searchParams),
    );
    this.keep(answer.setCookies);
    return answer;
  }
  async signIn(subject: string, next = '/') {
    return this.comeBack(await provider.signIn(await this.leave(next), subject));
  }
  userId() {
    return findUserIdBySession(database, this.session, now());
  }
}

async function somebody() {
  const person = await aPerson(await anInstitution(), 'registrar');
  const [row] = await queryAsSuperuser<{ email: string }>('SELECT email FROM person WHERE id = $1', [
    person.id,
  ]);
  return { person, email: row?.email ?? '' };
}

describe('signing in at an OpenID Connect provider', () => {
  it('opens a session; the verified address claims its staff record', async () => {
    const { person, email } = await somebody();
    provider.people.set('sub-1', { email, email_verified: true, name: 'Ada' });
    const browser = new Browser();
    const answer = await browser.signIn('sub-1', '/registrar/rules?state=draft');
    expect(answer.location).toBe(`${baseUrl}/registrar/rules?state=draft`);
    expect(
      (await listMemberships(database, (await browser.userId()) ?? '')).map(({ personId }) => personId),
    ).toEqual([person.id]);
    expect(
      await queryAsSuperuser('SELECT provider FROM auth_account WHERE provider_account_id = $1', ['sub-1']),
    ).toEqual([{ provider: provider.issuer }]);
  });

  it('keeps the session token hashed, and its cookie out of the reach of scripts', async () => {
    const browser = new Browser();
    const answer = await browser.signIn('sub-hash');
    const line = answer.setCookies.find((cookie) => cookie.startsWith('crosswalk-session=')) ?? '';
    expect(line).toMatch(/HttpOnly/);
    expect(line).toMatch(/SameSite=Lax/);
    expect(browser.session).toHaveLength(43);
    expect(
      await queryAsSuperuser('SELECT 1 FROM auth_session WHERE session_token = $1', [browser.session]),
    ).toEqual([]);
  });

  it('knows the same subject again when its address has changed', async () => {
    provider.people.set('sub-2', { email: 'before@example.test', email_verified: true });
    const [first, second] = [new Browser(), new Browser()];
    await first.signIn('sub-2');
    provider.people.set('sub-2', { email: 'after@example.test', email_verified: true });
    await second.signIn('sub-2');
    expect(await second.userId()).toBe(await first.userId());
  });

  it('gives another subject another account, even with the same address, and nothing that is claimed already', async () => {
    const { person, email } = await somebody();
    for (const sub of ['sub-3', 'sub-4']) provider.people.set(sub, { email, email_verified: true });
    const [owner, other] = [new Browser(), new Browser()];
    await owner.signIn('sub-3');
    await other.signIn('sub-4');
    expect(await other.userId()).not.toBe(await owner.userId());
    expect(await listMemberships(database, (await other.userId()) ?? '')).toEqual([]);
    expect((await listMemberships(database, (await owner.userId()) ?? ''))[0]?.personId).toBe(person.id);
  });

  it('claims nothing by an address that the provider has not verified', async () => {
    const { email } = await somebody();
    for (const [sub, verified] of [
      ['sub-5', false],
      ['sub-6', undefined],
    ] as const) {
      provider.people.set(sub, { email, ...(verified !== undefined && { email_verified: verified }) });
      const browser = new Browser();
      await browser.signIn(sub);
      expect(await browser.userId()).not.toBeNull();
      expect(await listMemberships(database, (await browser.userId()) ?? '')).toEqual([]);
    }
  });

  it('does not enter an account that a mailbox made', async () => {
    const { email } = await somebody();
    const { browserSecret, mail } = await requestSignInLink({ ...ctxOf(), now: now() }, { email });
    const byMail = await redeemSignInLink(
      { ...ctxOf(), now: now() },
      { token: mail?.token ?? '' },
      { browserSecret },
    );
    provider.people.set('sub-7', { email, email_verified: true });
    const browser = new Browser();
    await browser.signIn('sub-7');
    expect(await browser.userId()).not.toBe(await findUserIdBySession(database, byMail.token, now()));
    expect(await listMemberships(database, (await browser.userId()) ?? '')).toEqual([]);
  });

  it('ends the session held before, and never adds the identity to its owner', async () => {
    const [{ id }] = (await queryAsSuperuser<{ id: string }>(
      "INSERT INTO auth_user (name) VALUES ('Somebody else') RETURNING id",
    )) as [{ id: string }];
    const browser = new Browser();
    const earlier = (await openSession(database, id)).token;
    browser.cookies['crosswalk-session'] = earlier;
    await browser.signIn('sub-8');
    expect(await browser.userId()).not.toBe(id);
    expect(await findUserIdBySession(database, earlier, now())).toBeNull();
    expect(await queryAsSuperuser('SELECT 1 FROM auth_account WHERE user_id = $1', [id])).toEqual([]);
  });

  it('refuses an answer that another browser asked for, one without state, one used before, and one turned away', async () => {
    const [mine, other] = [new Browser(), new Browser()];
    const url = await provider.signIn(await mine.leave(), 'sub-9');
    await other.leave();
    const refusedIn = async (browser: Browser, at: URL) => {
      const before = browser.session;
      const answer = await browser.comeBack(at);
      expect(answer.location).toContain('/sign-in?error=');
      expect(browser.session).toBe(before);
    };
    await refusedIn(new Browser(), url);
    await refusedIn(other, url);
    const stateless = new URL(url);
    stateless.searchParams.delete('state');
    const copy = Object.assign(new Browser(), { cookies: { ...mine.cookies } });
    await refusedIn(copy, stateless);
    await mine.comeBack(url);
    expect(await mine.userId()).not.toBeNull();
    await refusedIn(Object.assign(new Browser(), { cookies: { ...copy.cookies } }), url);
    const denied = new URL(`${baseUrl}/api/auth/callback/oidc?error=access_denied`);
    await refusedIn(new Browser(), denied);
  });

  it('asks for a strength where one is wanted, and signs in nobody whom the provider does not confirm to have used it', async () => {
    const strong = { ...usual, acrValues: ['two-factors', 'hardware'] };
    for (const [sub, acr] of [
      ['sub-acr-1', 'one-factor'],
      ['sub-acr-2', undefined],
      ['sub-acr-3', 'two-factors,hardware'],
    ] as const) {
      provider.people.set(sub, { ...(acr && { acr }) });
      const browser = new Browser(strong);
      expect(await browser.signIn(sub)).toMatchObject({
        location: `${baseUrl}/sign-in?error=SignInTooWeak`,
        error: 'SignInTooWeak',
      });
      expect(browser.session).toBe('');
      expect(
        await queryAsSuperuser('SELECT 1 FROM auth_account WHERE provider_account_id = $1', [sub]),
      ).toEqual([]);
    }
    provider.people.set('sub-acr-4', { acr: 'two-factors' });
    const browser = new Browser(strong);
    const asked = await browser.leave();
    expect(new URL(asked).searchParams.get('acr_values')).toBe('two-factors hardware');
    const answer = await browser.comeBack(await provider.signIn(asked, 'sub-acr-4'));
    expect(answer).toMatchObject({ userId: await browser.userId() });
    expect(answer.error).toBeUndefined();
    expect(new URL(await new Browser().leave()).searchParams.get('acr_values')).toBeNull();
  });

  it('binds every cookie to this host and to https, where people come by https', async () => {
    const { setCookies } = await beginProviderSignIn(
      database,
      { ...usual, baseUrl: 'https://credit.example.edu' },
      {},
      '/',
    );
    expect(setCookies.length).toBeGreaterThanOrEqual(5);
    for (const line of setCookies)
      expect(line).toMatch(
        /^__Host-crosswalk-[\w-]+=[^;]+(?=.*; Path=\/(;|$))(?=.*; Secure)(?=.*; HttpOnly)(?=.*; SameSite=Lax)(?!.*; Domain)/i,
      );
  });

  it('asks with PKCE, state and nonce, and comes back to no foreign address', async () => {
    const browser = new Browser();
    const asked = new URL(await browser.leave('https://evil.example/'));
    expect(asked.origin).toBe(provider.issuer);
    for (const key of ['state', 'nonce', 'code_challenge']) expect(asked.searchParams.get(key)).toBeTruthy();
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
    const answer = await browser.comeBack(await provider.signIn(asked.href, 'sub-10'));
    expect(answer.location).toBe(`${baseUrl}/start`);
  });
});

describe('a provider whose answer is not what it should be', async () => {
  const liar = await startLyingProvider({
    id: 'crosswalk',
    redirectUri: `${baseUrl}/api/auth/callback/oidc`,
  });
  afterAll(() => liar.close());
  const config = { ...usual, issuer: liar.issuer };
  const claiming =
    (claims: object) =>
    (truth: Token): Token => ({ ...truth, claims: { ...truth.claims, ...claims } });
  const headed =
    (header: object, signature?: Token['signature']) =>
    (truth: Token): Token => ({
      ...truth,
      header: { ...truth.header, ...header },
      signature: signature ?? truth.signature,
    });
  const without =
    (claim: string) =>
    (truth: Token): Token => ({
      ...truth,
      claims: Object.fromEntries(Object.entries(truth.claims).filter(([name]) => name !== claim)),
    });
  const seconds = (from: number) => Math.floor(Date.now() / 1_000) + from;

  async function answered(token: typeof liar.lie.token) {
    liar.lie.token = token;
    const browser = new Browser(config);
    const answer = await browser.comeBack(liar.agree(await browser.leave()));
    return { ...answer, session: browser.session };
  }

  it('signs in by an ID token that holds in every way', async () => {
    expect(await answered(null)).toMatchObject({
      location: `${baseUrl}/`,
      session: expect.stringMatching(/^.{43}$/) as string,
    });
  });

  it('keeps none of the provider’s tokens, and gives none to the browser', async () => {
    const sub = 'sub-tokens';
    const answer = await answered(claiming({ sub }));
    expect(answer.session).toHaveLength(43);
    const [kept] = await queryAsSuperuser<{ everything: string }>(
      `SELECT jsonb_agg(to_jsonb(a) || to_jsonb(u) || to_jsonb(s))::text AS everything FROM auth_account a JOIN auth_user u ON u.id = a.user_id JOIN auth_session s ON s.user_id = u.id WHERE provider_account_id = $1`,
      [sub],
    );
    expect(kept?.everything).toContain(sub);
    for (const place of [kept?.everything ?? '', JSON.stringify(answer)])
      expect(place).not.toMatch(/eyJ|for nothing/);
  });

  it.each<[string, (truth: Token) => Token]>([
    ['6.8.2 a signature by another key', headed({}, liar.signedBy(liar.strangersKey))],
    ['6.8.2 no signature', headed({}, () => '')],
    ['9.1.2 no algorithm', headed({ alg: 'none' }, () => '')],
    [
      '9.1.2 a signature by the secret that both sides have',
      headed({ alg: 'HS256' }, bySecret(usual.clientSecret)),
    ],
    [
      '9.1.3 a key that the token itself points to',
      headed({ kid: 'strangers', jku: `${liar.issuer}/strangers-keys` }, liar.signedBy(liar.strangersKey)),
    ],
    ['9.2.1 a time that is over', claiming({ iat: seconds(-600), exp: seconds(-60) })],
    ['9.2.1 a time that has not come', claiming({ nbf: seconds(600) })],
    ['9.2.1 no end of its time', without('exp')],
    [
      '9.2.2 a token of another kind, for calls and not for signing in',
      (truth) => without('nonce')(headed({ typ: 'at+jwt' })(truth)),
    ],
    ['10.5.1 the answer to another question', claiming({ nonce: 'another' })],
    ['10.5.3 the word of another issuer', claiming({ iss: 'https://elsewhere.example' })],
    ['10.5.4 another audience', claiming({ aud: 'another client' })],
    [
      '10.5.4 many audiences and another party',
      claiming({ aud: ['crosswalk', 'another client'], azp: 'another client' }),
    ],
  ])('signs nobody in by an ID token with %s', async (_, token) => {
    expect(await answered(token)).toMatchObject({
      location: `${baseUrl}/sign-in?error=OAuthCallback`,
      error: 'OAuthCallback',
      session: '',
    });
  });

  it('uses no description of another issuer, wherever it is found', async () => {
    const browser = new Browser(config);
    const before = liar.agree(await browser.leave());
    liar.lie.description = () => ({ issuer: 'https://elsewhere.example' });
    liar.lie.token = claiming({ iss: 'https://elsewhere.example' });
    expect(await new Browser(config).leave()).toBe(`${baseUrl}/sign-in?error=ForeignIssuer`);
    expect(await browser.comeBack(before)).toMatchObject({ error: 'ForeignIssuer' });
    expect(browser.session).toBe('');
    // One that changes between our look and that of next-auth.
    let look = 0;
    liar.lie.description = () => ({ ...(++look % 2 === 0 && { issuer: 'https://elsewhere.example' }) });
    expect(await answered(liar.lie.token)).toMatchObject({ error: 'ForeignIssuer', session: '' });
    expect(look).toBe(4);
    liar.lie.description = () => ({});
    // The same description, but only by way of another address.
    expect(await new Browser({ ...config, issuer: `${liar.issuer}/moved` }).leave()).toBe(
      `${baseUrl}/sign-in?error=ForeignIssuer`,
    );
    expect(liar.followed()).toBe(0);
  });
});
