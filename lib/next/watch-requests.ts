import type { IncomingMessage, ServerResponse } from 'node:http';
import { env, routePatterns } from '@/lib/env';
import { logError } from './log';
import { mayReadMetrics } from './metrics-caller';
import { type Metric, metricsContentType, metricsText } from './metrics-text';
import { watchEventLoop } from './process-metrics';
import { productMetrics } from './product-metrics';
import { countRequest, outcomeOf } from './request-counts';
import { pathOf } from './request-class';
import { routesBy } from './route-patterns';
import { type Serve, standInFront } from './stand-in-front';
import { headersOfOwnAnswer } from './static-headers';

export const metricsAddress = '/api/metrics';

/**
 * Counts every request of this process, and answers whoever may read the metrics. shedLoad() comes first, so that the gate stands behind
 * this: the metrics wait in no lane, and what the gate turns away is counted as well.
 * @source docs/decisions/0021-metrics-are-told-at-the-door.md
 */
export function watchRequests(): void {
  watchEventLoop();
  const { METRICS_TOKEN, NEXTAUTH_URL } = env();
  const routeOf = routesBy(routePatterns());
  const secure = NEXTAUTH_URL.startsWith('https:');
  standInFront((serve) =>
    watching(serve, { routeOf, token: METRICS_TOKEN, secure, metrics: productMetrics }),
  );
}

export interface WatchParts {
  routeOf: (path: string) => string;
  token: string | undefined;
  /** Whether people reach the product by https. */
  secure: boolean;
  metrics: () => Promise<Metric[]>;
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whoever may not read the metrics is passed on like anybody who asks for what is not there. */
export function watching(serve: Serve, { routeOf, token, secure, metrics }: WatchParts): Serve {
  return (request, response) => {
    const began = performance.now();
    const { method = '', url = '/', socket, rawHeaders } = request;
    const path = pathOf(url);
    const isForUs =
      path === metricsAddress &&
      (method === 'GET' || method === 'HEAD') &&
      mayReadMetrics({ peer: socket.remoteAddress, rawHeaders }, token);
    const route = isForUs ? metricsAddress : routeOf(path);
    response.once('close', () =>
      countRequest(
        route,
        reading.has(method) ? 'read' : 'write',
        outcomeOf(response.statusCode, response.writableFinished),
        (performance.now() - began) / 1000,
      ),
    );
    if (isForUs) void answer(request, response, secure, metrics);
    else serve(request, response);
  };
}

async function answer(
  { method }: IncomingMessage,
  response: ServerResponse,
  secure: boolean,
  metrics: WatchParts['metrics'],
): Promise<void> {
  const requestId = crypto.randomUUID();
  const headers = {
    ...headersOfOwnAnswer(requestId, secure),
    'content-security-policy': "default-src 'none'",
    'content-type': metricsContentType,
  };
  try {
    const text = metricsText(await metrics());
    response.writeHead(200, headers).end(method === 'HEAD' ? undefined : text);
  } catch (error) {
    logError('metrics failed', requestId, error);
    response.writeHead(500, headers).end();
  }
}
