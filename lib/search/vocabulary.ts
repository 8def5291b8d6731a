import { foldText } from './fold';
import { little, saysLittle } from './function-words';
import type { SectionReader, SectionWriter } from './sections';
import { stemOf } from './stems';

/** Every word by a number, with how many entries have it now, its stems, and what is needed to find it by its beginning or with a slip. */
export class Vocabulary {
  readonly words: string[] = [];
  /** @units entries that have the word now */
  frequencies = new Uint32Array(1_024);
  /** Which words asked for each word answers, bit n for the nth; between searches none, or that it says little. */
  private answers = new Int32Array(1_024);
  private readonly numbers = new Map<string, number>();
  /** Which letters a word has, folded onto 32. */
  private signatures = new Uint32Array(1_024);
  private lengths = new Uint8Array(1_024);
  private readonly languages: LanguageWords[] = [];
  /** Words by their letters, as far as they were sorted. */
  private sorted = new Uint32Array(0);

  /** Writes everything that is known of the words. */
  write(to: SectionWriter): void {
    to.lines(this.words);
    to.numbers(this.frequencies.slice(0, this.words.length));
    this.sort(0);
    to.numbers(this.sorted);
    to.lines(this.languages.map(({ name }) => name));
    for (const { stems, read, counts } of this.languages) {
      const all = [...stems];
      to.lines(all.map(([stem]) => stem));
      to.numbers(Uint32Array.from(all, ([, numbers]) => numbers.length));
      to.numbers(Uint32Array.from(all.flatMap(([, numbers]) => numbers)));
      to.numbers(Uint32Array.from(read));
      to.numbers(counts);
    }
  }

  /** Reads it back. */
  static read(from: SectionReader): Vocabulary {
    const vocabulary = new Vocabulary();
    for (const word of from.lines()) vocabulary.numberFor(word);
    vocabulary.frequencies.set(from.whole());
    vocabulary.sorted = from.whole().slice();
    for (const name of from.lines()) {
      const language = vocabulary.languages[vocabulary.languageFor(name)] as LanguageWords;
      const stems = from.lines();
      const [sizes, numbers] = [from.whole(), from.whole()];
      let at = 0;
      stems.forEach((stem, place) => {
        const end = at + (sizes[place] as number);
        language.stems.set(stem, Array.from(numbers.subarray(at, end)));
        at = end;
      });
      language.read = new Set(from.whole());
      language.counts = from.whole().slice();
    }
    return vocabulary;
  }

  /** The number of a word, given to it when it is new. */
  numberFor(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const number = this.words.push(word) - 1;
    this.numbers.set(word, number);
    if (number >= this.frequencies.length) this.grow();
    this.answers[number] = saysLittle(word) ? little : 0;
    this.signatures[number] = signatureOf(word);
    this.lengths[number] = Math.min(255, word.length);
    return number;
  }

  /** The number of a word that some entry has now. */
  numberOf(word: string): number | null {
    const number = this.numbers.get(word);
    return number === undefined || this.frequencies[number] === 0 ? null : number;
  }

  /** The number of a language, given to it when it is new. */
  languageFor(name: string): number {
    const known = this.languages.findIndex((one) => one.name === name);
    return known >= 0
      ? known
      : this.languages.push({ name, stems: new Map(), read: new Set(), counts: new Uint32Array(0) }) - 1;
  }

  /** Notes the stem that a word has in a language; with its accents where it has any. */
  noteStem(number: number, language: number, accented?: string): void {
    const { name, stems, read } = this.languages[language] as LanguageWords;
    if (accented === undefined) {
      if (read.has(number)) return;
      read.add(number);
    }
    const stem = stemOf(accented ?? (this.words[number] as string), name);
    if (stem === null) return;
    const list = stems.get(stem);
    if (list === undefined) stems.set(stem, [number]);
    else if (!list.includes(number)) list.push(number);
  }

  /** Counts one entry in a language more or less for a word. */
  count(number: number, language: number, step: 1 | -1): void {
    const own = this.languages[language] as LanguageWords;
    if (number >= own.counts.length) {
      const larger = new Uint32Array(this.frequencies.length);
      larger.set(own.counts);
      own.counts = larger;
    }
    own.counts[number] = (own.counts[number] as number) + step;
  }

  /** Words of entries in a language in which they have the same stem as the typed word. */
  sharingStem(typed: string): number[] {
    const found = new Set<number>();
    for (const { name, stems, counts } of this.languages)
      for (const form of new Set([typed.toLowerCase(), foldText(typed)])) {
        const stem = stemOf(form, name);
        if (stem === null) continue;
        for (const number of stems.get(stem) ?? []) if ((counts[number] ?? 0) > 0) found.add(number);
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
      if ((this.words[number] as string).startsWith(start) && this.frequencies[number] !== 0)
        found.push(number);
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

  /** Calls with which of the words asked for each word answers. */
  whileAnswering<T>(
    asked: readonly { forms: readonly { terms: readonly number[] }[] }[],
    call: (answers: Int32Array) => T,
  ): T {
    const touched: number[] = [];
    asked.forEach(({ forms }, at) => {
      for (const { terms } of forms)
        for (const term of terms) {
          if (this.answers[term] === little) continue;
          this.answers[term] = (this.answers[term] as number) | (1 << at);
          touched.push(term);
        }
    });
    const made = call(this.answers);
    for (const term of touched) this.answers[term] = 0;
    return made;
  }

  /** Puts new words in order, unless they are so few that they are looked through one by one. */
  private sort(most = 2_048): void {
    if (this.words.length - this.sorted.length <= most) return;
    const fresh = Array.from(
      { length: this.words.length - this.sorted.length },
      (_, at) => this.sorted.length + at,
    ).sort((a, b) => compare(this.words[a] as string, this.words[b] as string));
    const merged = new Uint32Array(this.words.length);
    for (let at = 0, old = 0, next = 0; at < merged.length; at++) {
      const takesOld =
        next >= fresh.length ||
        (old < this.sorted.length &&
          compare(
            this.words[this.sorted[old] as number] as string,
            this.words[fresh[next] as number] as string,
          ) < 0);
      merged[at] = takesOld ? (this.sorted[old++] as number) : (fresh[next++] as number);
    }
    this.sorted = merged;
  }

  private grow(): void {
    const size = this.frequencies.length * 2;
    const larger = <T extends Uint32Array | Int32Array | Uint8Array>(made: T, from: T) => (
      made.set(from),
      made
    );
    this.frequencies = larger(new Uint32Array(size), this.frequencies);
    this.answers = larger(new Int32Array(size), this.answers);
    this.signatures = larger(new Uint32Array(size), this.signatures);
    this.lengths = larger(new Uint8Array(size), this.lengths);
  }
}

interface LanguageWords {
  name: string;
  /** The words by their stems. */
  stems: Map<string, number[]>;
  /** Words whose stem was looked for. */
  read: Set<number>;
  /** By word, how many entries in the language have it now. */
  counts: Uint32Array;
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
