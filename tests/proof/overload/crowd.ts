import { setMaxListeners } from 'node:events';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What became of one request. Nothing came where `status` is 0. */
export interface Asked {
  path: string;
  status: number;
  /** Whoever asked did not wait for the answer. */
  hasLeft: boolean;
  /** The last byte came. */
  isWhole: boolean;
  /** @units milliseconds */
  took: number;
  retryAfter: string | undefined;
}

/** Nobody waits longer for an answer. @units milliseconds */
const patience = 20_000;
/** However much a run asks for, it sends no more than this. */
const mostRequests = 40_000;

export interface Place {
  port: number;
}

/** One request to the product on this machine, as somebody at that address. */
export function ask(
  { port }: Place,
  path: string,
  { from = '192.0.2.1', cookie, signal }: { from?: string; cookie?: string; signal?: AbortSignal } = {},
): Promise<Asked> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const end = (status: number, isWhole: boolean, retryAfter?: string) =>
      resolve({
        path,
        status,
        hasLeft: signal?.aborted === true && !isWhole,
        isWhole,
        took: performance.now() - startedAt,
        retryAfter,
      });
    const request = http.get(
      {
        host: '127.0.0.1',
        port,
        path,
        agent: false,
        timeout: patience,
        headers: { 'x-forwarded-for': from, accept: 'text/html', ...(cookie && { cookie }) },
        ...(signal && { signal }),
      },
      (response) => {
        const { statusCode = 0, headers } = response;
        response
          .resume()
          .on('end', () => end(statusCode, response.complete, headers['retry-after']))
          .on('error', () => end(statusCode, false));
      },
    );
    request.on('timeout', () => request.destroy()).on('error', () => end(0, false));
  });
}

/** People who ask one thing after the other, so many at once, for that long: the load that the product takes. @units milliseconds */
export async function steady(
  place: Place,
  paths: readonly string[],
  { people, time }: { people: number; time: number },
): Promise<Asked[]> {
  const until = performance.now() + time;
  const answers: Asked[] = [];
  await Promise.all(
    Array.from({ length: people }, async (_, person) => {
      for (let n = 0; performance.now() < until && answers.length < mostRequests; n += 1)
        answers.push(
          await ask(place, paths[(n + person) % paths.length] ?? '/', { from: `198.51.100.${person}` }),
        );
    }),
  );
  return answers;
}

/** A crowd that asks so much a second, whatever becomes of it, each from one of many networks. After it, whoever still waits is let go. */
export function crowd(
  place: Place,
  paths: readonly string[],
  { perSecond, time }: { perSecond: number; time: number },
): { over: Promise<Asked[]>; letGo: () => void } {
  const leaving = new AbortController();
  setMaxListeners(0, leaving.signal);
  const sent: Promise<Asked>[] = [];
  const startedAt = performance.now();
  const send = async () => {
    while (performance.now() - startedAt < time && sent.length < mostRequests) {
      const due = Math.min(mostRequests, ((performance.now() - startedAt) / 1_000) * perSecond);
      while (sent.length < due) {
        const n = sent.length;
        const from = `10.${Math.floor(n / 250) % 4}.${n % 250}.1`;
        sent.push(ask(place, paths[n % paths.length] ?? '/', { from, signal: leaving.signal }));
      }
      await pause(5);
    }
    return Promise.all(sent);
  };
  return { over: send(), letGo: () => leaving.abort() };
}

/** Of all, the share that is at most this: 0.95 is what one in twenty exceeds. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
