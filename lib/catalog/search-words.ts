/** Longest text that is searched for, and most words taken from it. @units characters · words */
export const maxText = 120;
/** More words than anybody means at once; the rest is left out. */
export const maxWords = 10;

// Letters of other scripts that look like Latin ones. Only words that mix scripts are folded: a Cyrillic word is a word.
const foreign = 'аеорсухіјѕԁһвкмнтαονρυικτ';
const latin = 'aeopcyxijsdhbkmhtaovpuikt';
const lookalikes = new Map([...foreign].map((letter, index) => [letter, latin.charAt(index)]));

/** Text as it may be shown and searched for: compatibility forms folded, nothing invisible, one space between words. */
export function cleanText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}|\p{Cs}|\p{Co}/gu, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
}

/**
 * The words of a text in the form the index keeps them: without accents, and free of every sign that a search expression
 * gives a meaning to, so that they can be put into one. Words that mix look-alike letters of several scripts become Latin.
 * @source docs/security.md, "Abuse cases", 19 and 20
 */
export function searchWords(text: string): string[] {
  const words = cleanText(text).slice(0, maxText).split(' ').map(plainWord);
  return words.filter((word) => /[\p{L}\p{N}]/u.test(word)).slice(0, maxWords);
}

function plainWord(word: string): string {
  const small = word.toLowerCase();
  const oneScript = /\p{Script=Latin}/u.test(small)
    ? [...small].map((letter) => lookalikes.get(letter) ?? letter).join('')
    : small;
  return oneScript
    .normalize('NFKD')
    .replace(/\u2044/g, '/')
    .replace(/[^\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{N}.+#/&-]+/gu, '')
    .replace(/^[./&-]+|(?<![./&-])[./&-]+$/g, '');
}

/**
 * The words as PostgreSQL search expressions: every word must occur, and the last may be unfinished.
 * `inTitle` asks the same of the title alone.
 */
export function searchExpressions(words: readonly string[]): { anywhere: string; inTitle: string } {
  const ending = (index: number, word: string) => (index === words.length - 1 && word.length >= 3 ? '*' : '');
  const anywhere = words.map((word, index) => `'${word}'${ending(index, word) === '' ? '' : ':*'}`);
  const inTitle = words.map((word, index) => `'${word}':${ending(index, word)}A`);
  return { anywhere: anywhere.join(' & '), inTitle: inTitle.join(' & ') };
}

/** The word nearest to a mistyped one among the words of some titles, or null when none is near enough. @units at most a third of the letters changed */
export function nearestWord(mistyped: string, titles: readonly string[]): string | null {
  const known = new Set(titles.flatMap((title) => searchWords(title)).filter((word) => word.length > 2));
  let best: string | null = null;
  let least = Math.max(1, Math.floor(mistyped.length / 3)) + 1;
  for (const word of known) {
    const distance = editDistance(mistyped, word, least);
    if (distance > 0 && distance < least) [best, least] = [word, distance];
  }
  return best;
}

/** Changed, added, lost or swapped letters between two words; stops counting at `most`. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most;
  let [older, old]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (old[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (older[j - 2] ?? most) + 1 : most;
      row.push(Math.min(changed, swapped, (old[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    [older, old] = [old, row];
  }
  return Math.min(most, old[b.length] ?? most);
}
