import { readdir } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { cpuUsage, memoryUsage, uptime } from 'node:process';
import type { Metric } from './metrics-text';

/** @units milliseconds */
const lookEvery = 20;

// Next makes several copies of a module in one process; they watch once.
const shared = globalThis as { crosswalkLoopDelay?: ReturnType<typeof monitorEventLoopDelay> };

/** Begins to watch how late the event loop comes to what is due; until then there is nothing to tell of it. */
export function watchEventLoop(): void {
  if (shared.crosswalkLoopDelay !== undefined) return;
  shared.crosswalkLoopDelay = monitorEventLoopDelay({ resolution: lookEvery });
  shared.crosswalkLoopDelay.enable();
}

/** What every program has, under the names that Prometheus' own libraries give it, so that dashboards made for those fit. */
export async function processMetrics(): Promise<Metric[]> {
  const { rss, heapUsed, external } = memoryUsage();
  const { user, system } = cpuUsage();
  return [
    gauge('process_resident_memory_bytes', rss),
    gauge('nodejs_heap_size_used_bytes', heapUsed),
    gauge('nodejs_external_memory_bytes', external),
    {
      name: 'process_cpu_seconds_total',
      kind: 'counter',
      samples: [{ value: (user + system) / 1e6 }],
    },
    gauge('process_start_time_seconds', Math.round(Date.now() / 1000 - uptime())),
    gauge('process_open_fds', await openFiles()),
    ...eventLoop(),
  ];
}

/** Since the last time somebody asked. */
function eventLoop(): Metric[] {
  const delay = shared.crosswalkLoopDelay;
  if (delay === undefined) return [];
  // What is measured is the time from one look to the next, in nanoseconds; what goes beyond the time between two looks is late.
  const late = (of: number) => (delay.count === 0 ? 0 : Math.max(0, of / 1e9 - lookEvery / 1000));
  const told = [
    gauge('nodejs_eventloop_lag_mean_seconds', late(delay.mean)),
    gauge('nodejs_eventloop_lag_p99_seconds', late(delay.percentile(99))),
    gauge('nodejs_eventloop_lag_max_seconds', late(delay.max)),
  ];
  delay.reset();
  return told;
}

/** Only Linux tells. */
async function openFiles(): Promise<number | null> {
  return readdir('/proc/self/fd').then(
    ({ length }) => length,
    () => null,
  );
}

function gauge(name: Metric['name'], value: number | null): Metric {
  return { name, kind: 'gauge', samples: value === null ? [] : [{ value }] };
}
