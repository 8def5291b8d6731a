import { createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';

/** What a token says and how it is signed; each lie changes one thing of the truth. */
export interface Token {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  signature: (text: string) => string;
}

export interface LyingProvider {
  issuer: string;
  /** The next answer is this lie; null speaks the truth. */
  lie: { token: ((truth: Token) => Token) | null; description: () => Record<string, unknown> };
  /** How often somebody went on to where a description was said to have moved. */
  followed: () => number;
  /** Signs as the provider would, or as somebody else. */
  signedBy: (key: KeyObject) => Token['signature'];
  strangersKey: KeyObject;
  /** The answer to a browser that was sent there, without any page in between. */
  agree: (location: string) => URL;
  close: () => Promise<void>;
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const keys = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });

/** A provider on loopback that gives whatever ID token it is told to: what a real one never does. */
export async function startLyingProvider(client: {
  id: string;
  redirectUri: string;
}): Promise<LyingProvider> {
  const [own, stranger] = [keys(), keys()];
  const lie: LyingProvider['lie'] = { token: null, description: () => ({}) };
  const signedBy = (key: KeyObject) => (text: string) =>
    sign('sha256', Buffer.from(text), key).toString('base64url');
  const asked = { nonce: '', elsewhere: 0 };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const json = (value: unknown) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    if (path.startsWith('/moved/')) return response.writeHead(302, { location: `${issuer}/elsewhere` }).end();
    if (path === '/elsewhere') asked.elsewhere += 1;
    if (path.startsWith('/.well-known')) {
      return json({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
        ...lie.description(),
      });
    }
    if (path === '/keys')
      return json({
        keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256' }],
      });
    if (path === '/strangers-keys')
      return json({
        keys: [
          { ...stranger.publicKey.export({ format: 'jwk' }), kid: 'strangers', use: 'sig', alg: 'RS256' },
        ],
      });
    const now = Math.floor(Date.now() / 1_000);
    const truth: Token = {
      header: { alg: 'RS256', kid: 'own', typ: 'JWT' },
      claims: {
        iss: issuer,
        sub: randomUUID(),
        aud: client.id,
        nonce: asked.nonce,
        iat: now,
        exp: now + 300,
      },
      signature: signedBy(own.privateKey),
    };
    const { header, claims, signature } = lie.token?.(truth) ?? truth;
    const text = `${encoded(header)}.${encoded(claims)}`;
    return json({
      access_token: 'for nothing',
      token_type: 'Bearer',
      expires_in: 300,
      id_token: `${text}.${signature(text)}`,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    issuer,
    lie,
    signedBy,
    followed: () => asked.elsewhere,
    strangersKey: stranger.privateKey,
    agree: (location) => {
      const given = new URL(location).searchParams;
      asked.nonce = given.get('nonce') ?? '';
      return new URL(
        `${client.redirectUri}?${new URLSearchParams({ code: 'any', state: given.get('state') ?? '' })}`,
      );
    },
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}

/** A signature that needs nothing but the client's secret. */
export const bySecret = (secret: string) => (text: string) =>
  createHmac('sha256', secret).update(text).digest('base64url');
