/**
 * Something to say about a row: a code, for which messages/en/imports.json has the words, and the values they need.
 * Stored as text (`amount/bad?column=credits&found=abc`), several separated by line breaks, so that words can change and be translated.
 */
export interface Note {
  code: string;
  values: Readonly<Record<string, string>>;
}

/** Where the words for a code stand: those of what the linter of mappings finds are the same as on their own pages. */
export function wordsOf(code: string): { namespace: 'imports.notes' | 'registrar.finding'; key: string } {
  return code.startsWith('finding/')
    ? { namespace: 'registrar.finding', key: code.slice('finding/'.length) }
    : { namespace: 'imports.notes', key: code.replaceAll('/', '-') };
}

const mostShown = 120;

/** Values are cut to what can be shown; the file itself has the rest. */
export function noteOf(code: string, values: Record<string, string | number> = {}): Note {
  return {
    code,
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(String(value))])),
  };
}

/** Notes as one text, to be stored with a row. */
export function encodeNotes(notes: readonly Note[]): string {
  return notes
    .map(({ code, values }) =>
      Object.keys(values).length === 0
        ? code
        : `${code}?${new URLSearchParams(values as Record<string, string>)}`,
    )
    .join('\n');
}

/** The same with columns under the names that they have in the file: whoever reads of one looks for it there. */
export function underOwnNames(
  renamed: readonly { found: string; column: string }[],
): (notes: readonly Note[]) => readonly Note[] {
  const names = new Map<string, string[]>();
  for (const { found, column } of renamed)
    if (found !== '') names.set(column, [...(names.get(column) ?? []), found]);
  if (names.size === 0) return (notes) => notes;
  const own = (columns: string) =>
    columns
      .split(', ')
      .map((column) => names.get(column)?.join(' + ') ?? column)
      .join(', ');
  return (notes) =>
    notes.map(({ code, values }) =>
      values['column'] === undefined
        ? { code, values }
        : noteOf(code, { ...values, column: own(values['column']) }),
    );
}

/** What encodeNotes has written. */
export function parseNotes(text: string): Note[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const mark = line.indexOf('?');
      return mark < 0
        ? { code: line, values: {} }
        : {
            code: line.slice(0, mark),
            values: Object.fromEntries(new URLSearchParams(line.slice(mark + 1))),
          };
    });
}

/** Text from a stranger's file, made safe to store and to show: whole characters, none of them invisible. */
export function shown(text: string): string {
  const visible = text.slice(0, mostShown + 2).replace(/[\p{Cs}\p{Cc}\p{Cf}]/gu, '\ufffd');
  const characters = [...visible];
  return characters.length <= mostShown ? characters.join('') : `${characters.slice(0, mostShown).join('')}…`;
}
