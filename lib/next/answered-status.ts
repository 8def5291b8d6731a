import { AsyncLocalStorage } from 'node:async_hooks';
import { channel, subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';

/** Pages and the start of the server are compiled apart, so they meet at a channel of the process. */
const nothingHere = channel('crosswalk.nothing-here');

/**
 * Lets a page say that nothing is there and still be sent whole. The framework has only notFound() for this, which on the server
 * throws away what was rendered and sends an empty document that scripts fill.
 */
export function listenForNothingHere(): void {
  const answering = new AsyncLocalStorage<ServerResponse>();
  subscribe('http.server.request.start', (message) => {
    answering.enterWith((message as { response: ServerResponse }).response);
  });
  subscribe('crosswalk.nothing-here', () => {
    const response = answering.getStore();
    // A form that was accepted stays accepted, though nothing may be left on the page that sent it.
    if (response && response.req.method !== 'POST' && !response.headersSent) response.statusCode = 404;
  });
}

/** The page that is being rendered is answered with 404. */
export function answerNothingHere(): void {
  nothingHere.publish({});
}
