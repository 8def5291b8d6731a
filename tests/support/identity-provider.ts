import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

export interface IdentityProvider {
  issuer: string;
  /** What the provider says of a subject from now on. */
  people: Map<string, { email?: string; email_verified?: boolean; name?: string; acr?: string }>;
  /** Walks a browser from the provider's address back to ours: signs in as that subject and agrees. */
  signIn(location: string, subject: string): Promise<URL>;
  close(): Promise<void>;
}

/** A real OpenID Connect provider on loopback. */
export async function startIdentityProvider(client: {
  id: string;
  secret: string;
  redirectUri: string;
}): Promise<IdentityProvider> {
  const people: IdentityProvider['people'] = new Map();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The identity provider has no port.');
  const issuer = `http://127.0.0.1:${address.port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    acrValues: ['one-factor', 'two-factors'],
    // Most providers put these into the ID token; this one does so only when told.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    cookies: { keys: ['only for tests'] },
    features: { devInteractions: { enabled: true } },
  });
  // Its own sign-in page knows no factors, so what a person used is said beside it.
  const { loginAccount } = provider.Session.prototype;
  provider.Session.prototype.loginAccount = function login(details) {
    loginAccount.call(this, { ...details, ...people.get(details.accountId) });
  };
  provider.on('server_error', (_, error) => console.error(error));
  server.on('request', provider.callback());
  return {
    issuer,
    people,
    signIn: (location, subject) => walk(location, subject, client.redirectUri),
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}

async function walk(location: string, subject: string, end: string): Promise<URL> {
  const jar = new Map<string, string>();
  let url = new URL(location);
  let body: URLSearchParams | undefined;
  for (let step = 0; step < 12; step++) {
    if (url.href.startsWith(end)) return url;
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body && { method: 'POST', body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const next = response.headers.get('location');
    const html = next === null ? await response.text() : '';
    if (next !== null) [url, body] = [new URL(next, url), undefined];
    else {
      const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1];
      const prompt = /name="prompt" value="([^"]+)"/.exec(html)?.[1];
      if (!action || !prompt)
        throw new Error(`The identity provider stopped: ${response.status} ${html.slice(0, 500)}`);
      [url, body] = [new URL(action, url), new URLSearchParams({ prompt, login: subject, password: 'any' })];
    }
  }
  throw new Error('The identity provider went around in a circle.');
}
