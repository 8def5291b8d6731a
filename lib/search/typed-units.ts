import { saysLittle } from './function-words';
import { isCode, isJoinable } from './terms';
import { isPointed, named, pairsOf, type Token, tokensOf } from './tokens';
import type { Vocabulary } from './vocabulary';

/** Words that are looked for; of a longer text the rest is left out. @units words */
const mostWords = 16;

/** One thing that was typed: a word, a code, or two characters of a script without blanks. */
export interface Unit {
  /** As it was typed, for its stem. */
  typed: string;
  /** As entries have it. */
  term: string;
  /** Words that it consists of where it is one written as several. */
  parts: string[];
  isLittle: boolean;
  isOpen: boolean;
  isOptional: boolean;
  /** A single letter right before it that says little by itself: “e” of “e learning”. */
  letterBefore: string;
  token: Token | null;
}

/** Most parts of a code or of words joined by hyphens that are taken as one. @units words */
const longestRun = 6;

/** The units of a typed text, the words that say little among them only where nothing else is asked; one that need not be there comes last. */
export function unitsOf(text: string): Unit[] {
  const tokens = tokensOf(text);
  const units: Unit[] = [];
  for (let at = 0; at < tokens.length && units.length < 2 * mostWords; at++) {
    const token = tokens[at] as Token;
    if (token.isUnspaced) {
      const pairs = pairsOf(token.text);
      const isLast = at === tokens.length - 1;
      for (const pair of pairs.length > 1 ? pairs.slice(0, -1) : pairs)
        units.push({
          typed: pair,
          term: pair,
          parts: [],
          isLittle: false,
          isOpen: pairs.length === 1 && isLast,
          isOptional: false,
          letterBefore: '',
          token: null,
        });
      continue;
    }
    const run = [token];
    while (
      run.length <= longestRun &&
      tokens[at + run.length] !== undefined &&
      isJoinable(run.at(-1) as Token, tokens[at + run.length] as Token)
    )
      run.push(tokens[at + run.length] as Token);
    const isLast = at + run.length === tokens.length;
    const isArticle =
      run.length > 1 && (run[1] as Token).isElided && (token.text.length <= 2 || saysLittle(token.text));
    if (isArticle) continue;
    if (
      run.length > 1 &&
      run.some(({ text }) => text.length < 3 || /[0-9]/.test(text)) &&
      run.length <= longestRun
    ) {
      const parts = run.map(({ text: part }) => part);
      units.push({
        typed: parts.join(''),
        term: parts.join(''),
        parts,
        isLittle: false,
        isOpen: isLast,
        isOptional: false,
        letterBefore: '',
        token,
      });
      at += run.length - 1;
      continue;
    }
    const isDotted = isPointed(token);
    const before = units.at(-1);
    const next = tokens[at + 1];
    const isOpen = at === tokens.length - 1 && token.sign === '' && !isDotted;
    const isNumbered = next !== undefined && /^[0-9]/.test(next.text);
    const isLittle = saysLittle(token.text) && token.sign === '' && !isDotted && !isNumbered;
    units.push({
      typed: token.text,
      term: named(token),
      parts: [],
      isLittle,
      isOpen,
      isOptional: isOpen && (isLittle || token.text.length === 1),
      letterBefore: before?.isLittle && before.term.length === 1 ? before.term : '',
      token,
    });
  }
  const once = units.filter(({ term }, at) => units.findIndex((other) => other.term === term) === at);
  const saying = once.filter(({ isLittle, isOptional }) => !isLittle && !isOptional);
  return saying.length === 0
    ? once.slice(0, mostWords).map((unit) => ({ ...unit, isOptional: false }))
    : [...saying.slice(0, mostWords - 1), ...once.filter(({ isOptional }) => isOptional)];
}

/** The letters and the number of a code that is written as one: it101. */
const code = /^([a-z]{1,6})([0-9][a-z0-9]*)$/;

/**
 * Codes as one unit, however they are written: a word and the number after a blank where entries have them as one, and letters with their
 * number. With a hyphen or the like between them they are one already.
 */
export function withCodes(units: readonly Unit[], vocabulary: Vocabulary): Unit[] {
  const found: Unit[] = [];
  for (const unit of units) {
    const before = found.at(-1);
    const joined = before === undefined ? '' : before.typed + unit.typed;
    const isPair =
      before?.token &&
      unit.token &&
      before.parts.length + unit.parts.length === 0 &&
      isCode(before.token, unit.token);
    if (isPair && !unit.isOptional && vocabulary.numberOf(joined) !== null) {
      const parts = [before.typed, unit.typed];
      found[found.length - 1] = {
        ...before,
        typed: joined,
        term: joined,
        parts,
        isLittle: false,
        isOpen: unit.isOpen,
      };
      continue;
    }
    const [, letters, digits] = code.exec(unit.term) ?? [];
    const isOne = unit.parts.length === 0 && letters !== undefined && digits !== undefined;
    found.push(isOne ? { ...unit, parts: [letters, digits] } : unit);
  }
  return found;
}
