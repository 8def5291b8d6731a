import { seededRandom, shuffled } from '@/lib/kernel/seeded-random';
import type { Cell } from './cells';

/** The same cells in an order that the seed alone decides. */
export function mixed<T>(items: readonly T[], seed: number): T[] {
  return shuffled(items, seededRandom(seed));
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
