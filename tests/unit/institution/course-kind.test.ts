import { describe, expect, test } from 'vitest';
import { buildCreditCase } from '@/lib/catalog/build-credit-case';
import { LineKind } from '@/lib/credit/input';
import { CourseKind, lineKindOf } from '@/lib/institution/course-kind';
import { parseCivilDate } from '@/lib/kernel/civil-date';

describe('as what a line counts', () => {
  test('is what it says, but for a course line that names a collective place', () => {
    for (const kind of LineKind.options)
      for (const listed of [...CourseKind.options, undefined])
        expect(lineKindOf(kind, listed)).toBe(kind === 'course' && listed === 'elective' ? 'elective' : kind);
  });

  test('is asked where a case is built, however the place is written', () => {
    const { rules, catalog } = buildCreditCase({
      policy: { homeUnit: 'ECTS' },
      courses: [
        { code: 'ECON 2XXX', credits: '3', kind: 'elective' },
        { code: 'ECON 201', credits: '6', kind: 'course' },
      ],
      relations: [],
      microCredentials: [],
      program: null,
      rules: [
        {
          id: 'v1',
          ruleId: 'f1',
          code: 'R-1',
          version: 1,
          status: 'published',
          definition: {
            premise: { mc: 'm' },
            outcomes: [
              {
                lines: [
                  { kind: 'course', target: 'econ2xxx', credits: { catalog: true } },
                  { kind: 'elective', target: 'ECON-2XXX', credits: { catalog: true } },
                  { kind: 'course', target: 'econ-201', credits: { catalog: true } },
                  { kind: 'elective', target: 'Anything', credits: { amount: '1' } },
                ],
              },
            ],
          },
        },
      ],
      student: { claimDate: parseCivilDate('2026-11-25'), credentials: [] },
    });
    expect(rules[0]?.outcomes[0]?.lines.map(({ kind, target }) => [kind, target])).toEqual([
      ['elective', 'ECON 2XXX'],
      ['elective', 'ECON 2XXX'],
      ['course', 'ECON 201'],
      ['elective', 'Anything'],
    ]);
    expect(catalog?.courses).toEqual({ 'ECON 2XXX': { credits: '3' }, 'ECON 201': { credits: '6' } });
  });
});
