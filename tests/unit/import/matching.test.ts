import { describe, expect, test } from 'vitest';
import { columnsBelow, cut, type FileLook, lookOver, mostLooked, newSheet } from '@/lib/import/file-look';
import { mostLinesAbove } from '@/lib/import/lines-above';
import { matchedRows, takesSeveral } from '@/lib/import/matched-row';
import { cellsBy, Matching, meaningKindOf, valuesToSettle } from '@/lib/import/matching';
import {
  columnsAt,
  completed,
  openQuestions,
  proposeMatching,
  shapeKeyOf,
  shownColumns,
} from '@/lib/import/propose-matching';
import { choicesOf, meantBy, saysNoCourse } from '@/lib/import/value-words';
import type { ImportKind } from '@/lib/import/kind';

const place = { sheet: 0, header: 0 };

function look(...lines: string[][]): FileLook {
  const sheet = newSheet('');
  for (const [n, cells] of lines.entries()) lookOver(sheet, { line: n + 1, cells });
  return { sheets: [sheet] };
}

const matching = (columns: string[], more: Partial<Matching> = {}): Matching =>
  Matching.parse({
    ...place,
    columns,
    constants: [],
    dayOrder: null,
    decimalSign: null,
    values: [],
    ...more,
  });
const rowOf = (kind: ImportKind, given: Matching, ...cells: string[]) => matchedRows(kind, given)(cells);

describe('what is known of a file', () => {
  test('is the same whether a row is among the first lines or below them', () => {
    const rows = Array.from({ length: 30 }, (_, n) => [`EX ${n % 3}`, `0${(n % 9) + 1}.10.2026`, '2,5']);
    const below = columnsAt(look(['Code', 'Day', 'LP'], ...rows), place);
    const all = columnsBelow(
      {
        name: '',
        top: [{ line: 0, cells: [] }, ...rows.map((cells, line) => ({ line, cells }))],
        rows: 0,
        columns: [],
      },
      0,
    );
    expect(below).toEqual(all);
    expect(below[0]).toMatchObject({
      filled: 30,
      isMore: false,
      shapes: { code: 30 },
      values: [
        ['EX 0', 10],
        ['EX 1', 10],
        ['EX 2', 10],
      ],
    });
    expect(below[1]?.days).toEqual({ dmy: 30 });
    expect(below[2]?.amounts).toEqual({ comma: 30 });
  });

  test('stays small, whatever the file, and has nothing in it that cannot be stored or shown', () => {
    const wide = look(
      ...Array.from({ length: 200 }, (_, n) =>
        Array.from({ length: 400 }, (_, m) => `${n} ${m} ${'x'.repeat(500)}`),
      ),
    );
    const [sheet] = wide.sheets;
    expect(sheet?.top).toHaveLength(mostLinesAbove);
    expect(sheet?.columns).toHaveLength(mostLooked.columns);
    expect(sheet?.columns[0]).toMatchObject({ filled: 190, isMore: true });
    expect(JSON.stringify(wide).length).toBeLessThan(1_000_000);
    expect(cut('a\u0000\n b\ud800')).toBe('a\ufffd b\ufffd');
  });
});

describe('what values mean', () => {
  test.each([
    ['equivalencies', 'decision', 'Approved', 'credit'],
    ['equivalencies', 'decision', 'ELECTIVE', 'credit'],
    ['equivalencies', 'decision', 'Nicht anerkannt', 'none'],
    ['equivalencies', 'decision', 'odmowa', 'none'],
    ['equivalencies', 'decision', 'à l’étude', 'leave_out'],
    ['courses', 'status', 'A', 'active'],
    ['micro_credentials', 'status', 'retired', 'withdrawn'],
    ['recommendations', 'unit', 'Semester Hours', 'US_SEM'],
    ['recommendations', 'is_maximum', 'jusqu’à', 'yes'],
    ['equivalencies', 'decision', 'vielleicht', null],
    ['equivalencies', 'public_note', 'yes', null],
  ] as const)('%s, %s: %j is %j', (kind, column, cell, meant) =>
    expect(meantBy(kind, column, cell)).toBe(meant),
  );

  test('every choice is known by its own name', () => {
    for (const [kind, columns] of Object.entries(choicesOf))
      for (const [column, choices] of Object.entries(columns))
        for (const choice of choices)
          expect(meantBy(kind as ImportKind, column, choice), choice).toBe(choice);
  });

  test('of a column they are all that code something; terms among days; words where a course belongs', () => {
    const [decision, day, target] = columnsAt(
      look(
        ['D', 'From', 'As'],
        ['Approved', 'WS 2024/25', 'INF-204'],
        ['hm', 'Fall 2024', 'No credit'],
        ['', '2024-10-01', 'Elective'],
      ),
      place,
    );
    const settle = (field: string, column: typeof day) =>
      column && valuesToSettle('equivalencies', field, column).map(({ found, meant }) => [found, meant]);
    expect(settle('decision', decision)).toEqual([
      ['Approved', 'credit'],
      ['hm', ''],
    ]);
    expect(settle('issued_from', day)).toEqual([
      ['WS 2024/25', '2024-10-01'],
      ['Fall 2024', ''],
    ]);
    expect(settle('targets', target)).toEqual([
      ['No credit', 'NONE'],
      ['Elective', ''],
    ]);
    expect(settle('internal_note', target)).toEqual([]);
    expect([meaningKindOf('courses', 'targets'), saysNoCourse('INF-204')]).toEqual([null, false]);
  });
});

describe('a matched row', () => {
  const columns = ['institution', 'courses', '', 'targets', 'credits', 'decision', 'issued_from'];
  test('stands in our own columns, with the decision and the credits within what is granted', () => {
    const given = matching(columns, { decimalSign: 'comma', dayOrder: 'dmy' });
    expect(rowOf('equivalencies', given, 'X', 'EX 1', 'RR', 'INF-204', '2,5 LP', 'ja', '03/04/2026')).toEqual(
      {
        row: {
          institution: 'X',
          courses: 'EX 1',
          targets: 'INF-204 (2.5)',
          credit_unit: 'ECTS',
          issued_from: '2026-04-03',
        },
      },
    );
    expect(rowOf('equivalencies', given, 'X', 'EX 1', '', 'INF-204', '5', 'nein')).toEqual({
      row: { institution: 'X', courses: 'EX 1', targets: 'NONE' },
    });
    expect(rowOf('equivalencies', given, 'X', 'EX 1', '', '', '', 'ja')).toEqual({
      row: { institution: 'X', courses: 'EX 1' },
    });
  });

  test('is passed over where its value says so, and rejected where nobody has settled what it means', () => {
    const given = matching(columns, { values: [{ column: 'decision', found: 'Vielleicht', meant: '' }] });
    expect(rowOf('equivalencies', given, 'X', 'EX 1', '', 'A', '', 'offen')).toEqual({ leftOut: true });
    expect(rowOf('equivalencies', given, 'X', 'EX 1', '', 'A', '', 'VIELLEICHT')).toEqual({
      problems: [{ code: 'value/unsettled', values: { column: 'decision', found: 'VIELLEICHT' } }],
    });
    const settled = matching(columns, {
      values: [{ column: 'decision', found: 'Vielleicht', meant: 'none' }],
    });
    expect(rowOf('equivalencies', settled, 'X', 'EX 1', '', 'A', '', 'vielleicht')).toMatchObject({
      row: { targets: 'NONE' },
    });
  });

  test('is rejected where it says nothing of what was decided beside rows that do, or that there is credit for nothing', () => {
    const given = matching(columns, { values: [{ column: 'decision', found: 'ja', meant: 'credit' }] });
    expect(rowOf('equivalencies', given, 'X', 'EX 1', '', 'A', '', '')).toEqual({
      problems: [{ code: 'cell/missing', values: { column: 'decision' } }],
    });
    expect(rowOf('equivalencies', given, 'X', 'EX 1', '', 'None', '', 'ja')).toEqual({
      problems: [{ code: 'value/decided-otherwise', values: {} }],
    });
    expect(rowOf('equivalencies', given, 'X', 'EX 1', '', 'A', '', 'ja')).toMatchObject({
      row: { targets: 'A' },
    });
  });

  test('takes several columns together where a field holds several, and asks whose credits they are', () => {
    const given = matching(['institution', 'courses', 'courses', 'targets', 'targets', 'credits']);
    expect(rowOf('equivalencies', given, 'X', 'A 1', 'A 2', 'T-1', 'T-2')).toMatchObject({
      row: { courses: 'A 1 + A 2', targets: 'T-1 + T-2' },
    });
    expect(rowOf('equivalencies', given, 'X', 'A 1', '', 'T-1', 'T-2', '6')).toEqual({
      problems: [{ code: 'value/credits-of-several', values: { found: '6' } }],
    });
    expect([takesSeveral('targets'), takesSeveral('title'), takesSeveral('constructor')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('has the one value that was given for all rows, where no column gives the field', () => {
    const given = matching(['code', 'title'], {
      constants: [
        { column: 'kind', value: 'elective' },
        { column: 'title', value: 'no' },
      ],
    });
    expect(rowOf('courses', given, 'A', 'B')).toEqual({ row: { code: 'A', title: 'B', kind: 'elective' } });
  });

  test('keeps what it cannot read as it is, for the row to be rejected with its reason', () => {
    const read = cellsBy('equivalencies', matching([]));
    expect([read('issued_from', 'soon'), read('credits', 'many'), read('constructor', 'x')]).toEqual([
      { value: 'soon' },
      { value: 'many' },
      { value: 'x' },
    ]);
  });
});

describe('what is asked before a file is read', () => {
  const file = look(['Course Code', 'Name', 'Hours', 'From'], ['A 1', 'Analysis', '1,500', '03/04/2026']);
  const ask = (columns: string[], more: Partial<Matching> = {}) => {
    const done = completed('micro_credentials', file, matching(columns, more));
    return openQuestions('micro_credentials', file, done, done);
  };

  test('the order of days and the sign of decimals, where the file leaves them open and not else', () => {
    const open = ask(['', 'title', 'workload_hours', 'valid_from']);
    expect(open).toMatchObject({ missing: ['provider'], dayOrder: true, decimalSign: true });
    expect(ask(['', 'title', '', ''])).toMatchObject({ dayOrder: false, decimalSign: false });
    const answered = {
      dayOrder: 'mdy',
      decimalSign: 'point',
      constants: [{ column: 'provider', value: 'P' }],
    } as const;
    expect(
      ask(['', 'title', 'workload_hours', 'valid_from'], { ...answered, constants: [...answered.constants] }),
    ).toMatchObject({
      missing: [],
      dayOrder: false,
      decimalSign: false,
    });
  });

  test('what the file itself decides is not asked, whatever was said for an earlier one', () => {
    const clear = look(['Name', 'From'], ['A', '03/04/2026'], ['B', '13/04/2026']);
    expect(
      completed('micro_credentials', clear, matching(['title', 'valid_from'], { dayOrder: 'mdy' })).dayOrder,
    ).toBe('dmy');
  });

  test('two columns for one field, unless it holds several', () => {
    expect(ask(['title', 'title', '', '']).twice).toEqual(['title']);
    expect(ask(['skills', 'skills', '', '']).twice).toEqual([]);
  });

  test('values that nobody was shown, once', () => {
    const coded = look(['Name', 'State'], ['A', 'hm'], ['B', 'active']);
    const given = matching(['title', 'status']);
    const done = completed('micro_credentials', coded, given);
    expect(openQuestions('micro_credentials', coded, done, given).values).toEqual(['status']);
    expect(openQuestions('micro_credentials', coded, done, done).values).toEqual([]);
    expect(done.values).toEqual([
      { column: 'status', found: 'hm', meant: '' },
      { column: 'status', found: 'active', meant: 'active' },
    ]);
  });

  test('a column that the file or the kind does not have is no answer', () => {
    expect(
      completed('courses', file, matching(['code', 'nonsense', 'decision', '', 'title'])).columns,
    ).toEqual(['code', '', '', '']);
  });
});

test('examples are shown as they will be stored', () => {
  const file = look(
    ['Hochschule', 'Fremdmodul', 'Entsch.', 'gültig ab', 'Bearb.'],
    ['X', 'EX 1', 'ja', '01.10.2024', 'RR'],
    ['X', 'EX 2', 'hm', '02.10.2024', 'RR'],
  );
  const { matching: proposed, confidence } = proposeMatching('equivalencies', file, place);
  expect(
    shownColumns('equivalencies', file, proposed, confidence).map(({ field, examples }) => [
      field,
      examples[0],
      examples[1]?.stored,
    ]),
  ).toEqual([
    ['institution', { found: 'X', stored: 'X' }, undefined],
    ['courses', { found: 'EX 1', stored: 'EX 1' }, 'EX 2'],
    ['decision', { found: 'ja', stored: 'credit' }, null],
    ['issued_from', { found: '01.10.2024', stored: '2024-10-01' }, '2024-10-02'],
    ['', { found: 'RR', stored: 'RR' }, undefined],
  ]);
});

test('a file is of the same shape when its header says the same, however it is written', () => {
  const key = (...header: string[]) => shapeKeyOf('courses', look(header, ['1']), place);
  expect(key('Modul-Nr.', 'Titel', '')).toBe(key('modul nr', 'TITEL'));
  expect(key('Titel', 'Modulnr')).not.toBe(key('Modulnr', 'Titel'));
  expect(shapeKeyOf('programs', look(['A']), place)).not.toBe(shapeKeyOf('courses', look(['A']), place));
});
