import type { Cell } from './cells';

/** The same cells in an order that the seed alone decides. */
export function mixed<T>(items: readonly T[], seed: number): T[] {
  const next = numbers(seed);
  const order = [...items];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [order[at], order[other]] = [order[other] as T, order[at] as T];
  }
  return order;
}

/** The first cells that together ask every endpoint and every party, denied and allowed, and then more up to `count`. */
export function spread(cells: readonly Cell[], count: number): Cell[] {
  const seen = new Set<string>();
  const isNew = ({ row, party, expected }: Cell) => {
    const keys = [
      `${row.endpoint} ${expected.allowed}`,
      `${row.endpoint} ${expected.allowed ? '' : expected.code}`,
      `${party.name} ${expected.allowed}`,
    ];
    const fresh = keys.some((key) => !seen.has(key));
    for (const key of keys) seen.add(key);
    return fresh;
  };
  const first = cells.filter(isNew);
  const chosen = new Set(first);
  return [...first, ...cells.filter((cell) => !chosen.has(cell)).slice(0, Math.max(0, count - first.length))];
}

/** mulberry32 */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
