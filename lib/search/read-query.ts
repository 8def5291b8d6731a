import { editDistance } from './edit-distance';
import { longestName, otherNames } from './synonyms';
import { isCode } from './terms';
import { named, pairsOf, tokensOf } from './tokens';
import { type Unit, unitsOf, withCodes } from './typed-units';
import { compare, type Vocabulary } from './vocabulary';

/** Longest text that is read; what comes after is left out. @units UTF-16 code units */
export const longestText = 1_000;
/** What else is bounded, since each costs. @units of one word, other ways of writing it, as two others · quoted texts */
const most = { forms: 100, splits: 2, phrases: 4 };

/** One way in which an entry can have what was typed. Several words stand next to each other in a title, code, provider or skill. */
export interface Form {
  terms: readonly number[];
  /** How much it counts. @units sixteenths of the word as it was typed */
  weight: number;
}

/** One word that was typed, with every way in which an entry can have it. */
export interface AskedWord {
  typed: string;
  forms: Form[];
  /** Whether entries without it are found as well: what was typed last and is hardly begun. */
  isOptional: boolean;
  /** So few entries have it as it was typed that it may be a slip. */
  isDoubtful: boolean;
  /** How much it tells entries apart. @units sixteenths; 1 or more */
  rarity: number;
}

/** A search as it is looked up. */
export interface AskedWords {
  words: AskedWord[];
  /** What stood in quotes: words by their numbers, next to each other. Null: one of them no entry has. */
  phrases: (readonly number[] | null)[];
}

/** What a word counts by how it was found. @units sixteenths */
export const formWeights = {
  typed: 16,
  joined: 15,
  split: 14,
  stem: 13,
  begun: 11,
  /** Where the word is one as it stands, and may be the beginning of another all the same. */
  perhapsBegun: 7,
  otherName: 9,
  slip: 10,
  twoSlips: 6,
} as const;

/**
 * What a typed text asks of entries that have these words, `total` of them. With `isForgiving`, slips and unfinished words are read as what
 * they may be; else only the last word may be unfinished.
 */
export function readQuery(
  text: string,
  vocabulary: Vocabulary,
  total: number,
  isForgiving: boolean,
): AskedWords {
  const units = withCodes(unitsOf(text), vocabulary);
  const formsOf = units.map((unit) => ownForms(unit, vocabulary, isForgiving));
  addNeighbours(units, formsOf, vocabulary);
  return {
    words: units.map(({ typed, term, isOptional }, at) => {
      const forms = best(formsOf[at] as Form[]);
      const own = vocabulary.numberOf(term);
      const isDoubtful =
        (own === null ? 0 : (vocabulary.frequencies[own] as number)) <= Math.max(3, total / 1_000);
      return { typed, forms, isOptional, isDoubtful, rarity: rarityOf(forms, vocabulary, total) };
    }),
    phrases: phrasesOf(text, vocabulary),
  };
}

function ownForms(unit: Unit, vocabulary: Vocabulary, isForgiving: boolean): Form[] {
  const { term, token } = unit;
  const forms: Form[] = [];
  const own = vocabulary.numberOf(term);
  if (own !== null) forms.push({ terms: [own], weight: formWeights.typed });
  if (unit.parts.length > 0) {
    const parts = unit.parts.map((part) => vocabulary.numberOf(part));
    if (parts.every((part) => part !== null)) forms.push({ terms: parts, weight: formWeights.joined });
  } else if (token !== null && token.sign === '' && term === token.text) {
    for (const number of vocabulary.sharingStem(unit.typed))
      if (number !== own) forms.push({ terms: [number], weight: formWeights.stem });
    forms.push(...splitsOf(term, vocabulary));
  }
  const isUnfinished = unit.isOpen || (isForgiving && term.length > 2 && token !== null);
  if (isUnfinished && (term.length > 1 || token === null)) {
    const weight = own === null && unit.isOpen ? formWeights.begun : formWeights.perhapsBegun;
    const begun = vocabulary.beginningWith(term).filter((number) => number !== own);
    for (const number of frequent(begun, vocabulary)) forms.push({ terms: [number], weight });
  }
  if (isForgiving && token !== null) {
    if (token.sign !== '') {
      const plain = vocabulary.numberOf(token.text);
      if (plain !== null) forms.push({ terms: [plain], weight: formWeights.slip });
    }
    forms.push(...slipsOf(token.sign === '' ? term : token.text, vocabulary));
  }
  return forms;
}

/** A word as two that stand next to each other. */
function splitsOf(word: string, vocabulary: Vocabulary): Form[] {
  if (word.length < 5) return [];
  const found: { at: number; terms: number[]; least: number }[] = [];
  for (let at = 1; at <= word.length - 3; at++) {
    const [one, other] = [vocabulary.numberOf(word.slice(0, at)), vocabulary.numberOf(word.slice(at))];
    if (one === null || other === null) continue;
    const frequencies = vocabulary.frequencies;
    found.push({
      at,
      terms: [one, other],
      least: Math.min(frequencies[one] as number, frequencies[other] as number),
    });
  }
  return found
    .sort((a, b) => b.least - a.least || a.at - b.at)
    .slice(0, most.splits)
    .map(({ terms }) => ({ terms, weight: formWeights.split }));
}

/** How many slips a word of so many letters may have. @units slips */
function slipsAllowed(length: number): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

function slipsOf(word: string, vocabulary: Vocabulary): Form[] {
  const slips = slipsAllowed(word.length);
  if (slips === 0) return [];
  const found = vocabulary.maybeWithin(word, slips).flatMap((number) => {
    const distance = editDistance(word, vocabulary.words[number] as string, slips + 1);
    return distance > 0 && distance <= slips ? [{ number, distance }] : [];
  });
  const frequencies = vocabulary.frequencies;
  return found
    .sort(
      (a, b) =>
        a.distance - b.distance ||
        (frequencies[b.number] as number) - (frequencies[a.number] as number) ||
        compare(vocabulary.words[a.number] as string, vocabulary.words[b.number] as string),
    )
    .slice(0, most.forms)
    .map(({ number, distance }) => ({
      terms: [number],
      weight: distance === 1 ? formWeights.slip : formWeights.twoSlips,
    }));
}

/** Two neighbours as one word or one code, and other names of what several name together. */
function addNeighbours(units: readonly Unit[], formsOf: Form[][], vocabulary: Vocabulary): void {
  const add = (from: number, size: number, form: Form) => {
    for (let at = from; at < from + size; at++) formsOf[at]?.push(form);
  };
  units.forEach((unit, at) => {
    const next = units[at + 1];
    if (unit.token !== null && next?.token && unit.parts.length === 0 && next.parts.length === 0) {
      const isPlain = unit.token.sign === '' && next.token.sign === '';
      const joined = isPlain ? vocabulary.numberOf(unit.typed + next.typed) : null;
      if (joined !== null && (isCode(unit.token, next.token) || unit.typed.length + next.typed.length > 4))
        add(at, 2, { terms: [joined], weight: formWeights.joined });
      if (isPlain && next.isOpen && unit.typed.length > 2 && next.typed.length > 2)
        for (const begun of frequent(vocabulary.beginningWith(unit.typed + next.typed), vocabulary))
          if (begun !== joined) add(at, 2, { terms: [begun], weight: formWeights.begun });
    }
    const withLetter = unit.letterBefore === '' ? null : vocabulary.numberOf(unit.letterBefore + unit.typed);
    if (withLetter !== null) add(at, 1, { terms: [withLetter], weight: formWeights.joined });
    for (let size = 1; size <= longestName && at + size <= units.length; size++)
      for (const name of otherNames(units.slice(at, at + size).map(({ term }) => term))) {
        const terms = name.map((word) => vocabulary.numberOf(word));
        if (terms.every((term) => term !== null)) add(at, size, { terms, weight: formWeights.otherName });
      }
  });
}

/** Each way once, by its best weight, the better ones first. */
function best(forms: readonly Form[]): Form[] {
  const found = new Map<string, Form>();
  for (const form of forms) {
    const key = form.terms.join(' ');
    if ((found.get(key)?.weight ?? 0) < form.weight) found.set(key, form);
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight);
}

function frequent(numbers: readonly number[], vocabulary: Vocabulary): number[] {
  const { frequencies, words } = vocabulary;
  if (numbers.length <= most.forms) return [...numbers];
  return [...numbers]
    .sort(
      (a, b) =>
        (frequencies[b] as number) - (frequencies[a] as number) ||
        compare(words[a] as string, words[b] as string),
    )
    .slice(0, most.forms);
}

/** @source Robertson, Spärck Jones 1976: the weight of a word by how many of all have it, here never below a sixteenth */
function rarityOf(forms: readonly Form[], { frequencies }: Vocabulary, total: number): number {
  let having = 0;
  for (const { terms } of forms) having += Math.min(...terms.map((term) => frequencies[term] as number));
  having = Math.min(having, total);
  return Math.max(1, Math.round(16 * Math.log(1 + (total - having + 0.5) / (having + 0.5))));
}

function phrasesOf(text: string, vocabulary: Vocabulary): (readonly number[] | null)[] {
  const quoted = [...text.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]/g)].slice(0, most.phrases);
  return quoted.flatMap(([, inner]) => {
    const words = tokensOf(inner as string).flatMap((token) => {
      const pairs = token.isUnspaced ? pairsOf(token.text) : [named(token)];
      return pairs.length > 1 ? pairs.slice(0, -1) : pairs;
    });
    if (words.length === 0) return [];
    const numbers = words.map((word) => vocabulary.numberOf(word));
    return [numbers.every((number) => number !== null) ? numbers : null];
  });
}
