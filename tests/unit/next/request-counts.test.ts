import { beforeEach, expect, test } from 'vitest';
import { metricsText } from '@/lib/next/metrics-text';
import { countRequest, outcomeOf, requestMetrics } from '@/lib/next/request-counts';
import { routesBy } from '@/lib/next/route-patterns';

beforeEach(() => {
  delete (globalThis as { crosswalkRequests?: unknown }).crosswalkRequests;
});
const text = () => metricsText(requestMetrics());

test('requests are counted by route, by reading and writing, and by how they ended', () => {
  countRequest('/catalog', 'read', '2xx', 0.04);
  countRequest('/catalog', 'read', '2xx', 0.2);
  countRequest('/catalog', 'write', '5xx', 60);
  expect(text()).toContain('crosswalk_http_requests_total{route="/catalog",method="read",outcome="2xx"} 2\n');
  expect(text()).toContain(
    'crosswalk_http_requests_total{route="/catalog",method="write",outcome="5xx"} 1\n',
  );
});

test('durations add up from bucket to bucket, and the last holds all', () => {
  for (const took of [0.01, 0.025, 0.2, 60]) countRequest('/', 'read', '2xx', took);
  const of = (le: string) =>
    Number(new RegExp(`_bucket\\{route="/",le="${le.replace('+', '\\+')}"\\} (\\d+)`).exec(text())?.[1]);
  expect(['0.025', '0.05', '0.25', '30', '+Inf'].map(of)).toEqual([2, 2, 3, 3, 4]);
  expect(text()).toContain('crosswalk_http_request_duration_seconds_count{route="/"} 4\n');
  expect(text()).toContain('crosswalk_http_request_duration_seconds_sum{route="/"} 60.235\n');
});

test.each([
  [200, true, '2xx'],
  [304, true, '3xx'],
  [503, true, '5xx'],
  [200, false, 'brokenOff'],
  [0, true, '5xx'],
  [999, true, '5xx'],
] as const)('a status of %d that was sent (%s) is %s', (status, isFinished, outcome) => {
  expect(outcomeOf(status, isFinished)).toBe(outcome);
});

test('ten thousand odd addresses make no more figures than one', () => {
  const routeOf = routesBy(['/', '/catalog', '/catalog/[slug]', '/api/v1/[...path]']);
  const ask = (n: number) => {
    for (const path of [`/odd-${n}`, `/catalog/odd-${n}`, `/api/v1/odd/${n}`, `/a"\n${n}/{le="1"}`])
      countRequest(routeOf(path), 'read', '4xx', 0.001);
  };
  ask(0);
  const before = text().split('\n').length;
  for (let n = 1; n <= 10_000; n += 1) ask(n);
  expect(text().split('\n')).toHaveLength(before);
  expect(text()).not.toContain('odd');
});
