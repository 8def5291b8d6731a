import { editDistance } from '@/lib/search/edit-distance';

/** Longest text that is searched for: every title that a file may bring can be pasted whole. @units characters */
export const maxText = 300;
/** Most words that suggestions are looked for. */
const maxWords = 10;

/** Text as it may be shown and compared: compatibility forms folded, nothing invisible, one space between words. */
export function cleanText(text: string): string {
  return typedText(text.normalize('NFKC'));
}

/** Text to search for, as it was typed: nothing invisible, one space between words. Signs like ™ stay; the database reads it as it reads titles. */
export function typedText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}|\p{Cs}|\p{Co}/gu, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
}

/** The words of a text as somebody typed them, without the signs around them: for suggestions. What they match is read in the database. */
export function typedWords(text: string): string[] {
  return typedText(text)
    .split(' ')
    .map(withoutSigns)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, maxWords);
}

const begins = /[\p{L}\p{N}.]/u;
const ends = /[\p{L}\p{M}\p{N}+#]/u;

/** From the first sign that can begin a name to the last that can end one, as in `.NET` and `C++`. */
function withoutSigns(word: string): string {
  const signs = [...word];
  const first = signs.findIndex((sign) => begins.test(sign));
  const last = signs.findLastIndex((sign) => ends.test(sign));
  return first < 0 ? '' : signs.slice(first, last + 1).join('');
}

/** The word nearest to a mistyped one among the words of some titles, or null when none is near enough. @units at most a third of the letters changed */
export function nearestWord(mistyped: string, titles: readonly string[]): string | null {
  const known = new Set(
    titles.flatMap((title) => typedWords(title.toLowerCase())).filter((word) => word.length > 2),
  );
  let best: string | null = null;
  let least = Math.max(1, Math.floor(mistyped.length / 3)) + 1;
  for (const word of known) {
    const distance = editDistance(mistyped, word, least);
    if (distance > 0 && distance < least) [best, least] = [word, distance];
  }
  return best;
}

/** The word with two neighbours in each other's place, for each two: such a slip changes most of a short word's letters by threes. @units words of 4 to 20 letters, others have none */
export function swappedWords(word: string): string[] {
  const letters = [...word];
  if (letters.length < 4 || letters.length > 20) return [];
  const swapped = letters
    .slice(1)
    .map((letter, at) => [...letters.slice(0, at), letter, letters[at], ...letters.slice(at + 2)].join(''));
  return [...new Set(swapped)].filter((other) => other !== word);
}
