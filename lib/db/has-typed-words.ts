import { typedWords } from '@/lib/catalog/typed-words';
import { Prisma } from './generated/client';

/**
 * Whether a text has all words that were typed, as any part of them; whatever it is where nothing was typed, and never where no word was.
 * `folded` is the text in the form of `compact_form`, in which everything that staff look for is compared.
 */
export function hasTypedWords(folded: Prisma.Sql, typed: string): Prisma.Sql {
  if (typed.trim() === '') return Prisma.sql`true`;
  const words = typedWords(typed);
  return words === null ? Prisma.sql`false` : Prisma.sql`${folded} LIKE ALL (${words.patterns})`;
}
