/** @units milliseconds of work before others have their turn */
const atOnce = 10;

/** One after the other, letting others work in between. */
export async function inTurns<T>(list: readonly T[], work: (one: T) => void): Promise<void> {
  let since = performance.now();
  for (const one of list) {
    work(one);
    if (performance.now() - since < atOnce) continue;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  }
}
