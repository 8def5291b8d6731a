import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

export type Serve = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Lets somebody of ours have every request of every server of this process before those that listen for it now, from the first request on;
 * who comes last stands furthest in front.
 */
export function standInFront(before: (serve: Serve, server: Server) => Serve): void {
  const met = new WeakSet<Server>();
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server };
    if (met.has(server)) return;
    met.add(server);
    // The channel is told before the listeners are, so that this very request comes to us as well.
    const listeners = server.listeners('request') as Serve[];
    server.removeAllListeners('request');
    server.on(
      'request',
      before((request, response) => {
        for (const listener of listeners) listener.call(server, request, response);
      }, server),
    );
  });
}
