import { seededRandom } from '@/lib/kernel/seeded-random';

const z95 = 1.959964;

/** A part and its 95 % interval. @source Wilson, Probable Inference (1927) */
export function wilson(hits: number, of: number): { part: number; low: number; high: number } {
  if (of === 0) return { part: NaN, low: NaN, high: NaN };
  const part = hits / of;
  const spread = z95 * Math.sqrt((part * (1 - part)) / of + z95 ** 2 / (4 * of ** 2));
  const shrink = 1 + z95 ** 2 / of;
  const middle = part + z95 ** 2 / (2 * of);
  return { part, low: (middle - spread) / shrink, high: (middle + spread) / shrink };
}

/** How probable it is that two methods that are equally good differ so much on the same items: McNemar's test, exact, both sides. @source McNemar (1947) */
export function pairedTest(one: readonly boolean[], other: readonly boolean[]): number {
  let [better, worse] = [0, 0];
  for (const [at, hit] of one.entries()) {
    if (hit && other[at] === false) better += 1;
    if (!hit && other[at] === true) worse += 1;
  }
  const all = better + worse;
  const least = Math.min(better, worse);
  let logWays = 0;
  let sum = 0;
  for (let k = 0; k <= least; k++) {
    if (k > 0) logWays += Math.log(all - k + 1) - Math.log(k);
    sum += Math.exp(logWays - all * Math.LN2);
  }
  return Math.min(1, 2 * sum);
}

/** The middle 95 % of a measure over items drawn anew with their repetition, the same for the same seed. */
export function bootstrap<Item>(
  items: readonly Item[],
  measure: (items: readonly Item[]) => number,
): { low: number; high: number } {
  const random = seededRandom(20_261_129);
  const drawn = Array.from({ length: 1_000 }, () =>
    measure(items.map(() => items[Math.floor(random() * items.length)]!)),
  ).sort((a, b) => a - b);
  return { low: drawn[25]!, high: drawn[974]! };
}

/** The mean over outcomes of the harmonic mean of how many of a kind were found and how many said to be of it were. */
export function macroF1(pairs: readonly { decided: string; said: string }[]): number {
  const kinds = [...new Set(pairs.map(({ decided }) => decided))];
  const each = kinds.map((kind) => {
    const decided = pairs.filter((pair) => pair.decided === kind).length;
    const said = pairs.filter((pair) => pair.said === kind).length;
    const both = pairs.filter((pair) => pair.decided === kind && pair.said === kind).length;
    return (2 * both) / (decided + said);
  });
  return each.reduce((sum, one) => sum + one, 0) / Math.max(1, each.length);
}

/** The value below which such a share of a list lies; 0 of an empty one. */
export function quantile(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
