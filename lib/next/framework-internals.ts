import {
  getAccessFallbackHTTPStatus,
  isHTTPAccessFallbackError,
} from 'next/dist/client/components/http-access-fallback/http-access-fallback';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state';
import { workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external';

// What the framework does not offer and we use all the same. tests/architecture/framework-internals.test.ts says what we rely on, and
// for which version somebody looked.

/** Whether the framework's own reader takes this state of the router; one that it refuses it answers with 500. */
export function readsRouterState(state: string | string[]): boolean {
  try {
    parseAndValidateFlightRouterState(state);
    return true;
  } catch {
    return false;
  }
}

/** The page or route that is being answered, by its place in the code: `/catalog/[slug]`. */
export function routeBeingAnswered(): string | undefined {
  return workAsyncStorage.getStore()?.route;
}

/** Whether this is what notFound() throws. */
export function isNotFound(error: unknown): boolean {
  return isHTTPAccessFallbackError(error) && getAccessFallbackHTTPStatus(error) === 404;
}
