import { spend, type Budget } from './budget';

/** A line that is to be counted. @units of amount: parts, whole numbers of the common denominator */
export interface CountedLine {
  amount: bigint;
  /** Indexes of the caps that count it. */
  caps: readonly number[];
}

/**
 * What counts of each line, in counting order.
 * @units parts in, parts out   @refuses rule_violation `credit/too-complex`   @source tests/fixtures/credit-cases.json, algorithm 10
 */
export function trimLines(
  lines: readonly CountedLine[],
  rooms: readonly bigint[],
  trim: 'partial' | 'whole',
  budget: Budget,
): bigint[] {
  return trim === 'partial' ? trimPartially(lines, rooms) : trimWhole(lines, rooms, budget);
}

/** Each line in turn gets what the tightest cap over it leaves. */
function trimPartially(lines: readonly CountedLine[], rooms: readonly bigint[]): bigint[] {
  const left = [...rooms];
  return lines.map(({ amount, caps }) => {
    let counted = amount;
    for (const cap of caps) {
      const room = left[cap] ?? 0n;
      if (room < counted) counted = room;
    }
    for (const cap of caps) left[cap] = (left[cap] ?? 0n) - counted;
    return counted;
  });
}

/**
 * The whole lines with the largest sum that fits every cap; of equal sums the one that includes the earlier lines.
 * Dynamic programming over (next line, room left under each cap).
 */
function trimWhole(lines: readonly CountedLine[], rooms: readonly bigint[], budget: Budget): bigint[] {
  const known = new Map<string, bigint>();
  const rest = restSums(lines, rooms.length);

  const best = (from: number, left: readonly bigint[]): bigint => {
    const after = rest[from];
    if (!after) return 0n;
    if (after.caps.every((sum, cap) => sum <= (left[cap] ?? 0n))) return after.total;
    const key = `${from}:${left.map((room, cap) => ((after.caps[cap] ?? 0n) <= room ? '' : room)).join()}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    spend(budget, 8 + 4 * rooms.length, 'trim');
    const without = best(from + 1, left);
    const within = withLine(from, left);
    const result = within !== null && within > without ? within : without;
    known.set(key, result);
    return result;
  };
  const withLine = (index: number, left: readonly bigint[]): bigint | null => {
    const line = lines[index];
    const reduced = line && reduce(line, left);
    return line && reduced ? line.amount + best(index + 1, reduced) : null;
  };

  let left = rooms;
  return lines.map((line, index) => {
    const within = withLine(index, left);
    if (within === null || within < best(index + 1, left)) return 0n;
    left = reduce(line, left) ?? left;
    return line.amount;
  });
}

/** The rooms after the whole line, or null when it does not fit. */
function reduce({ amount, caps }: CountedLine, left: readonly bigint[]): readonly bigint[] | null {
  if (caps.length === 0) return left;
  const reduced = [...left];
  for (const cap of caps) {
    const room = (reduced[cap] ?? 0n) - amount;
    if (room < 0n) return null;
    reduced[cap] = room;
  }
  return reduced;
}

/** For each place in the list, what the lines from there on add up to, in all and under each cap. */
function restSums(lines: readonly CountedLine[], caps: number): { total: bigint; caps: bigint[] }[] {
  const sums: { total: bigint; caps: bigint[] }[] = [];
  let total = 0n;
  let perCap: bigint[] = Array.from({ length: caps }, () => 0n);
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index];
    if (!line) continue;
    total += line.amount;
    perCap = perCap.map((sum, cap) => (line.caps.includes(cap) ? sum + line.amount : sum));
    sums[index] = { total, caps: perCap };
  }
  return sums;
}
