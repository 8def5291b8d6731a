/**
 * A course code as codes are compared: without blanks, hyphens, points and case, so that `IT 101`, `IT-101` and `it101` are one.
 * Shown is always what the institution wrote. `fold_course_code()` in the database does the same.
 * @source docs/domain.md §11
 */
export function foldCourseCode(code: string): string {
  const plain = code.normalize('NFKC').replace(/[\p{Z}\p{Cc}\p{Cf}\p{Pd}\u2212.]+/gu, '');
  // Letter by letter, as the database does it: at the end of a word a Greek sigma would become another letter.
  return Array.from(plain, (letter) => letter.toLowerCase()).join('');
}

/** A list of codes as somebody types it: split at comma, semicolon or line, never at a blank, since codes have blanks. Each code once. */
export function splitCodes(text: string): string[] {
  const found = new Map<string, string>();
  for (const part of text.split(/[,;\r\n]/)) {
    const code = part.replace(/\s+/g, ' ').trim();
    const folded = foldCourseCode(code);
    if (folded !== '' && !found.has(folded)) found.set(folded, code);
  }
  return [...found.values()];
}

/** Each of these codes with the entry that it means, however it is written; of two that are the same code, the one written like it. */
export function byCode<Entry extends { code: string }>(
  entries: readonly Entry[],
  codes: readonly string[],
): Map<string, Entry> {
  const folded = new Map<string, Entry>();
  const exact = new Map<string, Entry>();
  for (const entry of entries) {
    if (!folded.has(foldCourseCode(entry.code))) folded.set(foldCourseCode(entry.code), entry);
    exact.set(entry.code, entry);
  }
  return new Map(
    codes.flatMap((code) => {
      const entry = exact.get(code) ?? folded.get(foldCourseCode(code));
      return entry === undefined ? [] : [[code, entry] as const];
    }),
  );
}

/** Folded codes of what was read once and is asked for many codes. */
const foldedOf = new WeakMap<object, ReadonlyMap<string, unknown>>();

/** What is known of the course or program that this code means, however it is written; nothing where there is none. */
export function underCode<Known>(known: Readonly<Record<string, Known>>, code: string): Known | undefined {
  if (Object.hasOwn(known, code)) return known[code];
  let folded = foldedOf.get(known) as ReadonlyMap<string, Known> | undefined;
  if (folded === undefined) {
    // Of two that are the same code the first one counts, as in byCode.
    folded = new Map(
      Object.entries(known)
        .toReversed()
        .map(([own, value]) => [foldCourseCode(own), value]),
    );
    foldedOf.set(known, folded);
  }
  return folded.get(foldCourseCode(code));
}
