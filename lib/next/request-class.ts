import type { RequestHead } from './request-guard';
import type { Lane } from './turns';

/** In which lane a request waits, and what it takes from the budget of whoever asks. Null waits nowhere and takes nothing. */
export type RequestClass = { lane: Lane; cost: number } | null;

/**
 * What an answer of each kind costs. One is 20 ms of computing, which is what a certificate takes; the dearest page of a kind counts.
 * @source `npm run test:proof -- overload` prints what each kind takes, and is red where it is not in this proportion
 */
export const costOf = { page: 1, signIn: 2, workplace: 4, search: 3 } as const;
export type Kind = keyof typeof costOf | 'unqueued';

const dearest = Math.max(...Object.values(costOf));

/** A body of a visitor that is larger than any form of ours; it can take long to arrive. @units cost */
const costOfLargeBody = 100;

/** Areas of the site, each with what its pages are. The longest that fits counts, and `/…/` stands for all that lies below. */
const areas: Readonly<Record<string, Kind>> = {
  '/': 'page',
  '/catalog': 'search',
  '/catalog/compare': 'search',
  '/catalog/…': 'page',
  '/estimate': 'search',
  '/signposts': 'page',
  '/help': 'page',
  // A process of its own reads the badge.
  '/prove': 'workplace',
  // An estimate is asked of the engine.
  '/claim': 'search',
  '/my/claims': 'workplace',
  '/my/claims/…': 'workplace',
  '/ask': 'page',
  '/ask/…': 'page',
  '/institutions': 'page',
  '/institutions/…': 'page',
  '/contexts/…': 'page',
  '/organizations/…': 'page',
  '/picture/…': 'workplace',
  // A program asks without a session; what it reads is of one person.
  '/calendar/…': 'page',
  '/theme': 'page',
  '/sitemap.xml': 'page',
  // Ten thousand entries are read where the catalog has changed.
  '/sitemap/…': 'workplace',
  '/sign-in': 'signIn',
  '/sign-in/…': 'signIn',
  '/api/auth/…': 'signIn',
  '/start': 'page',
  '/account': 'workplace',
  '/registrar': 'workplace',
  '/registrar/…': 'workplace',
  '/faculty/…': 'workplace',
  '/administration': 'workplace',
  '/administration/…': 'workplace',
  '/figures': 'workplace',
  '/figures/…': 'workplace',
  '/audit': 'workplace',
  '/audit/…': 'workplace',
  '/api/v1': 'page',
  '/api/v1/catalog': 'search',
  '/api/v1/catalog.csv': 'search',
  '/api/v1/catalog/marks': 'search',
  '/api/v1/decisions': 'search',
  '/api/v1/decisions.csv': 'search',
  '/api/v1/…': 'page',
  // Who watches over the server must hear that it is busy rather than nothing.
  '/api/health/live': 'unqueued',
  '/api/health/ready': 'unqueued',
  '/_next/static/…': 'unqueued',
  '/favicon.ico': 'unqueued',
  '/icon.svg': 'unqueued',
  '/robots.txt': 'unqueued',
};

/** What is asked for, by its address; null where no area has it. */
export function kindOfAddress(pathname: string): Kind | null {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
  const own = areas[path];
  if (own !== undefined && !path.includes('…')) return own;
  const steps = path.split('/');
  for (let length = steps.length - 1; length > 1; length -= 1) {
    const below = areas[`${steps.slice(0, length).join('/')}/…`];
    if (below !== undefined) return below;
  }
  return null;
}

/**
 * The class of a request. Reading and writing, with and without a session, wait apart; what leads to a session waits with the writes of
 * visitors, so that no crowd of readers keeps anybody from signing in. What lies in no area counts as the dearest.
 */
export function classOf(
  { method, pathname, headers }: RequestHead,
  isSignedIn: boolean,
  isLargeBody: boolean,
): RequestClass {
  const kind = kindOfAddress(pathname);
  const isReading = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
  if (kind === 'unqueued' && isReading && headers.get('next-action') === null) return null;
  const cost = kind === null || kind === 'unqueued' ? dearest : costOf[kind];
  if (isSignedIn) return { lane: isReading ? 'signedInRead' : 'signedInWrite', cost };
  if (isLargeBody) return { lane: 'visitorRead', cost: costOfLargeBody };
  return { lane: isReading && kind !== 'signIn' ? 'visitorRead' : 'visitorWrite', cost };
}

/** The path that an address leads to, whatever way it is written: dots resolved, bytes read, nothing repeated. */
export function pathOf(url: string): string {
  const base = 'http://any.invalid';
  const parsed = URL.canParse(url, base) ? new URL(url.startsWith('//') ? base + url : url, base) : null;
  if (parsed === null) return '/…';
  try {
    const path = decodeURIComponent(parsed.pathname).replace(/[/\\]+/g, '/');
    // Dots that were written in bytes of bytes would be resolved by nobody: they are of no area.
    return path.split('/').includes('..') ? '/…' : path;
  } catch {
    return '/…';
  }
}
