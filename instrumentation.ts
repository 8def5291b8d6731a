import type { Instrumentation } from 'next';

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { watchTheDoor } = await import('./lib/next/door');
  watchTheDoor();
}

/** What nothing else caught. Path without its query: search words are the reader's own. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, { routePath, routeType }) => {
  const { logError } = await import('./lib/next/log');
  logError(`${routeType} failed: ${request.method} ${routePath}`, String(request.headers['x-request-id'] ?? ''), error);
};
