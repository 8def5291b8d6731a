/** Code points that the bundled serif has: Latin with its accents, and the signs of running text. @source app/fonts/serif.ts */
const drawn: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
  [0x100, 0x12b],
  [0x12e, 0x131],
  [0x134, 0x165],
  [0x168, 0x17f],
  [0x2013, 0x2014],
  [0x2018, 0x201a],
  [0x201c, 0x201e],
  [0x2026, 0x2026],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
];

/**
 * Text as a picture can show it: whole words, so many letters at most. Null where a letter of it is in none of our fonts (other scripts,
 * those that run from right to left among them): then the picture says nothing rather than boxes, and the words beside it say all. Of a title in two
 * languages, with a bar between them, the one that can be shown is enough.
 */
export function drawableText(text: string, most: number): string | null {
  const whole = text.normalize('NFC').replaceAll(/\s/g, ' ').trim();
  const plain = isDrawn(whole) ? whole : (whole.split(' | ').find(isDrawn)?.trim() ?? '');
  if (plain === '') return null;
  if (plain.length <= most) return plain;
  const cut = plain.slice(0, most - 1);
  const space = cut.lastIndexOf(' ');
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`;
}

function isDrawn(text: string): boolean {
  return [...text].every((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return drawn.some(([from, to]) => code >= from && code <= to);
  });
}
