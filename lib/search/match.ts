import { type Bits, clearBit, emptyBits, forEachBit, setBit } from './bits';
import { fields } from './document';
import type { AskedWord, Form } from './read-query';
import { fieldBit, postingsOf, type Segment, TextReader } from './segment';

/** What is kept of a segment while it is searched. */
export interface Scratch {
  /** What each entry has gathered. @units sixteenths of sixteenths of 255ths */
  scores: Int32Array;
  /** How many of the words asked for it has; from the ninth bit on, how many in its title, code or provider. */
  counts: Uint16Array;
  /** What it has gathered for one word with several forms, and in the highest bit whether its title, code or provider has one. */
  best: Uint16Array;
}

/** Room for a segment of so many entries. */
export function scratchFor(count: number): Scratch {
  return { scores: new Int32Array(count), counts: new Uint16Array(count), best: new Uint16Array(count) };
}

/** What a form of several words counts wherever they stand. @units of 255 */
export const sequenceImpact = 170;
/** Where several words that mean one thing stand next to each other. */
const sequenceFields = ['title', 'code', 'provider', 'skill'] as const;
const sequenceBits = sequenceFields.reduce((bits, field) => bits | fieldBit(field), 0);
const nameBits = fieldBit('title') | fieldBit('code') | fieldBit('provider');
const isNamed = 0x8000;

/**
 * Gathers for every entry of a segment what it has of the words asked for. With `isStrict`, entries that lack one are left as soon as that
 * is known. Words that need not be there come last and are gathered only for entries that have all others.
 */
export function gather(
  segment: Segment,
  words: readonly AskedWord[],
  isStrict: boolean,
  scratch: Scratch,
): void {
  const { scores, counts, best } = scratch;
  scores.fill(0);
  counts.fill(0);
  const { postings } = segment;
  words.forEach(({ forms, rarity, isOptional }, place) => {
    const more = isOptional ? 0 : 1;
    for (const { terms, weight } of forms) {
      if (terms.length > 1) {
        for (const entry of withSequence(segment, terms))
          if (!isStrict || (best[entry] as number) !== 0 || ((counts[entry] as number) & 255) === place)
            note(scratch, entry, weight * sequenceImpact, rarity, more, true);
        continue;
      }
      const range = postingsOf(segment, terms[0] as number);
      if (range === null) continue;
      const isSingle = forms.length === 1;
      let entry = 0;
      for (let at = range.from; at < range.to; at += 2) {
        let byte = postings[at++] as number;
        let step = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = postings[at++] as number;
          step |= (byte & 127) << shift;
        }
        entry += step;
        if (isStrict && ((counts[entry] as number) & 255) !== place && (best[entry] as number) === 0)
          continue;
        const value = weight * (postings[at] as number);
        const isName = ((postings[at + 1] as number) & nameBits) !== 0;
        if (isSingle) {
          counts[entry] = (counts[entry] as number) + more + (isName ? more << 8 : 0);
          scores[entry] = (scores[entry] as number) + rarity * value;
        } else note(scratch, entry, value, rarity, more, isName);
      }
    }
    best.fill(0);
  });
}

function note(
  { scores, counts, best }: Scratch,
  entry: number,
  value: number,
  rarity: number,
  more: number,
  isName: boolean,
): void {
  const known = best[entry] as number;
  const before = known & ~isNamed;
  let count = counts[entry] as number;
  if (known === 0) count += more;
  if (isName && (known & isNamed) === 0) count += more << 8;
  counts[entry] = count;
  if (value > before) scores[entry] = (scores[entry] as number) + rarity * (value - before);
  best[entry] = Math.max(value, before) | (isName ? isNamed : known & isNamed);
}

/** How many of the words an entry has, anywhere. */
export function wordsOf({ counts }: Scratch, entry: number): number {
  return (counts[entry] as number) & 255;
}

/** How many of the words an entry has in its title, code or provider. */
export function namedWordsOf({ counts }: Scratch, entry: number): number {
  return (counts[entry] as number) >>> 8;
}

/** The entries that have at least so many of the words. */
export function withAtLeast({ counts }: Scratch, least: number): Bits {
  const found = emptyBits(counts.length);
  for (let entry = 0; entry < counts.length; entry++)
    if (((counts[entry] as number) & 255) >= least) setBit(found, entry);
  return found;
}

/** The entries in whose title, code, provider or skill these words stand next to each other. */
function withSequence(segment: Segment, terms: Form['terms']): number[] {
  const ranges = terms.map((term) => postingsOf(segment, term));
  if (ranges.some((range) => range === null)) return [];
  const rarest = ranges.reduce((one, other) =>
    (other?.to ?? 0) - (other?.from ?? 0) < (one?.to ?? 0) - (one?.from ?? 0) ? other : one,
  ) as { from: number; to: number };
  const found: number[] = [];
  const { postings } = segment;
  let room = new Int32Array(256);
  let entry = 0;
  for (let at = rarest.from; at < rarest.to; ) {
    let byte = postings[at++] as number;
    let step = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = postings[at++] as number;
      step |= (byte & 127) << shift;
    }
    entry += step;
    const mask = postings[at + 1] as number;
    at += 2;
    if ((mask & sequenceBits) === 0) continue;
    const reader = new TextReader(segment, entry);
    if (reader.length() > room.length) room = new Int32Array(reader.length() * 2);
    for (let field = 0; field < sequenceFields.length; field++)
      if (standsIn(room, reader.read(room), terms)) {
        found.push(entry);
        break;
      }
  }
  return found;
}

/** Leaves of some entries those that have every phrase in one of their texts. */
export function keepWithPhrases(
  segment: Segment,
  entries: Bits,
  phrases: readonly (readonly number[])[],
): void {
  let room = new Int32Array(1_024);
  forEachBit(entries, (entry) => {
    const missing = new Set(phrases);
    const reader = new TextReader(segment, entry);
    if (reader.length() > room.length) room = new Int32Array(reader.length() * 2);
    for (let field = 0; field < fields.length && missing.size > 0; field++) {
      const length = reader.read(room);
      for (const phrase of missing) if (standsIn(room, length, phrase)) missing.delete(phrase);
    }
    if (missing.size > 0) clearBit(entries, entry);
  });
}

/** Whether some words stand next to each other among the first `length` of a text. */
export function standsIn(text: Int32Array, length: number, words: readonly number[]): boolean {
  const last = length - words.length;
  for (let at = 0; at <= last; at++) {
    let same = 0;
    while (same < words.length && text[at + same] === words[same]) same++;
    if (same === words.length) return true;
  }
  return false;
}
