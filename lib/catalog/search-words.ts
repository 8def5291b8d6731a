/** Longest text that is searched for: every title that a file may bring can be pasted whole. @units characters */
export const maxText = 300;

/** Text as it may be shown and compared: compatibility forms folded, nothing invisible, one space between words. */
export function cleanText(text: string): string {
  return typedText(text.normalize('NFKC'));
}

/** Text to search for, as it was typed: nothing invisible, one space between words. Signs like ™ stay; the database reads it as it reads titles. */
export function typedText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}|\p{Cs}|\p{Co}/gu, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
}
