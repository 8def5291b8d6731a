/** Says what takes time and how long it took. @units seconds on screen */
export async function step<T>(what: string, work: () => Promise<T>, outcome: (value: T) => string = () => 'done'): Promise<T> {
  const startedAt = performance.now();
  const live = process.stdout.isTTY === true;
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
  const ticker = live ? setInterval(() => process.stdout.write(`\r${what} … ${seconds()} s`), 200) : undefined;
  if (live) process.stdout.write(`${what} …`);
  try {
    const value = await work();
    process.stdout.write(`${live ? '\r\u001b[K' : ''}${what}: ${outcome(value)} (${seconds()} s)\n`);
    return value;
  } catch (error) {
    process.stdout.write(`${live ? '\r\u001b[K' : ''}${what}: failed (${seconds()} s)\n`);
    throw error;
  } finally {
    clearInterval(ticker);
  }
}
