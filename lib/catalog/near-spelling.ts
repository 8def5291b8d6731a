import { foldedName } from '@/lib/micro-credential/natural-key';
import { editDistance } from '@/lib/search/edit-distance';

/** What stands in names of companies for what kind of company they are, and is left out as often as not. */
const legalForms = new Set(
  'the inc incorporated ltd limited llc corp corporation co company gmbh ag sa sas bv plc'.split(' '),
);

/** Shorter names differ in one letter too easily. @units characters */
const shortest = 6;

/**
 * Whether two names are spelled so alike that one of them may be a slip: the same but for blanks, signs, marks and legal forms, or but for
 * one letter within a word. Names that are the same when folded are one name already.
 */
export function isNearSpelling(one: string, other: string): boolean {
  if (foldedName(one) === foldedName(other)) return false;
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const [joinedA, joinedB] = [a.join(''), b.join('')];
  if (joinedA === joinedB) return joinedA !== '';
  if (Math.min(joinedA.length, joinedB.length) < shortest || a.length !== b.length) return false;
  const different = a.flatMap((word, at) => (word === b[at] ? [] : [[word, b[at] ?? ''] as const]));
  const [pair] = different;
  return different.length === 1 && pair !== undefined && isOneLetterOff(...pair);
}

function wordsOf(name: string): string[] {
  const words = foldedName(name)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const telling = words.filter((word) => !legalForms.has(word));
  return telling.length === 0 ? words : telling;
}

/** One letter more, less, another, or two that changed places; the first letter and digits are no slip: "York" and "Cork" are two. */
function isOneLetterOff(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.min(a.length, b.length) < 4 || /\p{N}/u.test(a + b)) return false;
  return editDistance(a, b, 2) === 1;
}
