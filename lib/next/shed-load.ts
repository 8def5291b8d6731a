import { cookieName, sessionCookieName } from '@/lib/auth/cookie-name';
import { rememberSessions } from '@/lib/auth/remembered-session';
import { findUserIdBySession } from '@/lib/db/sessions';
import { env } from '@/lib/env';
import { busyAnswer, reasonOfBusy } from './busy-answer';
import { lookOfBuild } from './own-page';
import { networkOf, spendCost } from './rate-budget';
import { gateLimits, type GateParts, holdRequests } from './request-gate';
import { kindOfRequest, type RequestHead } from './request-guard';
import { callerMark, logSecurity } from './security-log';
import { database } from './shared-database';

/** Bounds what this process does at the same time, from the first request on; cleanRequestsOnArrival() comes first, since it says who calls. */
export function shedLoad(): void {
  const { NEXTAUTH_URL } = env();
  const secure = NEXTAUTH_URL.startsWith('https:');
  const userOfToken = rememberSessions(async (token) =>
    findUserIdBySession(await database(), token, new Date().toISOString()),
  );
  const turnAway: GateParts['turnAway'] = (head, response, why, retryAfter) => {
    const requestId = crypto.randomUUID();
    if (why === 'late') return void response.writeHead(408, { connection: 'close' }).end();
    if (why === 'spent')
      logSecurity('rate budget exhausted', requestId, {
        reason: reasonOfBusy.spent,
        ...kindOfRequest(head),
        caller: callerMark(addressOf(head)),
      });
    const { status, headers, body } = busyAnswer(why, head, {
      retryAfter,
      requestId,
      nonce: Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64'),
      secure,
      look: lookOfBuild(),
      theme: cookieIn(head, cookieName(NEXTAUTH_URL, 'theme')) ?? '',
    });
    response.writeHead(status, headers).end(body);
  };
  holdRequests({
    limits: gateLimits,
    userOf: async (head) => {
      const token = cookieIn(head, sessionCookieName(NEXTAUTH_URL));
      return token === undefined ? null : userOfToken(token);
    },
    callerOf: (head) => `network:${networkOf(addressOf(head))}`,
    spend: spendCost,
    turnAway,
  });
}

/** Made ours by cleanRequestsOnArrival(). */
function addressOf({ headers }: RequestHead): string {
  return headers.get('x-forwarded-for') ?? 'unknown';
}

function cookieIn({ headers }: RequestHead, name: string): string | undefined {
  return (headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
