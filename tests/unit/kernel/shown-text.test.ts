import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvCell } from '@/lib/export/csv-cell';
import { parseCourseRow } from '@/lib/import/course-row';
import { calledName, hasHidden, mixedScripts, oneLine, shownLine } from '@/lib/kernel/shown-text';

const name = calledName(40);
const title = oneLine(40);

describe('abuse 20: what is shown as a name or a title', () => {
  test.each([
    'Zo\u00eb Brontë',
    'Nguyễn Thị Minh',
    'Ægir Þórsson',
    'Иван Петров',
    'Ελένη',
    '山田太郎',
    'محمد رضا',
    'می\u200cخواهم',
    'क्\u200dष',
    "O'Neill-Smith",
    'Data 101: C++ & F#',
  ])('%j stays as it is', (text) => {
    expect([name.parse(text), title.parse(text)]).toEqual([text.normalize('NFKC'), text.normalize('NFC')]);
  });

  test.each([
    'Ad\u200bmin',
    'Ad\u200dmin',
    '\u202enimdA',
    'Admin\u2066',
    'Ad\u00admin',
    'Ad\ufeffmin',
    'Ad\u2060min',
    'Admin\u{e0041}',
    'Admin\u3164',
    '\u2800',
    '\u200d',
    'Ad\u0000min',
    'Ad\nmin',
    'Ad\u2028min',
    'Admin\u200e',
  ])('%j is refused', (text) => {
    expect(name.safeParse(text)).toMatchObject({ success: false });
  });

  test('letters that only look different become one name, and one spelling of a letter one title', () => {
    expect([name.parse('Ａｄｍｉｎ'), name.parse('ﬁona'), name.parse(' Zoe\u0308 ')]).toEqual([
      'Admin',
      'fiona',
      'Zoë',
    ]);
    expect([title.parse('CO₂ and ½'), title.parse('Cafe\u0301')]).toEqual(['CO₂ and ½', 'Café']);
  });

  test('a name is never empty, and never longer than it may be, however it was spelled', () => {
    expect(
      [name.safeParse('   '), name.safeParse('a'.repeat(41)), name.safeParse('ﷺ'.repeat(10))].map(
        ({ success }) => success,
      ),
    ).toEqual([false, false, false]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const parsed = name.safeParse(text);
        if (!parsed.success) return;
        expect(parsed.data.length).toBeLessThanOrEqual(40);
        expect(hasHidden(parsed.data)).toBe(false);
        expect(name.parse(parsed.data)).toBe(parsed.data);
      }),
    );
  });

  test.each<[string, string[] | null]>([
    ['Fiona Drummond', null],
    ['Иван Smith', null],
    ['山田 Taro', null],
    ['Ελένη', null],
    ['Zoë', null],
    ['Fiоna Drummond', ['Latin', 'Cyrillic']],
    ['Αnna', ['Latin', 'Greek']],
    ['Іgor', ['Latin', 'Cyrillic']],
    ['Ivan Рetrov-Smith', ['Latin', 'Cyrillic']],
  ])('%j mixes %j within one word', (text, expected) => {
    expect(mixedScripts(text)).toEqual(expected);
  });

  test.each([
    ['Welding\u202e 2 level', 'Welding 2 level'],
    ['  a\tb\n\nc\0 ', 'a b c'],
    ['\u200b', ''],
    ['x'.repeat(50), `${'x'.repeat(9)}…`],
    ['y'.repeat(10), 'y'.repeat(10)],
  ])('%j of a stranger is shown as %j', (text, expected) => {
    expect(shownLine(text, 10 + (text.startsWith('Weld') ? 10 : 0))).toBe(expected);
  });
});

describe('what a form takes as a code or a title', () => {
  const back = (text: string) =>
    parseCourseRow(
      // Quotes around a cell are the reader's of the file.
      {
        code: csvCell(text)
          .replace(/^"([^]*)"$/, '$1')
          .replaceAll('""', '"'),
        title: 'T',
      },
      { withText: false, takeDoubtful: false },
    );

  test.each(['=A1', ' =1+1', '@SUM(A1)', '+cmd|x', '-A1!B2'])(
    'is no formula such as %j, as in a file',
    (text) => {
      expect(title.safeParse(text).error?.issues.map(({ message }) => message)).toEqual(['field/formula']);
      expect(name.safeParse(text).success).toBe(false);
      expect(back(text)).toMatchObject({ ok: false, notes: [{ code: 'cell/formula' }] });
    },
  );

  test('comes back from the file that is handed out as it was', () => {
    const letters = fc.constantFrom(...'=+-@\'!|( ).;,"A1\u00a0');
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 8 }), (typed) => {
        const read = title.safeParse(typed.join(''));
        if (!read.success || read.data === '') return;
        expect(back(read.data)).toMatchObject({ ok: true, row: { code: read.data } });
      }),
      { numRuns: 2_000 },
    );
  });
});
