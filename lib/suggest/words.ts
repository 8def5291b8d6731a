import { writtenOut } from './abbreviations';

/** As much of a text as is read. @units characters */
const mostLetters = { title: 600, description: 6_000 };
/** As many words as are kept. */
const mostWords = { title: 60, description: 400 };

const numerals = new Map(
  Object.entries({
    1: 'i one first 1st',
    2: 'ii two second 2nd',
    3: 'iii three third 3rd',
    4: 'iv four fourth 4th',
    5: 'five fifth 5th',
    6: 'vi six sixth',
    7: 'vii seven',
    8: 'viii eight',
    9: 'ix nine',
    10: 'ten',
  }).flatMap(([digit, words]) => words.split(' ').map((word) => [word, digit])),
);
/** Numerals only where nothing follows: elsewhere they are names, as in "X-ray" and "Vitamin C". */
const lastNumerals = new Map([
  ['v', '5'],
  ['x', '10'],
  ['ll', '2'],
  ['a', '1'],
  ['b', '2'],
]);
const namesWithSigns: [RegExp, string][] = [
  [/\bc\s?\/\s?c\s?\+\+/g, ' cplusplus '],
  [/\bc\s?\+\+/g, ' cplusplus '],
  [/\bc\s?#/g, ' csharp '],
  [/\.net\b/g, ' dotnet '],
];
const silent = new Set(
  'a an and of the in to for on with at by from or as its their is are be this that'.split(' '),
);

function plainWords(text: string, most: number): string[] {
  let folded = text
    .slice(0, most)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’`]/g, '');
  for (const [sign, name] of namesWithSigns) folded = folded.replace(sign, name);
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** The words of a title as titles are compared: folded, short forms and numerals written out, without words that say nothing. */
export function titleWords(title: string): string[] {
  const words = plainWords(title, mostLetters.title).slice(0, mostWords.title);
  return words
    .map((word, at) => {
      const isLast = at > 0 && at === words.length - 1;
      return numerals.get(word) ?? (isLast ? lastNumerals.get(word) : undefined) ?? writtenOut(word);
    })
    .flatMap((word) =>
      silent.has(word) ? [] : [/^\p{N}+$/u.test(word) ? word.replace(/^0+(?=.)/, '') : word],
    );
}

/** The stems of what a description says, one for each word that says something. */
export function descriptionStems(description: string): string[] {
  return plainWords(description, mostLetters.description)
    .slice(0, mostWords.description)
    .flatMap((word) => (silent.has(word) ? [] : [stemOf(writtenOut(word))]));
}

const endings =
  /(ization|isation|ational|ations|ation|ements|ement|ments|ment|ically|ical|ics|ings|ing|ists|ist|ers|er|ors|or|ives|ive|ies|ed|al|es|ly|ic|s|y|e)$/;

/** What a word has in common with its other forms: a rough cut of English endings that leaves four letters, or three of a plural. */
export function stemOf(word: string): string {
  if (word.endsWith('ss')) return word;
  const singular = word.length > 3 ? word.replace(/s$/, '') : word;
  if (word.length <= 4) return singular;
  const cut = word.replace(endings, '');
  return cut.length >= 4 ? cut : singular;
}

/** Runs of three and four letters of each word with its edges: what likeness of spelling is told by. */
export function letterRuns(words: readonly string[]): string[] {
  const runs: string[] = [];
  for (const word of words) {
    const letters = ` ${word.slice(0, 40)} `;
    for (const length of [3, 4]) {
      for (let at = 0; at + length <= letters.length; at++) runs.push(letters.slice(at, at + length));
    }
  }
  return runs;
}
