import type { FileLook } from './file-look';
import { headerAlphabets } from './header-words';
import type { FileEncoding } from './kind';
import { folded } from './value-words';

/** Character sets of one byte a sign: every file can be read in each, and only its words tell which was meant. */
export const oneByteSets = ['windows-1252', 'windows-1250', 'iso-8859-2'] as const satisfies FileEncoding[];
export type OneByteSet = (typeof oneByteSets)[number];

/** The same as a character set of one byte; null for any other. */
export function oneByteSet(encoding: FileEncoding | null | undefined): OneByteSet | null {
  return oneByteSets.find((one) => one === encoding) ?? null;
}

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const signsOf = Object.fromEntries(
  oneByteSets.map((name) => [name, [...new TextDecoder(name).decode(everyByte)]]),
) as unknown as Record<OneByteSet, string[]>;

const isBeyondAscii = (text: string) => /[^\0-\x7f]/.test(text);

/** Text that was read in one of these character sets, as it reads in another; a sign that the first does not have stays. */
export function readAs(text: string, from: OneByteSet, to: OneByteSet): string {
  if (from === to) return text;
  const [was, is] = [signsOf[from], signsOf[to]];
  return text.replace(/[^\0-\x7f]/g, (sign) => is[was.indexOf(sign)] ?? sign);
}

/** What is known of a file, as it would be had it been read in another character set. */
export function lookAs(look: FileLook, from: FileEncoding | null, to: FileEncoding | null): FileLook {
  const [was, is] = [oneByteSet(from), oneByteSet(to)];
  if (was === null || is === null || was === is) return look;
  const read = (text: string) => readAs(text, was, is);
  return {
    sheets: look.sheets.map((sheet) => ({
      ...sheet,
      name: read(sheet.name),
      top: sheet.top.map(({ line, cells }) => ({ line, cells: cells.map(read) })),
      columns: sheet.columns.map((column) => ({
        ...column,
        values: column.values.map(([value, count]) => [read(value), count]),
      })),
    })),
  };
}

/** One way to read a file, with some of its words that show whether it is the right one. */
export interface CharsetChoice {
  encoding: OneByteSet;
  examples: string[];
}

const mostExamples = 4;

/**
 * How a file can be read, where only a person can say so for certain, beginning with how it was: each with words that read otherwise in
 * another. Empty where its character set is certain, or makes no difference.
 */
export function charsetChoices(
  look: FileLook,
  sheet: number,
  encoding: FileEncoding | null,
): CharsetChoice[] {
  const read = oneByteSet(encoding);
  const found = look.sheets[sheet];
  if (read === null || found === undefined) return [];
  const texts = [
    ...found.top.flatMap(({ cells }) => cells),
    ...found.columns.flatMap(({ values }) => values.map(([value]) => value)),
  ];
  const words = [...new Set(texts.flatMap((text) => text.split(/\s/)))]
    .filter(isBeyondAscii)
    .filter((word) => new Set(oneByteSets.map((to) => readAs(word, read, to))).size > 1)
    .slice(0, mostExamples);
  if (words.length === 0) return [];
  const choices = [read, ...oneByteSets.filter((one) => one !== read)].map((to) => ({
    encoding: to,
    examples: words.map((word) => readAs(word, read, to)),
  }));
  const said = choices.map(({ examples }) => examples.join('\n'));
  return choices.filter((_, at) => said.indexOf(said[at] ?? '') === at);
}

/** Lines among which a header is looked for. */
const headerLines = 10;

/**
 * In which of these character sets the first lines of a file say words that headers say, in letters of their own language; null where they
 * say as many in several.
 */
export function setOfHeader(inSet: (encoding: OneByteSet) => string): OneByteSet | null {
  const counts = oneByteSets.map((encoding) => headerWordsIn(inSet(encoding)));
  const best = Math.max(...counts);
  const [first = null, ...others] = oneByteSets.filter((_, at) => counts[at] === best);
  // The two of Central Europe differ in few signs: where they say the same, it makes no difference which is taken.
  return best > 0 && (others.length === 0 || first !== 'windows-1252') ? first : null;
}

function headerWordsIn(text: string): number {
  const words = text
    .split(/\r\n|\r|\n/, headerLines)
    .flatMap((line) => line.split(/[^\p{L}\p{M}]/u).filter(isBeyondAscii));
  return words.filter((word) => {
    const name = folded(word);
    const letters = [...word.toLowerCase()].filter((sign) => sign > '\x7f');
    return headerAlphabets.some(
      ({ words, letters: own }) => words.has(name) && letters.every((letter) => own.includes(letter)),
    );
  }).length;
}
