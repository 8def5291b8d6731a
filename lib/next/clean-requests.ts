import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { env } from '@/lib/env';
import { cleanHeaders } from './trusted-headers';
import { removeUnreadable } from './remove-unreadable';

/**
 * Cleans each request before any listener sees it. The framework keeps a client's own X-Forwarded-For when
 * there is one, and does not show its proxy the socket, so this is the only place where the caller's address can be known.
 */
export function cleanRequestsOnArrival(): void {
  const { TRUSTED_PROXIES } = env();
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    cleanHeaders(request, TRUSTED_PROXIES);
    removeUnreadable(request);
  });
}
