/** How many there are, their middle and what nine of ten do not exceed. @units those of the numbers */
export interface Spread {
  n: number;
  median: number;
  ninetieth: number;
}

/**
 * The number that this share of all do not exceed, by the nearest rank: one of the numbers themselves, so that a day stays a day. Null of
 * none. @units share from 0 to 1   @source NIST/SEMATECH e-Handbook of Statistical Methods §7.2.6.2
 */
export function percentile(numbers: readonly number[], share: number): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

/** Null of none. */
export function spreadOf(numbers: readonly number[]): Spread | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  const [median, ninetieth] = [rank(0.5), rank(0.9)];
  return median === undefined || ninetieth === undefined ? null : { n: sorted.length, median, ninetieth };
}

/** Null of none. */
export function meanOf(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

/** Null of nothing. @units percent, not rounded */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : (part * 100) / whole;
}
