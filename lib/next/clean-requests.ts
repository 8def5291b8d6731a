import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { env } from '@/lib/env';
import { removeUnreadable } from './remove-unreadable';
import { addressIn } from './request-target';
import { cleanHeaders } from './trusted-headers';

/**
 * Cleans each request before any listener sees it. The framework keeps a client's own X-Forwarded-For when
 * there is one, and does not show its proxy the socket, so this is the only place where the caller's address can be known.
 */
export function cleanRequestsOnArrival(): void {
  const { TRUSTED_PROXIES } = env();
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    const address = addressIn(request.url ?? '');
    if (address !== null) {
      request.url = address.path;
      request.headers.host = address.host;
    }
    cleanHeaders(request, TRUSTED_PROXIES);
    removeUnreadable(request);
  });
}
