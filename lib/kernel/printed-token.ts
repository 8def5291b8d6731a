/**
 * The token of a sign-in link that a command prints on the operator's screen. It opens in any browser, because nobody asked for it in
 * one: the token stands for the half that a browser keeps of a link that was mailed. Nothing in a mailed link looks like it.
 * @source docs/decisions/0029-an-institution-begins.md
 */
const prefix = 'printed-';

/** The token that goes into the link. `secret` is 32 random bytes, base64url. */
export function printedToken(secret: string): string {
  return prefix + secret;
}

/** Whether a token is one that was printed; none that was mailed is. */
export function isPrintedToken(token: string): boolean {
  return token.startsWith(prefix);
}
