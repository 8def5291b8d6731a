import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf } from '@/lib/import/columns';
import { parseCourseRow, parseProgramRow } from '@/lib/import/course-row';
import { csvCell, csvLine } from '@/lib/import/csv-cell';
import { parseEquivalencyRow } from '@/lib/import/equivalency-row';
import { canonicalAmount, fieldsOf, problemOf } from '@/lib/import/fields';
import { adapters } from '@/lib/import/formats';
import { ImportKind } from '@/lib/import/kind';
import { parseMicroCredentialRow } from '@/lib/import/micro-credential-row';
import { encodeNotes, noteOf, parseNotes, shown } from '@/lib/import/note';
import { parseRecommendationRow } from '@/lib/import/recommendation-row';
import imports from '@/messages/en/imports.json';

const facts = { withText: false };
const parsers = {
  micro_credentials: (raw: object) => parseMicroCredentialRow(raw as never, { withText: true }),
  courses: (raw: object) => parseCourseRow(raw as never, { withText: true }),
  programs: (raw: object) => parseProgramRow(raw as never),
  recommendations: (raw: object) => parseRecommendationRow(raw as never),
  equivalencies: (raw: object) => parseEquivalencyRow(raw as never),
};
const codesOf = (parsed: { ok: boolean; notes?: readonly { code: string }[] }) =>
  parsed.notes?.map(({ code }) => code) ?? [];

describe('cells', () => {
  test.each([
    ['3', '3'],
    ['3.000', '3'],
    ['007.50', '7.5'],
    ['7,5', '7.5'],
    ['.5', '0.5'],
    ['8/3', '8/3'],
    ['0', '0'],
    ['1,500', null],
    ['-3', null],
    ['3 ECTS', null],
    ['1e3', null],
    ['8/0', null],
    ['', null],
    ['٣', null],
  ])('the amount %j is %j', (text, expected) => expect(canonicalAmount(text)).toBe(expected));

  test.each(['2 TO 3', '3 OR 4', '1-6', '0.000 OR 4.000', '1 – 4'])(
    'the span %s is left open with a note, never guessed',
    (credits) => {
      const read = parseCourseRow({ code: 'A', title: 'B', credits }, facts);
      expect(read).toMatchObject({ ok: true, row: { credits: null }, remarks: [{ code: 'amount/span' }] });
    },
  );

  test('an object where a list belongs is said to be no text, whatever it calls its parts', () => {
    for (const outcomes of [{ a: 1 }, { toString: {} }])
      expect(codesOf(parsers.courses({ code: 'A', title: 'B', outcomes }))).toEqual(['cell/not-text']);
  });

  test('one title has one spelling, however it was pasted: nothing that nobody sees, one space, one form of each letter', () => {
    for (const title of [
      'Café au lait',
      'Cafe\u0301\u00a0 au lait',
      '\ufeffCa\u00adf\u200b\u00e9 au\u2060 lait',
    ])
      expect(parsers.courses({ code: 'A', title })).toMatchObject({ row: { title: 'Café au lait' } });
    expect(codesOf(parsers.courses({ code: 'A', title: 'Ca\u202efé' }))).toEqual(['cell/control']);
  });

  test.each(['=1+1', ' =A1', '+cmd|calc', '-SUM(A1)', '@SUM(1)'])('%j is a formula', (text) =>
    expect(problemOf(text)).toBe('cell/formula'),
  );
  test.each(['-- a dash', '- Datenvisualisierung (DataViz)', '@home', '+1', 'C++ (advanced)', '.NET'])(
    '%j is text',
    (text) => expect(problemOf(text)).toBeNull(),
  );

  test.each([
    ['a\u0000b', 'cell/control'],
    ['a\u202eb', 'cell/control'],
    ['Caf\ufffd', 'cell/encoding'],
    ['\ud800', 'cell/encoding'],
  ])('%j: %s', (text, code) => expect(problemOf(text)).toBe(code));

  test('text is tidied, not changed', () => {
    const fields = fieldsOf({ a: '  two\n  lines ', b: 'e\u0301', c: 7 });
    expect([fields.text('a'), fields.text('b'), fields.text('c')]).toEqual(['two lines', '\u00e9', '7']);
  });

  test('a file is not a place for nested things or endless lists', () => {
    expect(
      codesOf(
        parseMicroCredentialRow(
          { title: { a: 1 }, provider: 'x', skills: Array.from({ length: 200 }, (_, i) => `s${i}`) },
          facts,
        ),
      ),
    ).toEqual(['cell/not-text', 'cell/too-many']);
  });
});

describe('rows', () => {
  test('the example of every kind can be imported', () => {
    for (const kind of ImportKind.options) {
      expect(
        parsers[kind](Object.fromEntries(columnsOf[kind].map(({ name, example }) => [name, example]))),
        kind,
      ).toMatchObject({ ok: true });
    }
  });

  test('every column has words', () => {
    for (const { name } of Object.values(columnsOf).flat())
      expect(Object.keys(imports.columns.of)).toContain(name);
  });

  test('anything at all gives a row or notes that have words: never a crash', () => {
    const names = [
      ...new Set(
        Object.values(columnsOf)
          .flat()
          .map(({ name }) => name),
      ),
      'sources',
      'external',
      'id',
    ];
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '1-2', 'NONE', 'A + B | C', 'NONE + A', '=x', '2026-02-30', '[]', '{"a":1}', 'yes'),
      fc.anything({ maxDepth: 3 }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...ImportKind.options),
        fc.constantFrom(...Object.keys(adapters)),
        fc.dictionary(fc.constantFrom(...names), cell),
        (kind, format, raw) => {
          const parsed = parsers[kind](adapters[format as 'columns'](raw));
          for (const code of parsed.ok ? parsed.remarks.map((note) => note.code) : codesOf(parsed))
            expect(Object.keys(imports.notes)).toContain(code.replaceAll('/', '-'));
          expect(JSON.stringify(parsed)).not.toContain('\\u0000');
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('learning outcomes are read only when asked for', () => {
    const raw = { title: 'T', provider: 'P', outcomes: ['One', 'Two'] };
    expect(parseMicroCredentialRow(raw, facts)).toMatchObject({ ok: true, row: { version: null } });
    expect(parseMicroCredentialRow(raw, { withText: true })).toMatchObject({
      ok: true,
      row: { version: { label: '1', outcomes: ['One', 'Two'] } },
    });
  });

  test('descriptions and syllabuses of other catalogs have nowhere to go', () => {
    const text =
      JSON.stringify(
        adapters.mooc({ title: 'T', provider: 'P', description: 'SECRET', syllabus: 'SECRET' }),
      ) + JSON.stringify(adapters.catalog({ id: 'A 1', title: 'T', description: 'SECRET' }));
    expect(text).not.toContain('SECRET');
  });

  test('language names become tags; what is no name stays', () => {
    expect(
      ['English', 'en', 'Español', '中文', 'Français', 'zh-Hant', 'Klingon', ''].map(
        (language) => adapters.mooc({ language })['language'],
      ),
    ).toEqual(['en', 'en', 'es', 'zh', 'fr', 'zh-Hant', 'Klingon', '']);
  });
});

describe('decided equivalencies', () => {
  const row = (cells: object) => parseEquivalencyRow({ institution: 'College', targets: 'T-1', ...cells });
  const keyOf = (cells: object) => {
    const read = row(cells);
    return read.ok ? read.row.key : codesOf(read).join();
  };

  test('the order of sources, alternatives and targets makes no other decision; programs and the start of a period do', () => {
    expect(keyOf({ courses: 'B 1 + A 1 | C 1' })).toBe(
      keyOf({ courses: 'c 1 | A 1 + B 1 | C 1', targets: 'T-2' }),
    );
    expect(
      new Set([
        keyOf({ courses: 'A 1' }),
        keyOf({ courses: 'A 1 + B 1' }),
        keyOf({ courses: 'A 1 | B 1' }),
        keyOf({ courses: 'A 1', programs: 'P' }),
        keyOf({ courses: 'A 1', issued_from: '2020-01-01' }),
      ]).size,
    ).toBe(5);
  });

  test('a plus sign inside a code is no separator', () => {
    expect(row({ courses: 'C++ 101', targets: 'T+1 (2.50) + T-2' })).toMatchObject({
      ok: true,
      row: {
        alternatives: [[{ code: 'C++ 101' }]],
        targets: [
          { code: 'T+1', credits: '2.5' },
          { code: 'T-2', credits: null },
        ],
      },
    });
  });

  test('an empty cell is not a no; NONE and an empty list are', () => {
    expect(codesOf(row({ courses: 'A 1', targets: '' }))).toEqual(['targets/missing']);
    expect(row({ courses: 'A 1', targets: 'None' })).toMatchObject({ ok: true, row: { targets: [] } });
    expect(row({ courses: 'A 1', targets: [] })).toMatchObject({ ok: true, row: { targets: [] } });
    expect(codesOf(row({ courses: 'A 1', targets: 'NONE + T-1' }))).toEqual(['targets/none-and-some']);
  });
});

describe('what we hand out', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@a', "'@a"],
    ['\ta', `"'\ta"`],
    ['\ra', `"'\ra"`],
    ['＝1', "'＝1"],
    ['a"b', '"a""b"'],
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['plain', 'plain'],
  ])('the cell %j is written %j', (text, written) => expect(csvCell(text)).toBe(written));

  test('no cell starts as a formula, and a line stays a line of as many cells', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
        for (const cell of cells) expect(csvCell(cell)).not.toMatch(/^"?[=+\-@\t\r\n]/);
        expect(csvLine(cells).endsWith('\r\n')).toBe(true);
      }),
    );
    expect(csvCell(-5)).toBe('-5');
  });

  test('notes survive being stored, whatever was found', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (found) => {
        const notes = [noteOf('amount/bad', { column: 'credits', found }), noteOf('row/not-json')];
        expect(parseNotes(encodeNotes(notes))).toEqual(notes);
        expect(shown(found)).not.toMatch(/[\p{Cs}\p{Cc}]/u);
      }),
    );
  });
});
