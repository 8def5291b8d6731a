import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { columnsBelow, type FileLook, lookOver, newSheet } from '@/lib/import/file-look';
import { headerWords } from '@/lib/import/header-words';
import { ImportKind } from '@/lib/import/kind';
import { fieldsFor, likelyHeader, proposeColumns } from '@/lib/import/match-columns';
import { missingFields } from '@/lib/import/needed-fields';
import { likelyPlace, namesAt, proposeMatching } from '@/lib/import/propose-matching';
import { choicesOf, folded } from '@/lib/import/value-words';
import imports from '@/messages/en/imports.json';

const folder = 'tests/fixtures/import/matching';

export function lookOf(name: string): FileLook {
  const text = readFileSync(`${folder}/${name}`, 'utf8');
  const delimiter = [';', '\t', ','].find((sign) => (text.split('\n')[0] ?? '').includes(sign)) ?? ',';
  const sheet = newSheet('');
  const lines = parse(text, { delimiter, relax_column_count: true, info: true }) as unknown as {
    record: string[];
    info: { lines: number };
  }[];
  for (const { record, info } of lines) lookOver(sheet, { line: info.lines, cells: record });
  return { sheets: [sheet] };
}

const decisions = (...rest: string[]) => ['institution', 'courses', 'titles', 'targets', ...rest];
const expected: Record<string, { kind: ImportKind; header: number; fields: string[]; sure: number }> = {
  'german-decisions.csv': {
    kind: 'equivalencies',
    header: 2,
    fields: decisions('credits', 'decision', 'issued_from', 'internal_note', ''),
    sure: 8,
  },
  'french-decisions.csv': {
    kind: 'equivalencies',
    header: 0,
    fields: decisions('credits', 'decision', 'issued_from', 'internal_note'),
    sure: 8,
  },
  'spanish-decisions.csv': {
    kind: 'equivalencies',
    header: 0,
    fields: decisions('credits', 'decision', 'issued_from'),
    sure: 7,
  },
  'polish-decisions.csv': {
    kind: 'equivalencies',
    header: 0,
    fields: decisions('credits', 'decision', 'issued_from', 'internal_note'),
    sure: 8,
  },
  'banner-decisions.csv': {
    kind: 'equivalencies',
    header: 0,
    fields: decisions('credits', 'decision', 'issued_from'),
    sure: 6,
  },
  'tes-decisions.tsv': {
    kind: 'equivalencies',
    header: 0,
    fields: decisions('issued_from', 'issued_to', 'internal_note'),
    sure: 7,
  },
  'peoplesoft-courses.csv': {
    kind: 'courses',
    header: 0,
    fields: ['code', 'title', 'credits', 'department', 'first_day', 'status'],
    sure: 6,
  },
  'german-courses.csv': {
    kind: 'courses',
    header: 0,
    fields: ['code', 'title', 'credits', 'department', ''],
    sure: 4,
  },
  'certificates.csv': {
    kind: 'micro_credentials',
    header: 0,
    fields: ['title', 'provider', 'language', 'url', 'workload_hours'],
    sure: 5,
  },
  'nameless-decisions.csv': {
    kind: 'equivalencies',
    header: 0,
    // A day that nothing names is not taken for a condition: it would silently take credit away.
    fields: ['', 'courses', 'targets', 'decision', ''],
    sure: 0,
  },
};

test('every file to be matched is expected', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(expected).sort());
});

describe.each(Object.entries(expected))('%s', (name, { kind, header, fields, sure }) => {
  const look = lookOf(name);

  test('its header is found, and each column goes to the field that it is', () => {
    expect(likelyPlace(look)).toEqual({ sheet: 0, header });
    const { matching, confidence } = proposeMatching(kind, look, { sheet: 0, header });
    expect(matching.columns).toEqual(fields);
    expect(confidence.filter((one) => one === 'sure')).toHaveLength(sure);
  });

  test('what is proposed does not change when the columns stand in another order', () => {
    const columns = columnsBelow(look.sheets[0] ?? newSheet(''), header);
    const names = namesAt(look, { sheet: 0, header });
    const turned = proposeColumns(kind, [...names].reverse(), [...columns].reverse()).map(
      ({ field }) => field,
    );
    // Two columns of codes without names are told apart by their order alone.
    if (sure > 0) expect(turned.reverse()).toEqual(fields);
  });
});

test.each(['Datum', 'Data decyzji', 'Decision date', ''])(
  'the day “%s” of a decision is not proposed for a condition, whatever its cells look like',
  (name) => {
    const sheet = newSheet('');
    const rows = [['Course', name], ...[1, 2, 3].map((n) => [`MOD ${n}`, `2024-0${n}-15`])];
    for (const [line, cells] of rows.entries()) lookOver(sheet, { line: line + 1, cells });
    const columns = columnsBelow(sheet, 0);
    expect(proposeColumns('equivalencies', ['Course', name], columns).map(({ field }) => field)).toEqual([
      'courses',
      '',
    ]);
  },
);

describe('the words of headers', () => {
  test('are written as they are compared, each once in its concept', () => {
    for (const [concept, words] of Object.entries(headerWords)) {
      expect(
        words.filter((word) => folded(word) !== word),
        concept,
      ).toEqual([]);
      expect(
        words.filter((word, at) => words.indexOf(word as never) !== at),
        concept,
      ).toEqual([]);
    }
  });

  test('a file in our own names is matched to them', () => {
    for (const kind of ImportKind.options) {
      const names = fieldsFor(kind).map(({ name }) => name);
      const columns = names.map(() => ({
        filled: 0,
        values: [],
        isMore: false,
        shapes: {},
        days: {},
        amounts: {},
      }));
      expect(proposeColumns(kind, names, columns).map(({ field }) => field)).toEqual(names);
    }
  });

  test('a name within a longer one counts for less than the content, and against the content for nothing', () => {
    const column = (shapes: object) => ({
      filled: 10,
      values: [],
      isMore: true,
      shapes,
      days: {},
      amounts: {},
    });
    const propose = (name: string, shapes: object) => proposeColumns('courses', [name], [column(shapes)])[0];
    expect(propose('Credit hours earned in 2026', { amount: 10 })).toEqual({
      field: 'credits',
      confidence: 'likely',
    });
    expect(propose('Credit hours earned in 2026', { url: 10 })).toEqual({ field: '', confidence: 'guess' });
    expect(propose('credits', { url: 10 })).toEqual({ field: 'credits', confidence: 'likely' });
  });
});

test('every field and every choice has words on the page', () => {
  const { fields, choices } = imports.match;
  for (const kind of ImportKind.options) {
    expect(
      fieldsFor(kind)
        .map(({ name }) => name)
        .filter((name) => !(name in fields)),
      kind,
    ).toEqual([]);
    for (const values of Object.values(choicesOf[kind]))
      expect(
        values.filter((value) => !(value in choices)),
        kind,
      ).toEqual([]);
  }
});

test('what no row can do without is named until something gives it', () => {
  expect(missingFields('courses', new Set(['code']))).toEqual(['title']);
  expect(missingFields('equivalencies', new Set(['targets', 'courses']))).toEqual(['institution']);
  expect(missingFields('equivalencies', new Set(['targets', 'micro_credentials']))).toEqual([]);
});

test('a title above a header is no header, and numbers below it are none', () => {
  const top = (...lines: string[][]) => ({ top: lines.map((cells, line) => ({ line, cells })) });
  expect(likelyHeader(top(['Export', ''], ['Code', 'Title'], ['A-1', 'Analysis']))).toBe(1);
  expect(likelyHeader(top(['1', '2'], ['3', '4']))).toBe(0);
  expect(likelyHeader(top())).toBe(0);
});

test('a column that only counts the rows is none of ours, whatever it is called', () => {
  const sheet = newSheet('');
  for (const [at, cells] of [
    ['Lp.', 'Przedmiot zewnętrzny', 'Odpowiednik', 'Liczba punktów'],
    ...Array.from({ length: 60 }, (_, n) => [`${n + 1}.`, `P ${n}`, 'INF 1', '5']),
  ].entries())
    lookOver(sheet, { line: at + 1, cells });
  const look = { sheets: [sheet] };
  const { matching } = proposeMatching('equivalencies', look, likelyPlace(look));
  expect(matching.columns).toEqual(['', 'courses', 'targets', 'credits']);
  // Nor does its name say a unit.
  expect(matching.constants).toEqual([]);
});
