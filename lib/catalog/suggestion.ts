/** What is suggested while somebody types: an entry, whoever gives or decides, what it counts as, or what it teaches. `address` is a path of this site. */
export interface Suggestion {
  kind: 'entry' | 'provider' | 'institution' | 'course' | 'skill';
  text: string;
  /** Of an entry, who gives it; of a course, whose it is. */
  by: string | null;
  address: string;
}

/** Suggestions told at once. */
export const mostSuggestions = 8;
/** Letters from which on there are any. */
export const fewestLetters = 2;
/** Letters that are read. */
export const mostLetters = 80;
