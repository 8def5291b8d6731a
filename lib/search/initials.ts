import { foldText } from './fold';

/** What stands between the words of a name and has no letter in its short form, in the languages of most names; folded. */
const small = new Set(
  'a an and at for in of on the to de del des di da do das dos du e et y el la las le les los und fur der die das van voor i w im am'.split(
    ' ',
  ),
);
/** Letters of scripts whose names have no initials: those without capitals, and those that write without blanks. */
const uncapitalized = /[\u0530-\u1fff\u2c00-\uffff]/;

/**
 * The initialism of an organization by its name, folded: mit of Massachusetts Institute of Technology; null where it would say too little
 * or nobody would use it. What stands in brackets has no part in it. The function `initials_of` of the database makes the same.
 * @units 3 to 8 letters
 */
export function initialsOf(name: string): string | null {
  const [before = ''] = foldText(name).split('(');
  if (uncapitalized.test(before)) return null;
  const words = before.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !small.has(word));
  return words.length < 3 || words.length > 8 ? null : words.map((word) => word.slice(0, 1)).join('');
}
