import type { SearchDocument } from '@/lib/search/document';
import { createRandom, pick, type Random } from './random';

const onsets = [
  'b',
  'br',
  'c',
  'ch',
  'd',
  'f',
  'g',
  'gr',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'pl',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'w',
];
const vowels = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'io'];
const codas = ['', 'n', 'r', 's', 'l', 't', 'nd', 'm'];

/** Words that no language has, each once, of three to four syllables; the first are the most frequent. */
export function makeWords(count: number, random: Random): string[] {
  const words = new Set<string>();
  while (words.size < count) {
    const syllables = 3 + random(2);
    words.add(
      Array.from(
        { length: syllables },
        () => pick(random, onsets) + pick(random, vowels) + pick(random, codas),
      ).join(''),
    );
  }
  return [...words];
}

/** @units entries of each kind */
const sizes = { words: 40_000, providers: 120, institutions: 300, subjects: 60, skills: 3_000 };

/**
 * Entries as a national catalog may have them, always the same ones: titles of 3 to 7 words, about 80 words of description whose
 * frequencies fall as in natural texts, 4 skills, 4 outcomes, and seven facets.
 * @source Zipf 1949 for the frequencies; lengths as those of described entries of public course lists
 */
export class EntryMaker {
  readonly words: readonly string[];
  private readonly cumulated: Float64Array;
  private readonly skills: readonly string[];

  constructor(seed: number) {
    const random = createRandom(seed);
    this.words = makeWords(sizes.words, random);
    this.cumulated = new Float64Array(sizes.words);
    let sum = 0;
    this.words.forEach((_, rank) => (this.cumulated[rank] = sum += 1 / (rank + 8)));
    this.skills = Array.from({ length: sizes.skills }, () => `${this.word(random)} ${this.word(random)}`);
  }

  /** A word by how frequent it is. */
  word(random: Random): string {
    const wanted = (random(2 ** 30) / 2 ** 30) * (this.cumulated[this.cumulated.length - 1] as number);
    let [low, high] = [0, this.cumulated.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.cumulated[middle] as number) < wanted) low = middle + 1;
      else high = middle;
    }
    return this.words[low] as string;
  }

  /** The entry of this number. */
  entry(number: number): SearchDocument {
    const random = createRandom(number + 1);
    const some = (least: number, more: number) =>
      Array.from({ length: least + random(more + 1) }, () => this.word(random)).join(' ');
    const skewed = (count: number) => Math.min(random(count), random(count));
    return {
      id: `e${number}`,
      rank: random(3),
      title: some(3, 4),
      codes: random(4) === 0 ? [`${pick(random, ['CS', 'MA', 'BIO', 'DP'])}-${100 + random(900)}`] : [],
      providers: [`Provider ${skewed(sizes.providers)}`],
      skills: Array.from({ length: 2 + random(5) }, () => pick(random, this.skills)),
      outcomes: Array.from({ length: 4 }, () => some(5, 6)),
      description: some(60, 40),
      language: pick(random, ['en', 'en', 'en', 'es', 'fr', 'de', 'pt', 'it', null]),
      facets: {
        provider: [`Provider ${skewed(sizes.providers)}`],
        subject: [`Subject ${skewed(sizes.subjects)}`],
        level: [`Level ${skewed(8)}`],
        kind: [pick(random, ['certificate', 'certificate', 'course', 'exam'])],
        platform: [`Platform ${skewed(12)}`],
        teaching: [`Language ${skewed(20)}`],
        creditAt: Array.from({ length: random(4) }, () => `Institution ${skewed(sizes.institutions)}`),
      },
      numbers: { hours: 5 + random(200) },
    };
  }
}
