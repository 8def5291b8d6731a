import type { Instrumentation } from 'next';

// Next also compiles this file for its edge runtime, which Crosswalk does not use; the condition keeps Node's parts out of that copy.
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { logError, writeConsoleToLog } = await import('./lib/next/log');
    writeConsoleToLog();
    try {
      const { cleanRequestsOnArrival } = await import('./lib/next/clean-requests');
      cleanRequestsOnArrival();
      const { sendPlainPages } = await import('./lib/next/plain-pages');
      sendPlainPages();
      const { shedLoad } = await import('./lib/next/shed-load');
      shedLoad();
      const { watchRequests } = await import('./lib/next/watch-requests');
      watchRequests();
      const { listenForNothingHere } = await import('./lib/next/answered-status');
      listenForNothingHere();
      const { watchDisk } = await import('./lib/next/disk-room');
      watchDisk();
      const { readCatalogAhead } = await import('./lib/next/shared-catalog');
      void readCatalogAhead();
      const { startOutbox } = await import('./lib/jobs/start-outbox');
      await startOutbox();
      const { suggester } = await import('./lib/jobs/start-suggester');
      await suggester();
    } catch (error) {
      // Nobody has typed anything yet, and settings are named without their values.
      logError('start failed', '', error, { said: String(error).split('\n').slice(0, 20) });
      throw error;
    }
  }
}

/** What nothing else caught. The route instead of the address: search words are the reader's own. */
export const onRequestError: Instrumentation.onRequestError = async (
  error,
  request,
  { routePath, routeType },
) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { logError } = await import('./lib/next/log');
    const requestId = String(request.headers['x-request-id'] ?? '');
    logError('request failed', requestId, error, {
      kind: routeType,
      method: request.method,
      route: routePath,
    });
  }
};
