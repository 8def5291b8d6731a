import { readsRouterState } from './framework-internals';
import { addressTooLong } from './request-guard';

interface Arrived {
  method?: string | undefined;
  url?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
}

const routerState = 'next-router-state-tree';

/**
 * The framework repeats an address twice in the head of a redirect, and clients read 16 KB of head at most; proxies often less.
 * The longest address of ours, an estimate of many certificates, stays well below. @units characters
 */
const longestAddress = 6_000;

/**
 * Takes out of a request what the framework would answer with 500, and what it does not show its proxy: a state of the router that
 * its own reader refuses (the page is then rendered whole), a parameter named `__proto__`, an address that is none, as in `OPTIONS *`, one with
 * a percent sign that begins no byte (there is no page of that name) or that is too long, and methods that its kind of
 * request cannot carry; the guard knows none of the name they get instead, and says so with 405.
 */
export function removeUnreadable(request: Arrived): void {
  if (/^(TRACE|TRACK|CONNECT)$/i.test(request.method ?? '')) request.method = 'UNKNOWN';
  if (!request.url?.startsWith('/') && !/^https?:\/\//i.test(request.url ?? '')) request.url = '/';
  if (!isDecodable(request.url?.split('?')[0] ?? ''))
    request.url = request.url?.startsWith('/api/v1/') ? '/api/v1/unreadable-address' : '/unreadable-address';
  if ((request.url?.length ?? 0) > longestAddress) request.url = addressTooLong;
  request.url = withoutPrototype(request.url ?? '/');
  const state = request.headers[routerState];
  if (state !== undefined && !readsRouterState(state)) Reflect.deleteProperty(request.headers, routerState);
}

/** The framework's reader of addresses takes `__proto__` for the prototype of all parameters; nobody here is called that. */
function withoutPrototype(url: string): string {
  const at = url.indexOf('?');
  if (at === -1) return url;
  const parts = url.slice(at + 1).split('&');
  const kept = parts.filter((part) => !new URLSearchParams(part).has('__proto__'));
  return kept.length === parts.length ? url : `${url.slice(0, at)}?${kept.join('&')}`;
}

function isDecodable(path: string): boolean {
  try {
    // A zero byte is text to nobody, and the database refuses it.
    return !decodeURIComponent(path).includes('\u0000');
  } catch {
    return false;
  }
}
