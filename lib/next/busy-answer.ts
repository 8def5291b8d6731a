import words from '@/messages/en/edge.json';
import refusals from '@/messages/en/refusals.json';
import { contentSecurityPolicy } from './content-security-policy';
import { type Look, ownPage, wantsPage } from './own-page';
import { problemDocument } from './problem-document';
import type { RequestHead } from './request-guard';
import { headersOfOwnAnswer, headersOfPublicData } from './static-headers';

/** Why somebody is turned away before anything of the application ran: all are busy, or this caller asked for too much. */
export type Busy = 'busy' | 'spent';

export interface BusyAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const statusOfBusy = { busy: 503, spent: 429 } as const;
const sentenceOfBusy = {
  busy: refusals.reason['server-busy'],
  spent: refusals.reason['access-too-many-requests'],
} as const;
export const reasonOfBusy = { busy: 'server/busy', spent: 'access/too-many-requests' } as const;

/**
 * What is answered to somebody who is turned away: a page in words to a browser, a problem document to a program, and a sentence to a page
 * that asks by script, which then keeps what was entered. @units seconds of `retryAfter` @source RFC 9110 §10.2.3, RFC 9457
 */
export function busyAnswer(
  why: Busy,
  { method, pathname, headers }: RequestHead,
  given: { retryAfter: number; requestId: string; nonce: string; secure: boolean; look: Look; theme: string },
): BusyAnswer {
  const isReading = method === 'GET' || method === 'HEAD';
  const sentence =
    words.waited[why === 'busy' ? (isReading ? 'read' : 'write') : isReading ? 'readSpent' : 'writeSpent'];
  const common = {
    ...headersOfOwnAnswer(given.requestId, given.secure),
    'retry-after': String(given.retryAfter),
    'content-security-policy': contentSecurityPolicy({
      nonce: given.nonce,
      secure: given.secure,
      development: false,
      formTargets: [],
    }),
    // What is left of a body is not read.
    ...(!isReading && { connection: 'close' }),
  };
  const status = statusOfBusy[why];
  const answer = (type: string, body: string, more: Record<string, string> = {}): BusyAnswer => ({
    status,
    headers: { ...common, ...more, 'content-type': type },
    body: method === 'HEAD' ? '' : body,
  });
  const isOfScript = headers.get('next-action') !== null || headers.get('rsc') !== null;
  if (isOfScript) return answer('text/plain; charset=utf-8', `${sentenceOfBusy[why]}\n`);
  const isForMachines = pathname === '/api' || pathname.startsWith('/api/');
  if (!isForMachines && wantsPage(headers)) {
    const link = isReading ? { href: '', words: words.waited.again } : null;
    const page = ownPage({ title: words.waited[why], sentence, link }, given);
    return answer('text/html; charset=utf-8', page);
  }
  const open = pathname === '/api/v1' || pathname.startsWith('/api/v1/') ? headersOfPublicData : [];
  return answer(
    'application/problem+json',
    JSON.stringify(problemDocument(status, reasonOfBusy[why], sentenceOfBusy[why])),
    Object.fromEntries(open.map(({ key, value }) => [key.toLowerCase(), value])),
  );
}
