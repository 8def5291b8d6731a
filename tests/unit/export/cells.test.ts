import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headOf, linesOf } from '@/lib/export/cells';
import { cellsOfCourse, cellsOfProgram, courseColumns, programColumns } from '@/lib/export/curriculum-cells';
import { columnsOf } from '@/lib/import/columns';
import { ruleColumns } from '@/lib/export/rule-cells';
import { parseCourseRow } from '@/lib/import/course-row';
import { fieldsOf } from '@/lib/import/fields';
import { parseProgramRow } from '@/lib/import/program-row';
import { parse } from 'csv-parse/sync';

const reading = { withText: true, takeDoubtful: false };
const own = {
  code: 'INF-204',
  title: 'Data; "Analysis"',
  level: null,
  status: 'active',
  departmentCode: 'INF',
  departmentName: 'Informatics',
  source: null,
} as const;
const course = {
  ...own,
  credits: '6',
  kind: 'course',
  outcomes: ['Reads | writes; counts', 'Says "so"'],
} as const;
const limit = { id: 'cap', type: 'max', scope: { all: true }, amount: '30' } as const;

/** The rows as a file of that form holds them, read again. */
function again(
  form: 'csv' | 'jsonl',
  columns: readonly string[],
  row: Parameters<typeof linesOf>[2][number],
) {
  const text = headOf(form, columns) + linesOf(form, columns, [row]);
  return form === 'csv'
    ? (parse<Record<string, unknown>>(text, { bom: true, columns: true })[0] ?? {})
    : (JSON.parse(text) as Record<string, unknown>);
}

describe.each(['csv', 'jsonl'] as const)('rows as %s', (form) => {
  test('a course is read again as it was', () => {
    const read = parseCourseRow(again(form, courseColumns, cellsOfCourse(course, 'US_SEM')), reading);
    expect(read).toMatchObject({
      ok: true,
      row: {
        code: 'INF-204',
        title: own.title,
        credits: '6',
        statedIn: 'US_SEM',
        kind: 'course',
        level: null,
        department: 'INF',
        departmentName: 'Informatics',
        status: 'active',
        outcomes: course.outcomes,
      },
    });
  });

  test('a program is read again as it was', () => {
    const read = parseProgramRow(
      again(form, programColumns, cellsOfProgram({ ...own, totalCredits: '180', limits: [limit] }, 'ECTS')),
      reading,
    );
    expect(read).toMatchObject({ ok: true, row: { totalCredits: '180', statedIn: 'ECTS', limits: [limit] } });
  });

  test('a list of any texts is read again as it was', () => {
    const text = fc
      .string({ unit: fc.constantFrom(...'ab;|"\\, +x='), minLength: 1, maxLength: 12 })
      .filter((one) => /^[a-z]/.test(one));
    fc.assert(
      fc.property(
        fc.uniqueArray(
          text.map((one) => one.replace(/\s+/g, ' ').trim()),
          { minLength: 1, maxLength: 5 },
        ),
        (list) => {
          expect(fieldsOf(again(form, ['list'], { list }), reading).list('list')).toEqual(list);
        },
      ),
    );
  });
});

test('every column but the version and its days is one that an import of that kind reads', () => {
  const unread = (kind: keyof typeof columnsOf, columns: readonly string[]) =>
    columns.filter((name) => columnsOf[kind].every((column) => column.name !== name));
  expect(unread('courses', courseColumns)).toEqual([]);
  expect(unread('programs', programColumns)).toEqual([]);
  expect(unread('equivalencies', ruleColumns)).toEqual([
    'version',
    'claim_from',
    'claim_to',
    'certificates',
    'earns',
  ]);
});
