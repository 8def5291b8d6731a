import { seededRandom } from '@/lib/kernel/seeded-random';

export type Random = (below: number) => number;

/** The same whole numbers for the same seed. */
export function createRandom(seed: number): Random {
  const random = seededRandom(seed);
  return (below) => (random() * 2 ** 32) % below;
}

/** One of a list. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return list[random(list.length)] as T;
}
