/** Signs that the character set of Western Windows has where Latin-1 has control characters. @source windows-1252, bytes 80 to 9F */
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const strict = new TextDecoder('utf-8', { fatal: true });

function byteOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  if (code <= 0xff) return code;
  const place = windowsSigns.indexOf(sign);
  return place < 0 ? -1 : 0x80 + place;
}

/**
 * The text that was meant, where UTF-8 was read as Latin-1 or Windows-1252: `EinfÃ¼hrung` is `Einführung`. Null where nothing looks
 * like that. Signs that occur in that order in real words as well count only where there are several, or one within a word.
 */
export function textMeant(text: string): string | null {
  if (!/[\u00c2-\u00f4]/.test(text)) return null;
  const signs = [...text];
  const meant: string[] = [];
  let found = 0;
  let isSure = false;
  for (let i = 0; i < signs.length; ) {
    const lead = byteOf(signs[i] ?? '');
    const length =
      lead >= 0xc2 && lead <= 0xdf
        ? 2
        : lead >= 0xe0 && lead <= 0xef
          ? 3
          : lead >= 0xf0 && lead <= 0xf4
            ? 4
            : 1;
    const read = length === 1 ? null : decoded(signs.slice(i, i + length).map(byteOf));
    if (read === null) meant.push(signs[i] ?? '');
    else {
      found++;
      if (length > 2 || lead <= 0xc3 || /\p{Ll}/u.test(signs[i - 1] ?? '')) isSure = true;
      meant.push(read);
    }
    i += read === null ? 1 : length;
  }
  return isSure || found > 1 ? meant.join('') : null;
}

function decoded(bytes: readonly number[]): string | null {
  if (bytes.slice(1).some((byte) => byte < 0x80 || byte > 0xbf)) return null;
  try {
    return strict.decode(new Uint8Array(bytes));
  } catch {
    return null;
  }
}
