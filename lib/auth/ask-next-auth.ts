import NextAuth, { type NextAuthOptions } from 'next-auth';

export type Cookies = Record<string, string>;

export interface Question {
  method: 'GET' | 'POST';
  nextauth: string[];
  cookies: Cookies;
  query?: Record<string, string>;
  body?: Record<string, string>;
}

/**
 * Asks next-auth as a plain function: what it would do to a response is written down instead. It offers no such call; what it reads of a
 * request and does to a response is pinned by tests/architecture/framework-internals.test.ts.
 */
export async function askNextAuth(
  options: NextAuthOptions,
  { method, nextauth, cookies, query = {}, body = {} }: Question,
): Promise<{ json: unknown; location: string | undefined; setCookies: string[] }> {
  const headers = new Map<string, unknown>();
  const said: { json: unknown } = { json: undefined };
  const response = {
    status: () => response,
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader: (name: string, value: unknown) => (headers.set(name.toLowerCase(), value), response),
    json: (value: unknown) => (said.json = value),
    send: (value: unknown) => (said.json = value),
    end: () => undefined,
  };
  const handle = NextAuth as unknown as (
    request: object,
    response: object,
    options: NextAuthOptions,
  ) => Promise<void>;
  await handle({ method, cookies, body, query: { ...query, nextauth }, headers: {} }, response, options);
  return {
    json: said.json,
    location: headers.get('location') as string | undefined,
    setCookies: (headers.get('set-cookie') ?? []) as string[],
  };
}
