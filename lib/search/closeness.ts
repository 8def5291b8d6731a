import { fields } from './document';
import { little } from './function-words';
import type { AskedWord } from './read-query';
import { type Segment, TextReader } from './segment';

/**
 * What counts besides the words themselves. @units thousandths of what the best words alone can gather
 * @source found with `npm run bench:relevance`
 */
export const closenessWeights = {
  title: 700,
  titleOrder: 300,
  order: 300,
  begins: 60,
  item: 900,
  whole: 900,
  start: 700,
} as const;

/** Reads entries into room of its own, again and again. */
export class ClosenessReader {
  private room = new Int32Array(1_024);
  private readonly rarity: number;

  /** `bits` says for each word by its number which of the words asked for it answers, bit n for the nth, or that it says little. */
  constructor(
    private readonly words: readonly AskedWord[],
    private readonly bits: Int32Array,
  ) {
    this.rarity = words.reduce((sum, word) => sum + word.rarity, 0);
  }

  /**
   * How well an entry as a whole answers: how much of what was asked its title has, how much of its title was asked for, and whether the
   * words stand in the order in which they were typed.
   */
  of(segment: Segment, entry: number): number {
    const reader = new TextReader(segment, entry);
    if (reader.length() > this.room.length) this.room = new Int32Array(reader.length() * 2);
    let closest = 0;
    let score = 0;
    for (let field = 0; field < fields.length; field++) {
      const length = reader.read(this.room);
      if (field === 0) score += this.ofTitle(length);
      else closest = Math.max(closest, this.inOrder(length));
      if (fields[field] === 'skill' && this.hasItem(length)) score += closenessWeights.item;
    }
    const pairs = Math.max(1, this.words.length - 1);
    return score + Math.round((closenessWeights.order * closest) / pairs);
  }

  private ofTitle(length: number): number {
    let [content, asked, covered, begins] = [0, 0, 0, 0];
    for (let at = 0; at < length; at++) {
      const term = this.room[at] as number;
      if (term < 0) continue;
      const bits = this.bits[term] as number;
      if (bits === little) continue;
      if (content === 0 && (bits & 1) !== 0) begins = 1;
      content++;
      if (bits !== 0) asked++;
      covered |= bits;
    }
    let rarity = 0;
    this.words.forEach((word, at) => {
      if ((covered & (1 << at)) !== 0) rarity += word.rarity;
    });
    const share = rarity / this.rarity;
    const pairs = Math.max(1, this.words.length - 1);
    return (
      Math.round(closenessWeights.title * share * (0.4 + (0.6 * asked) / Math.max(1, content))) +
      Math.round((closenessWeights.titleOrder * this.inOrder(length)) / pairs) +
      begins * closenessWeights.begins +
      (asked === content && rarity === this.rarity ? closenessWeights.whole : 0)
    );
  }

  /** Whether one of several texts is what was asked for and nothing else. */
  private hasItem(length: number): boolean {
    const all = 2 ** this.words.length - 1;
    let [covered, isOther] = [0, false];
    for (let at = 0; at <= length; at++) {
      const term = at < length ? (this.room[at] as number) : -1;
      if (term < 0) {
        if (covered === all && !isOther) return true;
        [covered, isOther] = [0, false];
        continue;
      }
      const bits = this.bits[term] as number;
      if (bits === little) continue;
      covered |= bits;
      isOther ||= bits === 0;
    }
    return false;
  }

  /** How many neighbours in a text are neighbours in what was typed, words that say little left out. */
  private inOrder(length: number): number {
    let found = 0;
    let before = 0;
    for (let at = 0; at < length; at++) {
      const term = this.room[at] as number;
      if (term < 0) {
        before = 0;
        continue;
      }
      const bits = this.bits[term] as number;
      if (bits === little) continue;
      // Each pair once.
      const pairs = (before << 1) & bits & ~found;
      found |= pairs;
      before = bits;
    }
    let count = 0;
    for (let left = found; left !== 0; left &= left - 1) count++;
    return count;
  }
}
