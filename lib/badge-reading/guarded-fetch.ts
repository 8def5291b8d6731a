import { lookup } from 'node:dns/promises';
import { request as plainRequest } from 'node:http';
import { type RequestOptions, request as securedRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { bounds } from './bounds';

/** Why an address was not read, or what was there. `url` is where the last redirect led. */
export type Fetched = { ok: true; bytes: Uint8Array; url: string } | { ok: false; reason: FetchProblem };
export type FetchProblem = 'refused' | 'unreachable' | 'too-large' | 'too-slow' | 'not-there';

/** Reads what stands at an address of the web; never throws. */
export type Fetch = (url: string) => Promise<Fetched>;

export interface FetchLimits {
  /** @units milliseconds, of all redirects of one address together */
  within: number;
  /** @units bytes */
  most: number;
  redirects: number;
  /** How a name is resolved; a test may say. */
  resolve: (host: string) => Promise<readonly string[]>;
  /** Tests alone serve from their own machine: loopback, any port, and plain http. */
  loopback: boolean;
}

const usual: FetchLimits = {
  within: 5_000,
  most: bounds.file,
  redirects: 3,
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  loopback: false,
};

/**
 * The one door to the web. Asks over https at port 443 alone, and only where every address that the name leads to is a public one; the
 * connection goes to the address that was looked at, so that a name cannot lead elsewhere a moment later. Each redirect is looked at anew.
 * Time, size and redirects are bounded; no cookie, no credential, no environment goes along.
 * @source docs/security.md, "Abuse cases", 13; OWASP ASVS 5.0.0 1.3.6, 15.3.2
 */
export function guardedFetch(limits: Partial<FetchLimits> = {}): Fetch {
  const own = { ...usual, ...limits };
  return async (url) => {
    const until = performance.now() + own.within;
    let next = url;
    for (let hops = 0; hops <= own.redirects; hops += 1) {
      const answer = await askOnce(next, until, own);
      if (!('location' in answer)) return answer;
      if (!URL.canParse(answer.location, next)) return { ok: false, reason: 'refused' };
      next = new URL(answer.location, next).href;
    }
    return { ok: false, reason: 'refused' };
  };
}

/** Whether an address is one that everybody reaches, and no machine of our own: a plain public one, in whatever way it is written. @source IANA IPv6 Global Unicast: 2000::/3 */
export function isPublic(written: string, loopback = false): boolean {
  const bare = written.replace(/^\[|\]$/g, '');
  if (!ipaddr.isValid(bare)) return false;
  const address = ipaddr.process(bare);
  const range = address.range();
  // What the registry has not given out is called unicast as well; older ways to write an IPv4 address lie there.
  const isGiven = address instanceof ipaddr.IPv4 || ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
  return (range === 'unicast' && isGiven) || (loopback && range === 'loopback');
}

async function askOnce(
  url: string,
  until: number,
  limits: FetchLimits,
): Promise<Fetched | { location: string }> {
  const target = placeOf(url, limits);
  if (target === null) return { ok: false, reason: 'refused' };
  const late = () => ({ ok: false, reason: 'too-slow' }) as const;
  const left = until - performance.now();
  if (left <= 0) return late();
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<Fetched>((resolve) => (timer = setTimeout(() => resolve(late()), left)));
  const stop = new AbortController();
  try {
    return await Promise.race([patience, connect(target, limits, stop.signal)]);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

/** Where an address leads, in the one spelling of the URL standard; null for what is not asked. */
function placeOf(url: string, { loopback }: FetchLimits): URL | null {
  if (url.length > 2_048 || !URL.canParse(url)) return null;
  const target = new URL(url);
  // Old badges name places without encryption that have long had it.
  if (target.protocol === 'http:' && !loopback) target.protocol = 'https:';
  const isKnown = target.protocol === 'https:' || (loopback && target.protocol === 'http:');
  const isPlain = target.username === '' && target.password === '' && (target.port === '' || loopback);
  return isKnown && isPlain ? target : null;
}

async function connect(
  target: URL,
  { resolve, loopback, most }: FetchLimits,
  signal: AbortSignal,
): Promise<Fetched | { location: string }> {
  const host = target.hostname.replace(/^\[|\]$/g, '');
  const addresses = ipaddr.isValid(host) ? [host] : await resolve(host).catch(() => []);
  const [first] = addresses;
  if (first === undefined) return { ok: false, reason: 'unreachable' };
  if (!addresses.every((address) => isPublic(address, loopback))) return { ok: false, reason: 'refused' };
  const family = ipaddr.parse(first).kind() === 'ipv6' ? 6 : 4;
  // The name is not asked for again: what was looked at is what is connected to.
  const pinned: LookupFunction = (_, { all }, tell) =>
    all === true ? tell(null, [{ address: first, family }]) : tell(null, first, family);
  const options: RequestOptions = {
    method: 'GET',
    signal,
    lookup: pinned,
    agent: false,
    headers: {
      accept:
        'application/ld+json, application/vc, application/json, application/jwt, image/png, image/svg+xml;q=0.9',
      'accept-encoding': 'identity',
      'user-agent': 'crosswalk-badge-check',
    },
  };
  return new Promise((tell) => {
    const ask = target.protocol === 'https:' ? securedRequest : plainRequest;
    const asked = ask(target, options, (answer) => {
      const { statusCode = 0, headers } = answer;
      const end = (outcome: Fetched | { location: string }) => {
        tell(outcome);
        asked.destroy();
      };
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined)
        return end({ location: headers.location });
      if (statusCode === 404 || statusCode === 410) return end({ ok: false, reason: 'not-there' });
      if (statusCode !== 200) return end({ ok: false, reason: 'unreachable' });
      const parts: Buffer[] = [];
      let size = 0;
      answer.on('data', (part: Buffer) => {
        size += part.byteLength;
        if (size > most) end({ ok: false, reason: 'too-large' });
        else parts.push(part);
      });
      answer.once('end', () => end({ ok: true, bytes: Buffer.concat(parts), url: target.href }));
      answer.once('error', () => end({ ok: false, reason: 'unreachable' }));
    });
    asked.once('error', () => tell({ ok: false, reason: 'unreachable' }));
    asked.end();
  });
}
