import { foldCourseCode } from '@/lib/institution/course-code';
import { inLatin } from '@/lib/search/fold';
import { saysLittle } from '@/lib/search/function-words';
import { stemOf } from '@/lib/search/stems';
import { type Token, tokensOf } from '@/lib/search/tokens';

/** What the database looks for among the rules of an institution (`rule_has_words`). */
export interface TypedWords {
  /** Patterns of LIKE, all of which the folded text of a rule has to match. */
  patterns: string[];
  /** The beginning of a course code, folded. */
  code: string;
}

/**
 * How the words that somebody typed are looked for among rules; null where they have no word. They are read as the catalog reads them; a
 * rule is found by any part of a word, so words that are still being typed, compounds and scripts without blanks need nothing else.
 */
export function typedWords(typed: string): TypedWords | null {
  const tokens = tokensOf(typed);
  if (tokens.length === 0) return null;
  const telling = tokens.filter(({ text, sign }, at) => {
    const isNumbered = /^\d/.test(tokens[at + 1]?.text ?? '');
    return sign !== '' || isNumbered || !saysLittle(text);
  });
  const asked = telling.length > 0 ? telling : tokens;
  return {
    patterns: [...new Set(asked.map((token) => `%${inLatin(partOf(token))}%`))],
    code: foldCourseCode(typed),
  };
}

/** What all forms of a word begin with: statist for statistics and statistical, histor for history and histories. */
function partOf({ text, sign }: Token): string {
  if (sign !== '') return text + sign;
  const stem = (stemOf(text, 'en') ?? text).replace(/i$/, '');
  let end = 0;
  while (end < stem.length && stem[end] === text[end]) end += 1;
  return end < 3 ? text : text.slice(0, end);
}
