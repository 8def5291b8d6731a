import { describe, expect, test } from 'vitest';
import { foreignUnit, unitNamedIn } from '@/lib/import/credit-unit';
import { parseCourseRow } from '@/lib/import/course-row';
import { parseEquivalencyRow } from '@/lib/import/equivalency-row';
import { parseProgramRow } from '@/lib/import/program-row';
import { matchedRows } from '@/lib/import/matched-row';
import { meantBy } from '@/lib/import/value-words';

const reading = { withText: false, takeDoubtful: false };

function read(parsed: ReturnType<typeof parseCourseRow | typeof parseEquivalencyRow>) {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.notes));
  return parsed.row;
}
const course = (cells: object) =>
  read(parseCourseRow({ code: 'A 1', title: 'A', ...cells }, reading)) as never;
const decision = (cells: object) =>
  read(parseEquivalencyRow({ micro_credentials: 'a', targets: 'INF 1', ...cells }, reading)) as never;

test.each([
  ['ECTS', 'ECTS'],
  ['Leistungspunkte', 'ECTS'],
  ['Crédits ECTS', 'ECTS'],
  ['créditos ECTS', 'ECTS'],
  ['Punkty ECTS', 'ECTS'],
  ['US_SEM', 'US_SEM'],
  ['Semester Hours', 'US_SEM'],
  ['horas semestrales', 'US_SEM'],
  ['quarter credits', 'US_QTR'],
  ['CATS points', 'UK_CATS'],
  // Of a semester or of a quarter: nobody can say from the words alone.
  ['credit hours', null],
  ['CP', null],
])('a unit is known by its usual names: %s', (cell, unit) => {
  expect(meantBy('courses', 'credit_unit', cell)).toBe(unit);
});

test.each([
  ['ECTS', 'ECTS'],
  ['6 LP', 'ECTS'],
  ['7.5ECTS', 'ECTS'],
  ['Anerkannte ECTS-Punkte', 'ECTS'],
  ['Semester hours earned', 'US_SEM'],
  ['4 quarter hours', 'US_QTR'],
  ['Credits', null],
  ['Semester', null],
  ['ECTS / CATS', null],
  ['6', null],
])('what a column or a cell names as unit: %s', (text, unit) => {
  expect(unitNamedIn(text)).toBe(unit);
});

test('a row of another unit that states credits is not taken, and says which unit is whose', () => {
  expect(foreignUnit(course({ credits: '3', credit_unit: 'US_SEM' }), 'ECTS')).toEqual({
    code: 'unit/other',
    values: { unit: 'US_SEM', home: 'ECTS' },
  });
  expect(
    foreignUnit(decision({ targets: 'INF 1 (3)', credit_unit: 'quarter hours' }), 'US_SEM'),
  ).toMatchObject({ code: 'unit/other' });
});

test.each([
  ['of the same unit', course({ credits: '3', credit_unit: 'ects' })],
  ['that names no unit', course({ credits: '3' })],
  ['that states no credits', course({ credit_unit: 'US_SEM' })],
  ['that grants a course as it is here', decision({ credit_unit: 'US_SEM' })],
  ['that is a decided no', decision({ targets: 'NONE', credit_unit: 'US_SEM' })],
])('a row %s is taken', (_, row) => {
  expect(foreignUnit(row, 'ECTS')).toBeNull();
});

describe('a mapping said whole', () => {
  const whole = (credits: object) =>
    decision({
      targets: '',
      micro_credentials: '',
      credit_unit: 'US_SEM',
      definition: { premise: { mc: 'a' }, outcomes: [{ lines: [{ kind: 'course', target: 'X', credits }] }] },
    });
  test.each([
    [{ amount: '3' }, true],
    [{ amount: '3', unit: 'US_SEM' }, false],
    [{ catalog: true }, false],
    [{ fromSource: true }, false],
  ])('with %j', (credits, isForeign) => {
    expect(foreignUnit(whole(credits), 'ECTS') !== null).toBe(isForeign);
  });
});

test('a unit that nobody knows rejects its row', () => {
  const read = parseCourseRow(
    { code: 'A 1', title: 'A', credits: '3', credit_unit: 'credit hours' },
    reading,
  );
  expect(read).toMatchObject({ ok: false, notes: [{ code: 'choice/bad' }] });
  const program = { code: 'P', title: 'P', total_credits: '120', credit_unit: 'semester hours' };
  expect(parseProgramRow(program, reading)).toMatchObject({ ok: true, row: { statedIn: 'US_SEM' } });
});

test('a matched cell that names its unit says it of the row', () => {
  const rows = matchedRows('courses', {
    sheet: 0,
    header: 0,
    columns: ['code', 'title', 'credits'],
    constants: [],
    dayOrder: null,
    decimalSign: null,
    values: [],
  });
  expect(rows(['A 1', 'A', '6 ECTS'])).toEqual({
    row: { code: 'A 1', title: 'A', credits: '6', credit_unit: 'ECTS' },
  });
  expect(rows(['A 1', 'A', '6'])).toEqual({ row: { code: 'A 1', title: 'A', credits: '6' } });
});

test.each([
  ['courses', parseCourseRow({ code: 'A 1', title: 'A', credits: '3', credit_unit: '' }, reading)],
  ['programs', parseProgramRow({ code: 'P', title: 'P', total_credits: '180', credit_unit: '' }, reading)],
  [
    'decisions',
    parseEquivalencyRow({ micro_credentials: 'a', targets: 'INF 1 (3)', credit_unit: '' }, reading),
  ],
])(
  'in a file of %s that has a column for the unit, a row that states credits and leaves it empty asks',
  (_, read) => {
    expect(read).toMatchObject({ ok: false, notes: [{ code: 'unit/unsaid' }] });
  },
);

test('what states no credits may leave the unit empty', () => {
  expect(parseCourseRow({ code: 'A 1', title: 'A', credits: '', credit_unit: '' }, reading).ok).toBe(true);
  expect(parseEquivalencyRow({ micro_credentials: 'a', targets: 'NONE', credit_unit: '' }, reading).ok).toBe(
    true,
  );
});

test('the same where its columns are matched', () => {
  const rows = matchedRows('courses', {
    ...{ sheet: 0, header: 0, constants: [], dayOrder: null, decimalSign: null, values: [] },
    columns: ['code', 'title', 'credits', 'credit_unit'],
  });
  const row = (cells: string[]) => {
    const placed = rows(cells);
    return 'row' in placed ? parseCourseRow(placed.row, reading) : placed;
  };
  expect(row(['A', 'A', '3', ''])).toMatchObject({ ok: false, notes: [{ code: 'unit/unsaid' }] });
  expect(row(['A', 'A', '3 LP', ''])).toMatchObject({ ok: true, row: { statedIn: 'ECTS' } });
});
