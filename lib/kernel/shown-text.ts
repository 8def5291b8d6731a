import * as z from 'zod';

// What nobody sees, or what turns the order of other letters around; joiners are letters where a script needs them, and nothing in Latin, Greek or Cyrillic.
const hidden =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u034f\u115f\u1160\u2800]|(?![\u200c\u200d])\p{Cf}|(?<![\p{L}\p{M}])[\u200c\u200d]|(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\u200c\u200d]/u;

/** Whether a text holds letters that nobody sees. @source docs/security.md, "Abuse cases", 20 */
export function hasHidden(text: string): boolean {
  return hidden.test(text);
}

/** What a stranger wrote, as one line to be shown: what nobody sees is left out, and the end of what is too long. @units at most so many characters */
export function shownLine(text: string, most: number): string {
  const letters = [...text.slice(0, most * 4).normalize('NFC')].map((letter) =>
    hasHidden(letter) ? ' ' : letter,
  );
  const plain = letters.join('').replace(/\s+/g, ' ').trim();
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}

/**
 * Whether a spreadsheet would run a text. A book that is handed out is filled in there and comes back, so nothing is called so: forms and
 * files refuse the same. @source docs/security.md, "Abuse cases", 15
 */
export function readsAsFormula(text: string): boolean {
  return /^\s*(=|[+\-@][\w.$]+[(!|])/.test(text);
}

/** One line that people will read as a name or a title: one spelling of each letter, and nothing in it that nobody sees. @units at most so many characters */
export function oneLine(most: number) {
  return line(most, 'NFC');
}

/** A text of several lines in one spelling: composed letters, one kind of line end, nothing blank around it. */
export function proseText(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

/** The same for what somebody or something is called: forms of letters that only look different are folded, so that two who look alike are called alike. */
export function calledName(most: number, missing = 'field/name') {
  return line(most, 'NFKC').min(1, missing);
}

function line(most: number, form: 'NFC' | 'NFKC') {
  return (
    z
      .string()
      .normalize(form)
      // Blanks are single, as files have them.
      .overwrite((text) => text.replace(/\p{Zs}+/gu, ' '))
      .trim()
      .max(most)
      .refine((text) => !hasHidden(text), 'field/unseen-letters')
      .refine((text) => !readsAsFormula(text), 'field/formula')
  );
}

const scripts = {
  Latin: /\p{Script=Latin}/u,
  Greek: /\p{Script=Greek}/u,
  Cyrillic: /\p{Script=Cyrillic}/u,
  Armenian: /\p{Script=Armenian}/u,
  Cherokee: /\p{Script=Cherokee}/u,
} as const;
export type LookalikeScript = keyof typeof scripts;

/** Two scripts of the first word that mixes some whose letters look alike, as no word of a language does; null when there is none. */
export function mixedScripts(text: string): [LookalikeScript, LookalikeScript] | null {
  for (const word of text.split(/[^\p{L}\p{M}]+/u)) {
    const [one, other] = (Object.keys(scripts) as LookalikeScript[]).filter((name) =>
      scripts[name].test(word),
    );
    if (one && other) return [one, other];
  }
  return null;
}
