import { createHash, timingSafeEqual } from 'node:crypto';
import { isReserved } from './trusted-headers';

export interface MetricsRequest {
  /** Who opened the connection. */
  peer: string | undefined;
  /** As they came, names and values in turn, before anything was taken out. */
  rawHeaders: readonly string[];
}

/**
 * Whether a request may read the metrics: it brings the token, or it comes from this machine itself. A proxy on this machine opens its
 * connections from here as well, for strangers; so whoever was forwarded, however trustworthy the proxy, is a stranger, and so is
 * whoever asks for a name that is not this machine's: a proxy leaves the name that people use, and so does a page in a browser here
 * that pretends its own name to be this machine.
 */
export function mayReadMetrics({ peer, rawHeaders }: MetricsRequest, token: string | undefined): boolean {
  if (token !== undefined && isEqual(headerOf(rawHeaders, 'authorization') ?? '', `Bearer ${token}`))
    return true;
  const names = rawHeaders.filter((_, at) => at % 2 === 0);
  return (
    isLoopback(peer) &&
    isNameOfLoopback(headerOf(rawHeaders, 'host') ?? '') &&
    !names.some((name) => name.toLowerCase() === 'via' || isReserved(name))
  );
}

/** In a time that does not tell how much of it is right. */
function isEqual(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

function isLoopback(address = ''): boolean {
  return address === '::1' || /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}

/** Whether a host, with or without its port, is a name of this machine for itself. */
export function isNameOfLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d{1,5}$/, '');
  return name === 'localhost' || name === '[::1]' || isLoopback(name);
}

function headerOf(rawHeaders: readonly string[], name: string): string | undefined {
  const at = rawHeaders.findIndex((one, index) => index % 2 === 0 && one.toLowerCase() === name);
  return at === -1 ? undefined : rawHeaders[at + 1];
}
