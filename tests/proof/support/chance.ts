import { seededRandom } from '@/lib/kernel/seeded-random';
import { seed } from './scale';

/** Random numbers that the seed of the run repeats. */
export function chanceOf(name: string): () => number {
  return seededRandom(
    [...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, seed | 0),
  );
}
