import { isIPv6 } from 'node:net';

/** Where this machine reaches what listens at that host and port: what listens at every address is reached at its own. */
export function localAddress(host: string, port: number | string): string {
  const near = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${isIPv6(near) ? `[${near}]` : near}:${port}`;
}
