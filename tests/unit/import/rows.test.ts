import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf } from '@/lib/import/columns';
import { parseCourseRow } from '@/lib/import/course-row';
import { parseProgramRow } from '@/lib/import/program-row';
import { csvCell, csvLine } from '@/lib/export/csv-cell';
import { parseEquivalencyRow, withWords } from '@/lib/import/equivalency-row';
import { textMeant } from '@/lib/import/double-encoded';
import { fieldsOf, problemOf } from '@/lib/import/fields';
import { adapters } from '@/lib/import/formats';
import { ImportKind } from '@/lib/import/kind';
import { parseMicroCredentialRow } from '@/lib/import/micro-credential-row';
import { encodeNotes, noteOf, parseNotes, shown } from '@/lib/import/note';
import { parseRecommendationRow } from '@/lib/import/recommendation-row';
import imports from '@/messages/en/imports.json';

const facts = { withText: false, takeDoubtful: false };
const asTheyStand = { withText: false, takeDoubtful: true };
const reading = { withText: true, takeDoubtful: false };
const parsers = {
  micro_credentials: (raw: object) => parseMicroCredentialRow(raw as never, reading),
  courses: (raw: object) => parseCourseRow(raw as never, reading),
  programs: (raw: object) => parseProgramRow(raw as never, reading),
  recommendations: (raw: object) => parseRecommendationRow(raw as never, reading),
  equivalencies: (raw: object) => parseEquivalencyRow(raw as never, reading),
};
const codesOf = (parsed: { ok: boolean; notes?: readonly { code: string }[] }) =>
  parsed.notes?.map(({ code }) => code) ?? [];

describe('cells', () => {
  test.each([
    ['3', '3'],
    ['007.50', '7.5'],
    ['7,5', '7.5'],
    ['2,667', '2.667'],
    ['4,125', '4.125'],
    ['8/3', '8/3'],
    [3, '3'],
  ])('credits of %j are %j, whatever the number of digits behind the comma', (credits, expected) =>
    expect(parseCourseRow({ code: 'A', title: 'B', credits }, facts)).toMatchObject({
      ok: true,
      row: { credits: expected },
      remarks: [],
    }),
  );
  test.each(['1.234,5', '-3', '3 ECTS', '1e3', '8/0', '٣', '3-', '3-6-9'])('%j is no amount', (credits) =>
    expect(codesOf(parseCourseRow({ code: 'A', title: 'B', credits }, facts))).toEqual(['amount/bad']),
  );

  test('more credit than can be meant is a slip, on every road', () => {
    const codes = (credits: string) => [
      codesOf(parseCourseRow({ code: 'A', title: 'B', credits }, facts)),
      codesOf(parsers.programs({ code: 'A', title: 'B', total_credits: credits })),
      codesOf(parsers.equivalencies({ institution: 'X', courses: 'A 1', targets: `T-1 (${credits})` })),
      codesOf(
        parsers.recommendations({
          title: 'A',
          provider: 'P',
          recommender: 'R',
          amount: credits,
          unit: 'ECTS',
          source_url: 'https://example.org/',
          confidence: 'high',
        }),
      ),
    ];
    expect(codes('10001')).toEqual(Array(4).fill(['amount/too-much']));
    expect(codes('1001')).toEqual([['amount/too-much'], [], [], []]);
    expect(codes('1000').flat()).toEqual([]);
  });

  test('nothing is no total, no hours and no credit of a certificate, and nothing is more than 100 percent', () => {
    const program = { code: 'A', title: 'B', total_credits: '180' };
    const certificate = { title: 'A', provider: 'P' };
    const advice = {
      ...{ title: 'A', provider: 'P', recommender: 'R', unit: 'ECTS' },
      ...{ source_url: 'https://example.org/', confidence: 'high' },
    };
    expect([
      codesOf(parsers.programs({ ...program, total_credits: '0' })),
      codesOf(
        parsers.programs({ ...program, limits: '[{"id":"x","type":"max","scope":{},"percent":"150"}]' }),
      ),
      codesOf(
        parsers.programs({ ...program, limits: '[{"id":"x","type":"max","scope":{},"percent":"100"}]' }),
      ),
      codesOf(parsers.micro_credentials({ ...certificate, workload_hours: '0,0', pass_mark: '100.1' })),
      codesOf(parsers.micro_credentials({ ...certificate, credit_amount: '0/3', credit_unit: 'ECTS' })),
      codesOf(parsers.recommendations({ ...advice, amount: '0', pass_mark: '150' })),
      codesOf(parsers.recommendations({ ...advice, amount: '0', pass_mark: '100' })),
      codesOf(parseCourseRow({ code: 'LAB', title: 'Laboratory', credits: '0' }, facts)),
    ]).toEqual([
      ['amount/zero'],
      ['limits/over-hundred'],
      [],
      ['amount/zero', 'amount/over-hundred'],
      ['amount/zero'],
      ['amount/over-hundred'],
      [],
      [],
    ]);
  });

  test('a country is one, by its code or its name', () => {
    const read = (country: string) => parsers.micro_credentials({ title: 'A', provider: 'P', country });
    for (const written of ['DE', 'de', 'Germany'])
      expect(read(written)).toMatchObject({ row: { version: { country: 'DE' } } });
    for (const written of ['EU', 'XX', 'Atlantis', 'UK'])
      expect(codesOf(read(written))).toEqual(['country/bad']);
  });

  test('a unit is read under its usual names, and what is wrong with it is said once', () => {
    const certificate = { title: 'A', provider: 'P', credit_amount: '20' };
    const advice = {
      title: 'A',
      provider: 'P',
      recommender: 'R',
      source_url: 'https://example.org/',
      amount: '3',
    };
    expect(parsers.micro_credentials({ ...certificate, credit_unit: 'UK credits' })).toMatchObject({
      row: { version: { creditUnit: 'UK_CATS' } },
    });
    expect(parsers.recommendations({ ...advice, unit: 'semester hours' })).toMatchObject({
      row: { unit: 'US_SEM' },
    });
    expect(codesOf(parsers.micro_credentials({ ...certificate, credit_unit: 'hours' }))).toEqual([
      'choice/bad',
    ]);
    expect(codesOf(parsers.micro_credentials({ ...certificate, credit_unit: 'apples' }))).toEqual([
      'choice/bad',
    ]);
    expect(codesOf(parsers.recommendations({ ...advice, unit: 'apples' }))).toEqual(['choice/bad']);
    expect(codesOf(parsers.micro_credentials(certificate))).toEqual(['cell/goes-with']);
    expect(codesOf(parsers.recommendations(advice))).toEqual(['unit/missing']);
  });

  test.each(['2 TO 3', '3 OR 4', '1-6', '3-6', '0.000 OR 4.000', '1 – 4', '2,5-3', '1..4'])(
    'the span %s is asked about; it is left open, with a remark, only where doubtful cells are taken',
    (credits) => {
      const raw = { code: 'A', title: 'B', credits };
      expect(codesOf(parseCourseRow(raw, facts))).toEqual(['amount/span']);
      expect(parseCourseRow(raw, asTheyStand)).toMatchObject({
        ok: true,
        row: { credits: null },
        remarks: [{ code: 'amount/span-open' }],
      });
      expect(codesOf(parsers.programs({ code: 'A', title: 'B', total_credits: credits }))).toEqual([
        'amount/bad',
      ]);
    },
  );

  test('a code that the catalog has no place for is remarked, and that of a course elsewhere is found in its title', () => {
    const raw = { title: 'Walking', provider: 'P', kind: 'course', code: 'WALK 2301' };
    expect(parsers.micro_credentials(raw)).toMatchObject({
      ok: true,
      row: { title: 'Walking' },
      remarks: [{ code: 'code/not-kept', values: { code: 'WALK 2301' } }],
    });
    const external = { ...raw, kind: 'external_course' };
    expect(parsers.micro_credentials(external)).toMatchObject({
      row: { title: 'WALK 2301 Walking' },
      remarks: [],
    });
    expect(parsers.micro_credentials({ ...external, title: 'WALK-2301: Walking' })).toMatchObject({
      row: { title: 'WALK-2301: Walking' },
    });
  });

  test('what may be meant in thousands is asked about where thousands occur', () => {
    const raw = { title: 'T', provider: 'P', workload_hours: '1,500' };
    expect(codesOf(parsers.micro_credentials(raw))).toEqual(['amount/thousands']);
    expect(parseMicroCredentialRow(raw, asTheyStand)).toMatchObject({
      row: { version: { workloadHours: '1.5' } },
    });
    expect(parsers.micro_credentials({ ...raw, workload_hours: '37,5' })).toMatchObject({ ok: true });
  });

  test.each([
    ['EinfÃ¼hrung â\u0080\u0093 Grundlagen Â®', 'Einführung – Grundlagen ®'],
    ['Itâ€™s', 'It’s'],
    ['CafÃ©', 'Café'],
    ['BiaÅ‚ystok', 'Białystok'],
    ['Ð¢ÐµÐ¾Ñ€Ð¸Ñ', 'ТеориÑ'],
    ['ðŸ˜€', '😀'],
  ])('%j looks double-encoded: %j', (text, meant) => expect(textMeant(text)).toBe(meant));
  test.each([
    'Einführung',
    'SÃO PAULO',
    'Ångström – Ä und Ö',
    '“MENÜ”',
    'L’été à Nîmes «\u00a0CAFÉ\u00a0»',
    '数据',
    'plain',
  ])('%j does not', (text) => expect(textMeant(text)).toBeNull());
  test('what is double-encoded was some text: turning it back finds it', () => {
    const asWindows = new TextDecoder('windows-1252');
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,8}[äöüßéèàñçøå][a-z ]{1,8}$/), (text) => {
        expect(textMeant(asWindows.decode(Buffer.from(text)))).toBe(text);
        expect(textMeant(text)).toBeNull();
      }),
    );
  });
  test('a row of double-encoded text asks, once a cell, in every kind of cell', () => {
    const title = 'EinfÃ¼hrung';
    expect(codesOf(parsers.courses({ code: 'A', title, outcomes: `x; ${title}` }))).toEqual([
      'cell/double-encoded',
      'cell/double-encoded',
    ]);
    expect(parseCourseRow({ code: 'A', title }, asTheyStand)).toMatchObject({
      ok: true,
      row: { title },
      remarks: [{ code: 'cell/double-encoded', values: { meant: 'Einführung' } }],
    });
    expect(codesOf(parsers.programs({ code: 'A', title: 'T', total_credits: 'Ã¼' }))).toEqual([
      'cell/double-encoded',
      'amount/bad',
    ]);
  });

  test('a collective place is said to be one in its own column, and asked about where it looks like one', () => {
    const course = (cells: object) => parsers.courses({ code: 'ECON 101', title: 'Economics', ...cells });
    expect(course({ kind: 'elective' })).toMatchObject({ row: { kind: 'elective' }, remarks: [] });
    for (const cells of [
      { code: 'ECON 2XXX' },
      { title: 'Economics elective (transfer)' },
      { code: 'ECON 1--' },
    ]) {
      expect(course(cells)).toMatchObject({
        row: { kind: null },
        remarks: [{ code: 'course/maybe-elective' }],
      });
      expect(course({ ...cells, kind: 'course' })).toMatchObject({ row: { kind: 'course' }, remarks: [] });
    }
    expect(course({})).toMatchObject({ row: { kind: null }, remarks: [] });
    expect(codesOf(course({ kind: 'bucket' }))).toEqual(['choice/bad']);
    expect(parsers.courses(adapters.catalog({ id: 'A 1', title: 'T', kind: 'elective' }))).toMatchObject({
      row: { kind: 'elective' },
    });
  });

  test('the department of a course list goes by the letters of the course, where the list names one', () => {
    const read = (row: object) => parsers.courses(adapters.catalog({ id: 'INF 101', title: 'T', ...row }));
    expect(read({ department: 'Informatics' })).toMatchObject({
      row: { department: 'INF', departmentName: 'Informatics' },
    });
    for (const row of [{}, { department: '' }])
      expect(read(row)).toMatchObject({ row: { department: null, departmentName: null } });
  });

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
    const fields = fieldsOf({ a: '  two\n  lines ', b: 'e\u0301', c: 7 }, facts);
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

  test('a transfer decision names each course of the other institution by code and title', () => {
    const external = [{ code: 'MATH 1', title: 'Calculus' }, 'MATH 2', null];
    expect(adapters['transfer-rows']({ institution: 'Elsewhere', external, targets: ['M-1'] })).toEqual({
      sources: [
        [
          { institution: 'Elsewhere', code: 'MATH 1', title: 'Calculus' },
          { institution: 'Elsewhere', code: undefined, title: undefined },
          { institution: 'Elsewhere', code: undefined, title: undefined },
        ],
      ],
      targets: ['M-1'],
    });
  });

  test('learning outcomes are read only when asked for', () => {
    const raw = { title: 'T', provider: 'P', outcomes: ['One', 'Two'] };
    expect(parseMicroCredentialRow(raw, facts)).toMatchObject({ ok: true, row: { version: null } });
    expect(parseMicroCredentialRow(raw, reading)).toMatchObject({
      ok: true,
      row: { version: { label: null, outcomes: ['One', 'Two'] } },
    });
  });

  test('syllabuses of other catalogs have nowhere to go; descriptions only where texts are asked for', () => {
    const listed = { title: 'T', provider: 'P', description: 'SECRET', syllabus: 'SECRET SYLLABUS' };
    const read = (options: typeof facts) =>
      JSON.stringify(parseMicroCredentialRow(adapters.mooc(listed), options));
    expect(read(facts) + JSON.stringify(adapters.catalog({ id: 'A 1', ...listed }))).not.toContain('SECRET');
    expect(read(reading)).toContain('"description":"SECRET"');
    expect(read(reading)).not.toContain('SYLLABUS');
  });

  test.each([
    ['English', 'en'],
    ['en', 'en'],
    ['Español', 'es'],
    ['中文', 'zh'],
    ['Français', 'fr'],
    ['Englisch', 'en'],
    ['zh-hant', 'zh-Hant'],
    ['EN-us', 'en-US'],
    ['sv', 'sv'],
    ['', null],
  ])('the language %j is %j, in every format', (language, tag) => {
    const cells = { title: 'T', provider: 'P', language };
    for (const raw of [cells, adapters.mooc(cells)])
      expect(parsers.micro_credentials(raw)).toMatchObject({ ok: true, row: { language: tag }, remarks: [] });
  });

  test.each(['Klingonese', 'several', 'qq', 'xx', 'e', 'en_US'])(
    'the word %j names no language: asked about, and taken only where doubtful cells are',
    (language) => {
      const cells = { title: 'T', provider: 'P', language };
      expect(codesOf(parsers.micro_credentials(cells))).toEqual(['language/no-tag']);
      expect(parseMicroCredentialRow(cells, asTheyStand)).toMatchObject({
        ok: true,
        row: { language },
        remarks: [{ code: 'language/no-tag' }],
      });
    },
  );
});

describe('decided equivalencies', () => {
  const row = (cells: object) =>
    parseEquivalencyRow({ institution: 'College', targets: 'T-1', ...cells }, facts);
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

  test('one title belongs to one code, whatever signs are in it; among several, one with a sign is quoted or the sign escaped', () => {
    const titlesOf = (cells: object) => {
      const read = row(cells);
      return read.ok
        ? read.row.alternatives.map((group) => group.map((source) => ('named' in source ? '' : source.title)))
        : codesOf(read).join();
    };
    expect(titlesOf({ courses: 'ASTR 1403', titles: 'Lecture + Laboratory' })).toEqual([
      ['Lecture + Laboratory'],
    ]);
    expect(titlesOf({ courses: 'A 1', titles: '"Lecture + Laboratory"' })).toEqual([
      ['Lecture + Laboratory'],
    ]);
    expect(titlesOf({ courses: 'A 1', titles: 'This | That' })).toEqual([['This | That']]);
    expect(titlesOf({ courses: 'A 1 + A 2', titles: '"Lecture + Laboratory" + Calculus' })).toEqual([
      ['Lecture + Laboratory', 'Calculus'],
    ]);
    expect(titlesOf({ courses: 'A 1 + A 2', titles: 'Lecture \\+ Laboratory + "Hamlet"' })).toEqual([
      ['Lecture + Laboratory', '"Hamlet"'],
    ]);
    expect(titlesOf({ courses: 'A 1 | A 2 + A 3', titles: 'One + half | Two + Three' })).toEqual([
      ['One + half'],
      ['Two', 'Three'],
    ]);
    expect(titlesOf({ courses: 'A 1 | A 2', titles: 'One' })).toBe('sources/titles-differ');
    expect(titlesOf({ courses: 'A 1 | A 2', titles: 'One | Two | Three' })).toBe('sources/titles-differ');
    expect(titlesOf({ courses: 'A 1 + A 2', titles: 'Lecture + Laboratory + Calculus' })).toBe(
      'sources/titles-differ',
    );
  });

  test('codes with blanks, hyphens or neither are one code', () => {
    expect(keyOf({ courses: 'IT 101 + B-2' })).toBe(keyOf({ courses: 'b2 + it-101' }));
    expect(codesOf(row({ courses: 'A 1', targets: 'T-1 (3) + t 1 (4)' }))).toEqual(['targets/twice']);
  });

  test('credits of a target are read as everywhere; a span of them is none', () => {
    expect(row({ courses: 'A 1', targets: 'T-1 (2,667)' })).toMatchObject({
      row: { targets: [{ code: 'T-1', credits: '2.667' }] },
    });
    expect(codesOf(row({ courses: 'A 1', targets: 'T-1 (3-6)' }))).toEqual(['amount/bad']);
  });

  test('scores that leave nothing between them are refused', () => {
    expect(codesOf(row({ courses: 'A 1', min_score: '80', below_score: '9' }))).toEqual(['scores/reversed']);
    expect(codesOf(row({ courses: 'A 1', min_score: '8', below_score: '8' }))).toEqual(['scores/reversed']);
    expect(row({ courses: 'A 1', min_score: '9', below_score: '80' })).toMatchObject({ ok: true });
  });

  test('levels that run backwards are told as levels', () => {
    const cells = { title: 'T', provider: 'P', eqf_min: '6', eqf_max: '5' };
    expect(codesOf(parsers.micro_credentials(cells))).toEqual(['levels/reversed']);
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

describe('what a row is called in the list of an import', () => {
  const calledOf = (parsed: { ok: true; row: { label: string } } | { ok: false; label: string }) =>
    parsed.ok ? parsed.row.label : parsed.label;
  test.each([
    [{ title: 'Python', provider: 'IBM' }, 'Python, IBM'],
    [{ title: 'Python' }, 'Python'],
    [{ provider: 'IBM' }, 'IBM'],
    [{}, ''],
  ])('%j is “%s”, whether it can be taken or not', (raw, called) =>
    expect(calledOf(parseMicroCredentialRow(raw, facts))).toBe(called),
  );
});

test('a decision that is named by address words keeps its keys, and one under other names gets them', () => {
  const read = (raw: object) => {
    const found = parseEquivalencyRow(raw as never, reading);
    if (!found.ok) throw new Error('The row cannot be read.');
    return found.row;
  };
  const said = {
    targets: 'NONE',
    title: 'A title',
    note: 'A note',
    min_score: '70',
    issued_from: '2024-01-01',
  };
  const row = read({ ...said, micro_credentials: 'data + web | both', institution: 'X', courses: 'A 1' });
  expect(withWords(row, ({ named }) => named)).toEqual(row);
  const other = read({ ...said, micro_credentials: 'Web + DATA | Both', institution: 'X', courses: 'A 1' });
  const { key, formerKey, alternatives } = withWords(other, ({ named }) => named.toLowerCase());
  expect({ key, formerKey, alternatives }).toEqual({
    key: row.key,
    formerKey: row.formerKey,
    alternatives: row.alternatives,
  });
});
