import { foldText } from './fold';
import { stemOf } from './stems';

/** Every word by a number, with how many entries have it now, its stems, and what is needed to find it by its beginning or with a slip. */
export class Vocabulary {
  readonly words: string[] = [];
  /** @units entries that have the word now */
  frequencies = new Uint32Array(1_024);
  private readonly numbers = new Map<string, number>();
  /** Which letters a word has, folded onto 32. */
  private signatures = new Uint32Array(1_024);
  private lengths = new Uint8Array(1_024);
  /** By language and stem, the words. */
  private readonly stems = new Map<string, number[]>();
  private readonly stemmed = new Map<string, Set<number>>();
  /** Words by their letters, as far as they were sorted. */
  private sorted = new Uint32Array(0);

  /** The number of a word, given to it when it is new. */
  numberFor(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const number = this.words.push(word) - 1;
    this.numbers.set(word, number);
    if (number >= this.frequencies.length) this.grow();
    this.signatures[number] = signatureOf(word);
    this.lengths[number] = Math.min(255, word.length);
    return number;
  }

  /** The number of a word that some entry has now. */
  numberOf(word: string): number | null {
    const number = this.numbers.get(word);
    return number === undefined || this.frequencies[number] === 0 ? null : number;
  }

  /** Notes that entries in this language have the word; with its accents where it has any. */
  noteStems(number: number, language: string, accented?: string): void {
    let noted = this.stemmed.get(language);
    if (noted === undefined) this.stemmed.set(language, (noted = new Set()));
    if (accented === undefined) {
      if (noted.has(number)) return;
      noted.add(number);
    }
    const stem = stemOf(accented ?? (this.words[number] as string), language);
    if (stem === null) return;
    const key = `${language}:${stem}`;
    const list = this.stems.get(key);
    if (list === undefined) this.stems.set(key, [number]);
    else if (!list.includes(number)) list.push(number);
  }

  /** Words that some entry has now whose stem in a language of theirs is that of the typed word. */
  sharingStem(typed: string): number[] {
    const found = new Set<number>();
    for (const language of this.stemmed.keys())
      for (const form of new Set([typed.toLowerCase(), foldText(typed)])) {
        const stem = stemOf(form, language);
        if (stem === null) continue;
        for (const number of this.stems.get(`${language}:${stem}`) ?? [])
          if (this.frequencies[number] !== 0) found.add(number);
      }
    return [...found];
  }

  /** Words that some entry has now and that begin so. */
  beginningWith(start: string): number[] {
    this.sort();
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.words[this.sorted[middle] as number] as string) < start) low = middle + 1;
      else high = middle;
    }
    const found: number[] = [];
    for (; low < this.sorted.length; low++) {
      const number = this.sorted[low] as number;
      if (!(this.words[number] as string).startsWith(start)) break;
      if (this.frequencies[number] !== 0) found.push(number);
    }
    for (let number = this.sorted.length; number < this.words.length; number++)
      if ((this.words[number] as string).startsWith(start) && this.frequencies[number] !== 0) found.push(number);
    return found;
  }

  /**
   * Words that some entry has now and that may be at most so many slips away: those of like length whose letters differ little. Whether
   * they are is for the distance to say; a slip changes at most two letters of the set.
   */
  maybeWithin(word: string, slips: number): number[] {
    const [signature, length] = [signatureOf(word), word.length];
    const found: number[] = [];
    for (let number = 0; number < this.words.length; number++) {
      const difference = (this.lengths[number] as number) - length;
      if (difference > slips || difference < -slips) continue;
      let bits = ((this.signatures[number] as number) ^ signature) >>> 0;
      let ones = 0;
      while (bits !== 0 && ones <= 2 * slips) {
        bits &= bits - 1;
        ones++;
      }
      if (ones <= 2 * slips && this.frequencies[number] !== 0) found.push(number);
    }
    return found;
  }

  private sort(): void {
    // A few new words are looked through one by one.
    if (this.words.length - this.sorted.length <= 2_048) return;
    const fresh = Array.from({ length: this.words.length - this.sorted.length }, (_, at) => this.sorted.length + at).sort(
      (a, b) => compare(this.words[a] as string, this.words[b] as string),
    );
    const merged = new Uint32Array(this.words.length);
    for (let at = 0, old = 0, next = 0; at < merged.length; at++) {
      const takesOld =
        next >= fresh.length ||
        (old < this.sorted.length &&
          compare(this.words[this.sorted[old] as number] as string, this.words[fresh[next] as number] as string) < 0);
      merged[at] = takesOld ? (this.sorted[old++] as number) : (fresh[next++] as number);
    }
    this.sorted = merged;
  }

  private grow(): void {
    const size = this.frequencies.length * 2;
    const larger = <T extends Uint32Array | Uint8Array>(made: T, from: T) => (made.set(from), made);
    this.frequencies = larger(new Uint32Array(size), this.frequencies);
    this.signatures = larger(new Uint32Array(size), this.signatures);
    this.lengths = larger(new Uint8Array(size), this.lengths);
  }
}

/** Order of two words by their UTF-16 code units. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function signatureOf(word: string): number {
  let signature = 0;
  for (let at = 0; at < word.length; at++) signature |= 1 << (word.charCodeAt(at) & 31);
  return signature >>> 0;
}
