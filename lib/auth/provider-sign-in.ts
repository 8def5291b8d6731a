import { randomBytes } from 'node:crypto';
import type { NextAuthOptions } from 'next-auth';
import { visitor } from '@/lib/access/actor';
import type { Database } from '@/lib/db/client';
import { closeSession } from '@/lib/db/sessions';
import { Mailbox } from '@/lib/kernel/mailbox';
import { claimRecords } from '@/lib/usecases/account/claim-records';
import { askNextAuth, type Cookies } from './ask-next-auth';
import { cookieName, sessionCookieName } from './cookie-name';
import { providerAdapter } from './provider-adapter';
import { describesItself, wellKnownOf } from './provider-issuer';
import { returnPath } from './return-path';

/** Any OpenID Connect provider, as the operator configured it. */
export interface ProviderConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  name: string;
  /** Strengths of signing in (acr) of which the provider must confirm one; none asks for nothing. */
  acrValues: readonly string[];
  /** Where people reach this installation. */
  baseUrl: string;
  secret: string;
}

/** What to send back: where to go, and cookies as whole Set-Cookie lines. */
export interface ProviderAnswer {
  location: string;
  setCookies: string[];
  /** Whom it signed in. */
  userId?: string;
  /** Why it signed in nobody. */
  error?: string;
}

interface ProviderClaims {
  iss: string;
  sub: string;
  name?: string;
  email?: string;
  email_verified?: boolean;
  acr?: string;
}

/** Sends somebody to the provider, with PKCE, state and nonce kept in this browser. The caller has checked that the form is ours. */
export async function beginProviderSignIn(
  database: Database,
  config: ProviderConfig,
  cookies: Cookies,
  next: string,
): Promise<ProviderAnswer> {
  if (!(await describesItself(config.issuer)))
    return { ...ourPage(config, undefined, 'ForeignIssuer'), setCookies: [] };
  const options = optionsOf(database, config);
  // next-auth wants its own token beside ours; it is asked for and given back at once, in this one request.
  const csrf = await askNextAuth(options, { method: 'GET', nextauth: ['csrf'], cookies: {} });
  const csrfToken = (csrf.json as { csrfToken: string }).csrfToken;
  const withCsrf = { ...cookies, ...Object.fromEntries(csrf.setCookies.map(pairOf)) };
  const body = { csrfToken, callbackUrl: config.baseUrl + returnPath(next) };
  const answer = await askNextAuth(options, {
    method: 'POST',
    nextauth: ['signin', 'oidc'],
    cookies: withCsrf,
    body,
  });
  return {
    ...ourPage(config, answer.location, 'OAuthSignin'),
    setCookies: [...csrf.setCookies, ...answer.setCookies],
  };
}

/** Takes somebody back from the provider: verifies the answer, opens a session and ends the one held before. */
export async function finishProviderSignIn(
  database: Database,
  config: ProviderConfig,
  cookies: Cookies,
  query: Record<string, string>,
): Promise<ProviderAnswer> {
  if (!(await describesItself(config.issuer)))
    return { ...ourPage(config, undefined, 'ForeignIssuer'), setCookies: [] };
  const signedIn: { userId?: string } = {};
  const answer = await askNextAuth(optionsOf(database, config, signedIn), {
    method: 'GET',
    nextauth: ['callback', 'oidc'],
    cookies,
    query,
  });
  const sessionName = sessionCookieName(config.baseUrl);
  const earlier = cookies[sessionName];
  if (earlier && answer.setCookies.some((line) => line.startsWith(`${sessionName}=`)))
    await closeSession(database, earlier);
  return {
    ...ourPage(
      config,
      answer.location,
      'OAuthCallback',
      query['error'] === 'access_denied' ? 'AccessDenied' : undefined,
    ),
    ...signedIn,
    setCookies: answer.setCookies,
  };
}

/** next-auth sends to pages of its own when something fails; here that is one page, which says so. */
function ourPage(
  config: ProviderConfig,
  location: string | undefined,
  otherwise: string,
  said?: string,
): { location: string; error?: string } {
  const wanted = location ? new URL(location, config.baseUrl) : null;
  const [goes, wrong] = [wanted?.pathname ?? '', wanted?.searchParams.get('error')];
  if (location && !goes.startsWith('/api/auth/') && !(goes === '/sign-in' && wrong)) return { location };
  const error = said ?? (wrong && /^[A-Za-z]{1,40}$/.test(wrong) ? wrong : otherwise);
  return { location: `${config.baseUrl}/sign-in?error=${error}`, error };
}

function optionsOf(
  database: Database,
  config: ProviderConfig,
  signedIn: { userId?: string } = {},
): NextAuthOptions {
  const secure = config.baseUrl.startsWith('https:');
  const flags = { httpOnly: true, sameSite: 'lax' as const, path: '/', secure };
  const cookie = (name: string, maxAge?: number) => ({
    name: cookieName(config.baseUrl, name),
    options: { ...flags, ...(maxAge && { maxAge }) },
  });
  return {
    providers: [
      {
        id: 'oidc',
        name: config.name,
        type: 'oauth',
        wellKnown: wellKnownOf(config.issuer),
        issuer: config.issuer,
        clientId: config.clientId,
        clientSecret: config.clientSecret,
        authorization: {
          params: {
            scope: 'openid email profile',
            ...(config.acrValues.length > 0 && { acr_values: config.acrValues.join(' ') }),
          },
        },
        idToken: true,
        checks: ['pkce', 'state', 'nonce'],
        // The address is kept for showing; what it proves is decided below.
        profile: (claims: ProviderClaims) => ({
          id: claims.sub,
          name: claims.name ?? null,
          email: provedMailbox(claims),
        }),
      },
    ],
    adapter: providerAdapter(database, config.issuer),
    secret: config.secret,
    useSecureCookies: secure,
    session: { strategy: 'database', generateSessionToken: () => randomBytes(32).toString('base64url') },
    cookies: {
      sessionToken: { name: sessionCookieName(config.baseUrl), options: flags },
      callbackUrl: cookie('oidc-next', 900),
      csrfToken: cookie('oidc-form', 900),
      pkceCodeVerifier: cookie('oidc-pkce', 900),
      state: cookie('oidc-state', 900),
      nonce: cookie('oidc-nonce', 900),
    },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    callbacks: {
      redirect: ({ url }) => config.baseUrl + returnPath(pathOf(url, config.baseUrl)),
      signIn({ profile }) {
        // Here it is the ID token's own claims. A provider that says nothing of the strength counts as a weak one; what is thrown names the error.
        const { acr, iss } = (profile ?? {}) as Partial<ProviderClaims>;
        if (iss !== config.issuer) throw new Error('ForeignIssuer');
        if (config.acrValues.length > 0 && !config.acrValues.includes(acr ?? ''))
          throw new Error('SignInTooWeak');
        return true;
      },
    },
    events: {
      async signIn({ user, profile }) {
        // `profile` is what the function above made of the claims: its address is a proved one, or none.
        signedIn.userId = user.id;
        if (profile?.email) await claimRecords({ database, actor: visitor }, user.id, profile.email);
      },
    },
    // Its own messages carry whole profiles; the caller logs that sign-in failed, and no more.
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}

/** The provider's word counts only when it says that it verified the address. */
function provedMailbox(claims: ProviderClaims | undefined): string | null {
  if (claims?.email_verified !== true) return null;
  const outcome = Mailbox.safeParse(claims.email);
  return outcome.success ? outcome.data : null;
}

function pathOf(url: string, baseUrl: string): string {
  if (!URL.canParse(url, baseUrl)) return '/';
  const parsed = new URL(url, baseUrl);
  return parsed.origin === baseUrl ? parsed.pathname + parsed.search + parsed.hash : '/';
}

function pairOf(line: string): [string, string] {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
}
