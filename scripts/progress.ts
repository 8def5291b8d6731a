import { Stopped } from './told-to-stop';

/**
 * From now on a console that is gone (a closed terminal, the end of whatever read our words) ends nobody: what we started would be left
 * running without anybody who stops it.
 */
export function goOnWithoutConsole(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** Says what takes time and how long it took: on a terminal the seconds run, in a log a slow step says now and then that it goes on. @units seconds on screen */
export async function step<T>(
  what: string,
  work: () => Promise<T>,
  outcome: (value: T) => string = () => 'done',
): Promise<T> {
  const startedAt = performance.now();
  const live = process.stdout.isTTY === true;
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
  const ticker = live
    ? setInterval(() => process.stdout.write(`\r${what} … ${seconds()} s`), 200)
    : setInterval(() => process.stdout.write(`${what} … ${seconds()} s\n`), 10_000);
  if (live) process.stdout.write(`${what} …`);
  const clear = live ? '\r\u001b[K' : '';
  try {
    const value = await work();
    process.stdout.write(`${clear}${what}: ${outcome(value)} (${seconds()} s)\n`);
    return value;
  } catch (error) {
    process.stdout.write(
      `${clear}${what}: ${error instanceof Stopped ? 'broken off' : 'failed'} (${seconds()} s)\n`,
    );
    throw error;
  } finally {
    clearInterval(ticker);
  }
}
