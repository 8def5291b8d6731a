import type { Metric, Sample } from './metrics-text';

/** How a request ended: by the first digit of its status, or without an answer that somebody heard. */
export const outcomes = ['1xx', '2xx', '3xx', '4xx', '5xx', 'brokenOff'] as const;
export type Outcome = (typeof outcomes)[number];
export type MethodClass = 'read' | 'write';

/** The upper ends of the buckets of durations. @units seconds */
const ends = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

interface Durations {
  /** One more than there are ends: the last is for what took longer than all of them. */
  buckets: number[];
  sum: number;
}

// Next makes several copies of a module in one process; they count as one.
const shared = globalThis as {
  crosswalkRequests?: { answered: Map<string, number>; durations: Map<string, Durations> };
};
const counts = () => (shared.crosswalkRequests ??= { answered: new Map(), durations: new Map() });

export function outcomeOf(status: number, isFinished: boolean): Outcome {
  if (!isFinished) return 'brokenOff';
  return outcomes[Math.floor(status / 100) - 1] ?? '5xx';
}

/** Counts one request. `route` is a pattern of a fixed list, never an address. @units seconds of `took` */
export function countRequest(route: string, method: MethodClass, outcome: Outcome, took: number): void {
  const { answered, durations } = counts();
  const key = `${route} ${method} ${outcome}`;
  answered.set(key, (answered.get(key) ?? 0) + 1);
  let of = durations.get(route);
  if (of === undefined) durations.set(route, (of = { buckets: [...ends, 0].fill(0), sum: 0 }));
  const at = ends.findIndex((end) => took <= end);
  const bucket = at === -1 ? ends.length : at;
  of.buckets[bucket] = (of.buckets[bucket] ?? 0) + 1;
  of.sum += took;
}

/** What was counted since the process began. */
export function requestMetrics(): Metric[] {
  const { answered, durations } = counts();
  return [
    {
      name: 'crosswalk_http_requests_total',
      kind: 'counter',
      samples: [...answered].map(([key, value]) => {
        const [route = '', method = '', outcome = ''] = key.split(' ');
        return { labels: { route, method, outcome }, value };
      }),
    },
    {
      name: 'crosswalk_http_request_duration_seconds',
      kind: 'histogram',
      samples: [...durations].flatMap(([route, of]) => histogram(route, of)),
    },
  ];
}

function histogram(route: string, { buckets, sum }: Durations): Sample[] {
  let upTo = 0;
  const below = buckets.map((count, at): Sample => {
    upTo += count;
    return { suffix: '_bucket', labels: { route, le: String(ends[at] ?? '+Inf') }, value: upTo };
  });
  return [
    ...below,
    { suffix: '_sum', labels: { route }, value: sum },
    { suffix: '_count', labels: { route }, value: upTo },
  ];
}
