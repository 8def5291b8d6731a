import { NextResponse, type NextRequest } from 'next/server';
import { hasLivingSession } from '@/lib/auth/living-session';
import { env } from '@/lib/env';
import { badgePath } from '@/lib/next/body-limit';
import { contentSecurityPolicy, filePolicy, isFileOfStrangers } from '@/lib/next/content-security-policy';
import { cookieName } from '@/lib/auth/cookie-name';
import { lookOfBuild, ownPage, wantsPage } from '@/lib/next/own-page';
import {
  isForSessionsOnly,
  judgeBody,
  judgeHead,
  kindOfRequest,
  type RequestHead,
  statusOfTurnedAway,
  tooLargeAt,
  type TurnedAway,
} from '@/lib/next/request-guard';
import { callerMark, logSecurity } from '@/lib/next/security-log';
import { database } from '@/lib/next/shared-database';
import { strictTransport } from '@/lib/next/static-headers';
import { isReserved } from '@/lib/next/trusted-headers';
import common from '@/messages/en/common.json';
import words from '@/messages/en/edge.json';

export const config = { matcher: '/((?!_next/static/).*)' };

/** The front guard of every response but static files: who may do what is decided elsewhere, where the data is. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { NEXTAUTH_URL, ALLOWED_HOSTS, OIDC_ISSUER } = env();
  const { protocol } = new URL(NEXTAUTH_URL);
  const requestId = crypto.randomUUID();
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy({
    nonce,
    secure: protocol === 'https:',
    development: process.env.NODE_ENV === 'development',
    formTargets: OIDC_ISSUER === undefined ? [] : [new URL(OIDC_ISSUER).origin],
  });
  const head = { method: request.method, pathname: request.nextUrl.pathname, headers: request.headers };
  const turnedAway =
    judgeHead(head, { allowedHosts: ALLOWED_HOSTS, protocol }) ??
    (isForSessionsOnly(head) && !(await hasLivingSession(database, request.cookies))
      ? tooLargeAt(head.pathname)
      : await judgeBody(request));
  const response =
    turnedAway === null
      ? NextResponse.next({ request: { headers: ownHeaders(request.headers, protocol, requestId, policy) } })
      : sendAway(turnedAway, head, request.cookies.get(cookieName(NEXTAUTH_URL, 'theme'))?.value ?? '');
  if (turnedAway !== null)
    logSecurity('turned away', requestId, {
      reason: turnedAway,
      ...kindOfRequest(head),
      caller: callerMark(request.headers.get('x-forwarded-for') ?? ''),
    });
  response.headers.set('content-security-policy', isFileOfStrangers(head.pathname) ? filePolicy : policy);
  response.headers.set('x-request-id', requestId);
  if (protocol === 'https:') response.headers.set('strict-transport-security', strictTransport);
  return response;
}

/** What the application gets to read. Next takes the nonce for its scripts from the policy in the request. */
function ownHeaders(given: Headers, protocol: string, requestId: string, policy: string): Headers {
  const headers = new Headers(given);
  const caller = headers.get('x-forwarded-for'); // made ours by instrumentation.ts
  for (const name of [...headers.keys()]) {
    if (isReserved(name)) headers.delete(name);
  }
  if (caller !== null) headers.set('x-forwarded-for', caller);
  headers.set('x-forwarded-host', headers.get('host') ?? '');
  headers.set('x-forwarded-proto', protocol.slice(0, -1));
  headers.set('x-request-id', requestId);
  headers.set('content-security-policy', policy);
  return headers;
}

/** A page in words to a browser, a sentence to everybody else. */
function sendAway(why: TurnedAway, { headers, pathname }: RequestHead, theme: string): NextResponse {
  const sentence = words.turnedAway[why];
  const isPage = !pathname.startsWith('/api/') && wantsPage(headers);
  const link =
    why === 'badgeTooLarge'
      ? { href: badgePath, words: words.badgeAgain }
      : { href: '/', words: common.notFound.start };
  const page = () =>
    ownPage({ title: words.turnedAwayTitle, sentence, link }, { look: lookOfBuild(), theme });
  return new NextResponse(isPage ? page() : `${sentence}\n`, {
    status: statusOfTurnedAway[why],
    headers: {
      'content-type': `text/${isPage ? 'html' : 'plain'}; charset=utf-8`,
      'cache-control': 'no-store',
      ...(why === 'method' && { allow: 'GET, HEAD, POST' }),
    },
  });
}
