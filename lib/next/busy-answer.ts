import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import words from '@/messages/en/edge.json';
import common from '@/messages/en/common.json';
import refusals from '@/messages/en/refusals.json';
import { contentSecurityPolicy } from './content-security-policy';
import { problemDocument } from './problem-document';
import type { RequestHead } from './request-guard';
import { headersOfOwnAnswer, headersOfPublicData } from './static-headers';

/** Why somebody is turned away before anything of the application ran: all are busy, or this caller asked for too much. */
export type Busy = 'busy' | 'spent';

/** What a page outside of the framework needs to look like all others: the style sheets of the build, and the names that carry its fonts. */
export interface Look {
  sheets: readonly string[];
  fonts: readonly string[];
}

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
  if (!isForMachines && (headers.get('accept') ?? '').includes('text/html'))
    return answer('text/html; charset=utf-8', page(why, sentence, isReading, given));
  const open = pathname === '/api/v1' || pathname.startsWith('/api/v1/') ? headersOfPublicData : [];
  return answer(
    'application/problem+json',
    JSON.stringify(problemDocument(status, reasonOfBusy[why], sentenceOfBusy[why])),
    Object.fromEntries(open.map(({ key, value }) => [key.toLowerCase(), value])),
  );
}

/** The frame that pages have when nothing else works (components/layout/failure.tsx), without a script and without anything to ask for. */
function page(
  why: Busy,
  sentence: string,
  isReading: boolean,
  { look, theme }: { look: Look; theme: string },
): string {
  const sheets = look.sheets.map((href) => `<link rel="stylesheet" href="${href}">`).join('');
  const again = `<p><a href="" class="link">${words.waited.again}</a></p>`;
  return `<!DOCTYPE html>
<html lang="en"${theme === 'dark' || theme === 'light' ? ` data-theme="${theme}"` : ''} class="${look.fonts.join(' ')}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${words.waited[why]} · ${common.product}</title>${sheets}</head>
<body><main class="page grid gap-8 py-12">
<p class="flex items-center gap-2.5"><svg viewBox="0 0 28 24" class="h-6 w-7" fill="none" stroke="currentColor" stroke-width="2.4" aria-hidden="true" focusable="false"><path d="M2 4h9M2 12h9M2 20h9M17 4h9M17 12h9M17 20h9"/><path d="M11 20 17 4" class="text-accent" stroke="currentColor"/></svg><span class="serif text-xl">${common.product}</span></p>
<div class="grid gap-2"><h1 class="serif text-2xl sm:text-3xl">${words.waited[why]}</h1><p class="measure text-lg text-soft">${sentence}</p></div>
${isReading ? again : ''}
</main></body>
</html>
`;
}

/** The look of this build, found where its server serves it from; a server of developers has none yet. */
export function lookOfBuild(folder = path.join('.next', 'static', 'chunks')): Look {
  try {
    // Of a folder that it does not know, the build would take along everything that it could be.
    const names = readdirSync(/* turbopackIgnore: true */ folder).filter((name) => name.endsWith('.css'));
    const text = names
      .map((name) => readFileSync(path.join(/* turbopackIgnore: true */ folder, name), 'utf8'))
      .join('\n');
    return {
      sheets: names.map((name) => `/_next/static/chunks/${encodeURIComponent(name)}`),
      fonts: [...text.matchAll(/\.([\w-]+)\{--serif-latin/g)].map(([, name]) => name ?? ''),
    };
  } catch {
    return { sheets: [], fonts: [] };
  }
}
