import type { Instrumentation } from 'next';

// Next also compiles this file for its edge runtime, which Crosswalk does not use; the condition keeps Node's parts out of that copy.
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { cleanRequestsOnArrival } = await import('./lib/next/clean-requests');
    cleanRequestsOnArrival();
    const { shedLoad } = await import('./lib/next/shed-load');
    shedLoad();
    const { listenForNothingHere } = await import('./lib/next/answered-status');
    listenForNothingHere();
    const { startOutbox } = await import('./lib/jobs/start-outbox');
    await startOutbox();
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
    const digest = error instanceof Error && 'digest' in error ? ` (digest ${String(error.digest)})` : '';
    logError(
      `${routeType} failed: ${request.method} ${routePath}${digest}`,
      String(request.headers['x-request-id'] ?? ''),
      error,
    );
  }
};
