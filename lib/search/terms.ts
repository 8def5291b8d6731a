import { isPointed, named, pairsOf, type Token, tokensOf } from './tokens';

/** What an entry can be found by in one text. */
export interface Terms {
  /** Its words in order; of a script without blanks, characters two by two. */
  inOrder: string[];
  /** Further spellings: a name without its sign, two words written as one. */
  besides: string[];
}

/**
 * What one text of an entry can be found by. Words that a hyphen or the like joins are also one word (e-learning, elearning); in a title
 * or code so are a word and the number after it (NET 204, NET204), since codes are written either way.
 */
export function termsOf(text: string, isNamed: boolean): Terms {
  const tokens = tokensOf(text);
  const inOrder: string[] = [];
  const besides: string[] = [];
  let glued = '';
  tokens.forEach((token, at) => {
    const before = tokens[at - 1];
    if (token.isUnspaced) {
      if (before?.isUnspaced) besides.push(lastSign(before.text) + firstSign(token.text));
      inOrder.push(...pairsOf(token.text));
      glued = '';
      return;
    }
    inOrder.push(named(token));
    if ((token.sign !== '' && token.text.length > 1) || isPointed(token)) besides.push(token.text);
    else if (token.isDotted && token.sign === '') besides.push(`.${token.text}`);
    if (before !== undefined && isJoinable(before, token)) {
      besides.push(before.text + token.text);
      // Of three or more, the whole.
      if (glued !== '') besides.push(glued + token.text);
      glued = (glued === '' ? before.text : glued) + token.text;
    } else glued = '';
    if (isNamed && before !== undefined && isCode(before, token)) besides.push(before.text + token.text);
  });
  return { inOrder, besides };
}

/** Whether two neighbours are also read as one word. */
export function isJoinable(before: Token, token: Token): boolean {
  return (
    token.isGlued &&
    !before.isUnspaced &&
    before.sign === '' &&
    token.sign === '' &&
    before.text.length + token.text.length <= 60
  );
}

/** Whether a word and the number after a blank may be one code, also where the word says little by itself: IT 101. */
export function isCode(before: Token, token: Token): boolean {
  return token.isNext && before.sign === '' && /^[a-z]{1,6}$/.test(before.text) && /^[0-9]/.test(token.text);
}

function firstSign(text: string): string {
  return [...text][0] ?? '';
}

function lastSign(text: string): string {
  return [...text].at(-1) ?? '';
}
