import { type Field, fields, fieldWeights, type SearchDocument, textsOf } from './document';
import { initialsOf } from './initials';
import { hasAccents } from './fold';
import { stemLanguage } from './stems';
import { termsOf } from './terms';
import { tokensOf } from './tokens';
import type { Vocabulary } from './vocabulary';

/** One entry as words by their numbers. */
export interface ReadDocument {
  /** Each word once. */
  terms: number[];
  /** Of each, what it counts, 1 to 255, and in its lowest bits the fields that have it. */
  payloads: number[];
  /** By field its words in order, 0 between two texts of it; every word is its number plus one. */
  fields: number[][];
  /** By number; null where words of it have no stems. */
  language: number | null;
  /** Further spellings, which stand nowhere in the order. */
  besides: number[];
}

const named: ReadonlySet<Field> = new Set(['title', 'code', 'skill']);

/** Reads the texts of an entry into words by number, new words included. */
export function readDocument(document: SearchDocument, vocabulary: Vocabulary): ReadDocument {
  const texts = textsOf(document);
  const name = stemLanguage(document.language);
  const language = name === null ? null : vocabulary.languageFor(name);
  const counts = new Map<number, number[]>();
  const besides = new Set<number>();
  const lengths: number[] = [];
  const inOrder = fields.map((field, place) => {
    const words: number[] = [];
    const note = (term: string): number => {
      const number = vocabulary.numberFor(term);
      let count = counts.get(number);
      if (count === undefined) counts.set(number, (count = [0, 0, 0, 0, 0, 0]));
      count[place] = (count[place] as number) + 1;
      return number;
    };
    let length = 0;
    for (const text of texts[field]) {
      if (text === '') continue;
      const terms = termsOf(text, named.has(field));
      if (words.length > 0) words.push(0);
      for (const term of terms.inOrder) words.push(note(term) + 1);
      for (const term of terms.besides) besides.add(note(term));
      const initials = field === 'provider' ? initialsOf(text) : null;
      if (initials !== null) besides.add(note(initials));
      length += terms.inOrder.length;
    }
    lengths.push(length);
    return words;
  });
  if (language !== null) {
    for (const words of inOrder)
      for (const word of words) if (word > 0) vocabulary.noteStem(word - 1, language);
    for (const field of fields) for (const text of texts[field]) noteAccents(text, language, vocabulary);
  }
  const terms = [...counts.keys()];
  return {
    terms,
    payloads: terms.map((term) => payloadOf(counts.get(term) as number[], lengths)),
    fields: inOrder,
    language,
    besides: [...besides],
  };
}

/** Some endings are known by their accents alone, which folding takes away. */
function noteAccents(text: string, language: number, vocabulary: Vocabulary): void {
  if (!hasAccents(text)) return;
  for (const [word] of text
    .normalize('NFC')
    .toLowerCase()
    .matchAll(/[\p{L}\p{M}]+/gu)) {
    if (!hasAccents(word)) continue;
    const [token, ...others] = tokensOf(word);
    const number = token && others.length === 0 ? vocabulary.numberFor(token.text) : null;
    if (number !== null) vocabulary.noteStem(number, language, word);
  }
}

/** What a word counts in an entry that has it so often in each field, of so many words each: 1 to 255 shifted by six bits, which say the fields. */
export function payloadOf(counts: readonly number[], lengths: readonly number[]): number {
  let weighed = 0;
  let mask = 0;
  fields.forEach((field, place) => {
    const count = counts[place] as number;
    if (count === 0) return;
    const { weight, lengthShare, usual } = fieldWeights[field];
    weighed += (weight * count) / (1 - lengthShare + (lengthShare * (lengths[place] as number)) / usual);
    mask |= 1 << place;
  });
  return (Math.max(1, Math.round((255 * weighed) / (saturation + weighed))) << 6) | mask;
}

/** Where more of the same word begins to say little more. @units weighed occurrences; k1 of BM25 */
const saturation = 3;
