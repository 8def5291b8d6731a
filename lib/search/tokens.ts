import { foldText, inOneScript } from './fold';

/** One word of a text, folded. */
export interface Token {
  text: string;
  /** What makes C++, Security+ or C# another name than C or Security. */
  sign: '' | '+' | '++' | '#';
  /** A point stands right before it, as in .NET. */
  isDotted: boolean;
  /** Nothing but a hyphen, point, apostrophe, & or _ stands between it and the word before. */
  isGlued: boolean;
  /** What glues it is an apostrophe: what stands before may be an article (l'économie). */
  isElided: boolean;
  /** Nothing but one blank stands between it and the word before. */
  isNext: boolean;
  /** Of a script that writes without blanks, or of Korean, where blanks vary: several words may stand in it. */
  isUnspaced: boolean;
}

/** Longest word that is told apart from another with the same beginning. @units UTF-16 code units */
const longest = 60;
const asciiWord = /[a-z0-9]+(\+\+|\+(?![a-z0-9])|#)?/g;
const anyWord = /[\p{L}\p{N}\p{M}\p{So}]+(\+\+|\+(?![\p{L}\p{N}])|#)?/gu;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}\u30fc]/u;
const parts =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}\u30fc]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}\u30fc]+/gu;

/** The words of a text in order, read the same way in an entry and in a query. */
export function tokensOf(text: string): Token[] {
  const folded = foldText(text);
  const isAscii = /^[\x01-\x7f]*$/.test(folded);
  const tokens: Token[] = [];
  let end = 0;
  for (const match of folded.matchAll(isAscii ? asciiWord : anyWord)) {
    const sign = (match[1] ?? '') as Token['sign'];
    const word = sign === '' ? match[0] : match[0].slice(0, -sign.length);
    const gap =
      match.index - end <= 8 ? folded.slice(end, match.index) : folded.slice(match.index - 8, match.index);
    const isFirst = tokens.length === 0;
    const token = {
      isDotted: gap.endsWith('.'),
      isGlued: !isFirst && /^[-.'&_]?$/.test(gap),
      isElided: !isFirst && gap === "'",
      isNext: !isFirst && gap === ' ',
    };
    end = match.index + match[0].length;
    if (isAscii || !unspaced.test(word)) {
      tokens.push({ text: short(isAscii ? word : inOneScript(word)), sign, ...token, isUnspaced: false });
      continue;
    }
    const pieces = [...word.matchAll(parts)].map(([piece]) => piece);
    pieces.forEach((piece, at) => {
      const isUnspaced = unspaced.test(piece);
      tokens.push({
        text: short(isUnspaced ? piece : inOneScript(piece)),
        sign: !isUnspaced && at === pieces.length - 1 ? sign : '',
        ...(at === 0 ? token : { isDotted: false, isGlued: true, isElided: false, isNext: false }),
        isUnspaced,
      });
    });
  }
  return tokens;
}

function short(word: string): string {
  return word.length <= longest ? word : word.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
}

/** A word with the signs that belong to its name: C++, Security+, .NET. */
export function named(token: Token): string {
  return (isPointed(token) ? '.' : '') + token.text + token.sign;
}

/** Whether a name begins with its point, rather than ending the word before. */
export function isPointed({ isDotted, isGlued, sign }: Token): boolean {
  return isDotted && !isGlued && sign === '';
}

/** What a run of a script without blanks is found by: its characters two by two, and the last one alone. */
export function pairsOf(run: string): string[] {
  const signs = [...run];
  return signs.map((sign, at) => sign + (signs[at + 1] ?? ''));
}
