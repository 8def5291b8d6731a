import { gzipSync } from 'node:zlib';
import type { ImportKind } from '@/lib/import/kind';
import type { ReadingPlan } from '@/lib/import/reading';
import { Refusal } from '@/lib/kernel/refusal';
import { enteredValues, formInput } from '@/lib/next/form-input';
import { readPortions } from '@/lib/reading/read-portions';
import type { Shape } from './growth';
import type { Target } from './hunt';
import type { Chance } from './mutate';

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** A whole file of that kind, as the reader's program reads it. */
export function file(
  name: string,
  make: (parts: number) => string | Uint8Array,
  kind: ImportKind = 'courses',
  options: Partial<ReadingPlan['options']> = {},
): Shape {
  const plan = {
    kind,
    options: { format: 'columns', withText: true, takeDoubtful: true, matchColumns: false, ...options },
    matching: null,
  } as const;
  return {
    name: `${kind}: ${name}`,
    make: (parts) => {
      const made = make(parts);
      return typeof made === 'string' ? Buffer.from(made) : made;
    },
    run: async (bytes) => {
      try {
        for await (const portion of readPortions(inPieces(bytes as Uint8Array), plan, limits)) void portion;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    },
  };
}
const limits = { mostBytes: 2_000_000_000, mostRows: 10_000_000 };

const many = (parts: number, of: (n: number) => string) =>
  Array.from({ length: parts }, (_, n) => of(n)).join('');
const top = 'code,title,credits,outcomes\n';
const one = (cell: string) => `${top}A,B,3,"${cell}"\n`;
const json = (value: unknown) => `${JSON.stringify(value)}\n`;

/** Files in which there is much of one thing. */
export const shapes: readonly Shape[] = [
  file('rows', (n) => top + many(n, (i) => `C-${i},Course ${i},3,\n`)),
  file('rows that repeat', (n) => top + 'A,B,3,\n'.repeat(n)),
  file('rows that contradict', (n) => top + many(n, (i) => `A,B ${i},3,\n`)),
  file('rows without what is needed', (n) => top + ',,,x\n'.repeat(n)),
  file('columns with names of their own', (n) => `code,title,${many(n, (i) => `x${i},`)}\nA,B\n`),
  file('columns of one name', (n) => `code,title,${'credits,'.repeat(n)}\nA,B\n`),
  file('columns named by signs', (n) => `code,title,${many(n, (i) => `- -${i}- -,`)}\nA,B\n`),
  file('a header of one long name', (n) => `code,title,${'- '.repeat(n)}\nA,B\n`),
  file('cells in a row', (n) => `${top}A,B${','.repeat(n)}\n`),
  file('cells in many rows', (n) => top + many(n, () => `A,B,,,${'x,'.repeat(50)}\n`)),
  file('headers that repeat', (n) => top.repeat(n)),
  file('lines above the header', (n) => `${'A list of courses\n'.repeat(n)}${top}A,B,3\n`),
  file('rows to be matched', (n) => `Modulnr,Bezeichnung,LP\n${many(n, (i) => `C-${i},Kurs ${i},"2,5"\n`)}`),
  file('columns to be matched', (n) => `${many(n, (i) => `Spalte ${i},`)}x\n${'A-1,'.repeat(n)}x\n`),
  file('a name to be matched that is long', (n) => `Modul,${'Titel '.repeat(n)}\nA,B\n`),
  file('a cell to be matched that is long', (n) => `Modul,Titel\nA,${'1.'.repeat(n)}\n`),
  file('separators alone', (n) => ','.repeat(n)),
  file('blank lines', (n) => `${top}${'\n'.repeat(n)}A,B,3\n`),
  file('lines of blanks', (n) => `${top}${' \t \n'.repeat(n)}`),
  file('mixed ends of lines', (n) => top + 'A,B\r\nC,D\nE,F\r\n'.repeat(n)),
  file('carriage returns', (n) => `${top}${'A,B\r'.repeat(n)}`),
  file('byte order marks', (n) => `${'\ufeff'.repeat(n)}${top}A,B\n`),
  file('byte order marks in cells', (n) => top + '\ufeffA,\ufeffB\n'.repeat(n)),
  file('a long cell', (n) => one('x'.repeat(n))),
  file('a long cell of blanks', (n) => one(`x${' '.repeat(n)}x`)),
  file('a long cell of blanks alone', (n) => one(' '.repeat(n))),
  file('a long cell of lines', (n) => one('x\n'.repeat(n))),
  file('a long cell of letters with marks', (n) => one('é'.repeat(n))),
  file('a long cell that looks double-encoded', (n) => one('Ã¼'.repeat(n))),
  file('a long cell of half characters', (n) => one('Ã'.repeat(n))),
  file('a long cell of invisible signs', (n) => one('\u200b'.repeat(n))),
  file('a long cell of quotation marks', (n) => one('""'.repeat(n))),
  file('a list of items', (n) => one('a;'.repeat(n))),
  file('a list of blank items', (n) => one(' ; '.repeat(n))),
  file('a list of one long item', (n) => one(`${'x'.repeat(n)};b`)),
  file('a list of quoted items', (n) => one('""a;b"";'.repeat(n))),
  file('a list of items whose quotation is open', (n) => one('""a;'.repeat(n))),
  file('a list with one quotation over all', (n) => one(`""${'a;'.repeat(n)}""`)),
  file('a list of escaped signs', (n) => one('\\;'.repeat(n))),
  file('an unclosed quotation mark', (n) => `${top}A,"B\n${'C,D\n'.repeat(n)}`),
  file('quotation marks within cells', (n) => top + 'A"B",C"D"\n'.repeat(n)),
  file('quoted cells', (n) => top + '"A","B ""b"" b"\n'.repeat(n)),
  file('a number of many digits', (n) => `${top}A,B,${'7'.repeat(n)},\n`),
  file('members of a packed file', (n) =>
    Buffer.concat([gzipSync(top), ...Array.from({ length: n }, () => gzipSync('A,B,3,\n', { level: 1 }))]),
  ),
  file('a packed file of blank lines', (n) => gzipSync(top + '\n'.repeat(n))),
  file('bytes that are no text', (n) => Buffer.concat([Buffer.from(top), Buffer.alloc(n, 0xff)])),
  file('lines of JSON', (n) => many(n, (i) => json({ code: `C-${i}`, title: 'T', credits: 3 }))),
  file('lines of JSON that are broken', (n) => '{"code":\n'.repeat(n)),
  file('lines of JSON that are blank', (n) => `{"code":"A"}\n${'\n'.repeat(n)}`),
  file('a line of JSON with many names', (n) =>
    json(Object.fromEntries(Array.from({ length: n }, (_, i) => [`x${i}`, 1]))),
  ),
  file(
    'a line of JSON with a deep list',
    (n) => `{"code":"A","title":"B","outcomes":${'['.repeat(n)}${']'.repeat(n)}}\n`,
  ),
  file('a line of JSON with a long list', (n) =>
    json({ code: 'A', title: 'B', outcomes: Array(n).fill('x') }),
  ),
  file('a line of JSON with escapes', (n) => `{"code":"A","title":"${'\\u0041'.repeat(n)}"}\n`),
  file('a JSON document', (n) => `[${many(n, (i) => `{"code":"C-${i}","title":"T"},\n`)}{}]`),
  file('a JSON document of numbers', (n) => `[${'1,'.repeat(n)}1]`),
  file('a JSON document with many lists', (n) => `{\n${many(n, (i) => `"x${i}":[{}],`)}"y":1}`),
  file('a JSON document that is deep', (n) => `[\n${'['.repeat(n)}${']'.repeat(n)}]`),
  file('a JSON document that is broken at its end', (n) => `[\n${'{"code":"A"},\n'.repeat(n)}`),
  file(
    'limits of a program that are deep',
    (n) => `code,title,total_credits,limits\nA,B,180,"${'['.repeat(n)}${']'.repeat(n)}"\n`,
    'programs',
  ),
  file(
    'limits of a program',
    (n) =>
      json({
        code: 'A',
        title: 'B',
        total_credits: 180,
        limits: Array(n).fill({ id: 'a', type: 'max', scope: { all: true }, amount: '3' }),
      }),
    'programs',
  ),
  file(
    'titles and providers',
    (n) => `title,provider,skills\n${many(n, (i) => `Title ${i},Provider,a; b\n`)}`,
    'micro_credentials',
  ),
  file(
    'skills',
    (n) => `title,provider,skills\nA,B,"${many(n, (i) => `skill ${i};`)}"\n`,
    'micro_credentials',
  ),
  file(
    'skills of others',
    (n) => json({ title: 'A', provider: 'B', skills: Array.from({ length: n }, (_, i) => `s${i}`) }),
    'micro_credentials',
    { format: 'mooc' },
  ),
  file(
    'advice',
    (n) =>
      `title,provider,recommender,source_url,amount,unit\n${many(n, (i) => `T,P,R${i},https://a.example/${i},3,ECTS\n`)}`,
    'recommendations',
  ),
  file(
    'decisions',
    (n) => `institution,courses,targets\n${many(n, (i) => `College,X ${i} + Y ${i},C-1\n`)}`,
    'equivalencies',
  ),
  file(
    'courses that are taken together',
    (n) => `institution,courses,targets\nCollege,"${many(n, (i) => `X${i} + `)}Z",C-1\n`,
    'equivalencies',
  ),
  file(
    'courses that stand for each other',
    (n) => `institution,courses,targets\nCollege,"${many(n, (i) => `X${i} | `)}Z",C-1\n`,
    'equivalencies',
  ),
  file(
    'targets',
    (n) => `institution,courses,targets\nCollege,X,"${many(n, (i) => `X${i} (3) + `)}Z"\n`,
    'equivalencies',
  ),
  file(
    'a target of brackets',
    (n) => `institution,courses,targets\nCollege,X,"${'(3'.repeat(n)}"\n`,
    'equivalencies',
  ),
  file(
    'sources in JSON',
    (n) => json({ sources: Array(n).fill([{ institution: 'A', code: 'B' }]), targets: ['C'] }),
    'equivalencies',
  ),
  file(
    'targets in JSON',
    (n) => json({ sources: [[{ institution: 'A', code: 'B' }]], targets: Array(n).fill('C') }),
    'equivalencies',
  ),
  file(
    'external courses of others',
    (n) => json({ institution: 'A', external: Array(n).fill({ code: 'B', title: 'C' }), targets: ['C'] }),
    'equivalencies',
    { format: 'transfer-rows' },
  ),
];

/** What a text is made of that is long for one reason. */
const fillers = [
  'a',
  'A',
  '1',
  ' ',
  '"',
  "'",
  ',',
  ';',
  ':',
  '.',
  '/',
  '\\',
  '%',
  '%20',
  '&a=',
  '&q=a',
  '&mc=a&on=1',
  '+',
  '-',
  '=',
  '@',
  'a@',
  'a.',
  'a b ',
  '(',
  '[',
  '{"a":',
  '<',
  '\n',
  '\t',
  '\u0000',
  'é',
  'e\u0301',
  '\u0301',
  '🙂',
  '\ud800',
  '\u200b',
  'x,',
  'en;q=0.1,',
  'a=b; ',
];

/** Each parser of texts, with long texts of each kind. No text that comes by HTTP is longer than its body may be. */
export function longTexts(targets: readonly Target[], chance: Chance): Shape[] {
  return targets
    .filter(({ input }) => typeof input(chance) === 'string')
    .flatMap(({ name, run }) =>
      fillers.map((filler) => ({
        name: `${name}: ${JSON.stringify(filler)}`,
        make: (parts: number) => filler.repeat(parts),
        run: (input: unknown) => orRefused(() => run(input)),
      })),
    );
}

function orRefused(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

const form = (name: string, nameOf: (n: number) => string): Shape => ({
  name: `forms: ${name}`,
  make: (parts) => {
    const made = new FormData();
    for (let n = 0; n < Math.min(parts, 100_000); n += 1) made.append(nameOf(n), 'x');
    return made;
  },
  run: (input) => {
    orRefused(() => formInput(input as FormData));
    enteredValues(input as FormData);
  },
});

/** Forms with many fields, whatever is read of them in the end. */
export const forms: readonly Shape[] = [
  form('fields', (n) => `a${n}`),
  form('fields of one list', () => 'a[]'),
  form('fields of one name', () => 'a'),
  form('places of a list', (n) => `lines.${n}.credits`),
  form('fields in fields', (n) => `a${n}.a.a.a.a.a.a.a.a`),
];
