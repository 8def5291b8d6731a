import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCreditCase } from '@/lib/catalog/build-credit-case';
import type { CreditCaseInput, CreditCaseRule } from '@/lib/catalog/credit-case-input';
import { CreditCase } from '@/lib/credit/input';
import { parseCivilDate } from '@/lib/kernel/civil-date';

const rule = (over: Partial<CreditCaseRule> = {}): CreditCaseRule => ({
  id: 'v1',
  ruleId: 'family',
  code: 'R-1',
  version: 2,
  status: 'published',
  definition: {
    premise: { mc: 'mc-a' },
    outcomes: [{ lines: [{ kind: 'course', target: 'INF-1', credits: { amount: '3' } }] }],
  },
  ...over,
});
const input = (over: Partial<CreditCaseInput> = {}): CreditCaseInput => ({
  policy: { homeUnit: 'ECTS' },
  courses: [],
  relations: [],
  microCredentials: [],
  program: null,
  rules: [rule()],
  student: { claimDate: parseCivilDate('2026-11-25'), credentials: [] },
  ...over,
});

describe('buildCreditCase', () => {
  test('a rule version becomes a rule of its family', () => {
    expect(buildCreditCase(input()).rules).toMatchObject([
      { id: 'v1', family: 'family', version: 2, status: 'published', premise: { mc: 'mc-a' } },
    ]);
  });

  test('codes that a rule overrides become the versions at hand, never itself, and unknown codes fall away', () => {
    const strong = rule({
      id: 'v3',
      ruleId: 'f3',
      code: 'R-3',
      definition: { ...rule().definition, overrides: ['R-1', 'R-3', 'R-9'] },
    });
    const { rules } = buildCreditCase(input({ rules: [rule({ id: 'v2' }), rule(), strong] }));
    expect(rules.find(({ id }) => id === 'v3')?.overrides).toEqual(['v1', 'v2']);
    const [alone] = buildCreditCase(input({ rules: [strong] })).rules;
    expect(alone).not.toHaveProperty('overrides');
  });

  test('equivalent courses become groups, along chains and whichever way they were entered', () => {
    const relations = [
      ['A', 'B'],
      ['C', 'D'],
      ['C', 'B'],
      ['X', 'Y'],
    ].map(([course = '', other = '']) => ({ kind: 'equivalent' as const, course, other, credits: null }));
    expect(buildCreditCase(input({ relations })).catalog?.equivalents).toEqual([
      ['A', 'B', 'C', 'D'],
      ['X', 'Y'],
    ]);
  });

  test('ranks and overlaps keep their direction', () => {
    const { catalog } = buildCreditCase(
      input({
        relations: [
          { kind: 'outranks', course: 'MA-2', other: 'MA-1', credits: null },
          { kind: 'overlap', course: 'ST-1', other: 'MA-1', credits: '3/2' },
        ],
      }),
    );
    expect(catalog?.outranks).toEqual({ 'MA-2': ['MA-1'] });
    expect(catalog?.overlaps).toEqual([{ course: 'ST-1', with: 'MA-1', credits: '3/2' }]);
  });

  test('courses of unknown size and components that are not there are left out rather than guessed', () => {
    const { catalog } = buildCreditCase(
      input({
        courses: [
          { code: 'B', credits: '3' },
          { code: 'A', credits: null },
        ],
        microCredentials: [
          {
            id: 'mc-a',
            provider: 'Google',
            components: [],
            componentsImplied: false,
            workloadHours: null,
            recommendedEcts: null,
          },
        ],
      }),
    );
    expect(catalog?.courses).toEqual({ B: { credits: '3' } });
    expect(catalog?.microCredentials).toEqual({ 'mc-a': { provider: 'Google' } });
  });

  test('the program is the student’s program, with its limits and its total', () => {
    const program = {
      code: 'BSC',
      totalCredits: '180',
      limits: [{ id: 'max', type: 'max' as const, scope: { all: true as const }, percent: '50' }],
    };
    const built = buildCreditCase(input({ program }));
    expect(built.program).toEqual({ code: 'BSC', total: '180', limits: program.limits });
    expect(built.student.program).toBe('BSC');
    expect(buildCreditCase(input()).student).not.toHaveProperty('program');
  });

  test('is a case that the engine accepts, and the same one however the records were listed', () => {
    const rules = ['v3', 'v1', 'v2'].map((id) =>
      rule({ id, code: id, definition: { ...rule().definition, overrides: ['v1', 'v2'] } }),
    );
    const courses = [
      { code: 'B', credits: '3' },
      { code: 'A', credits: '1' },
    ];
    const expected = JSON.stringify(buildCreditCase(input({ rules, courses })));
    expect(CreditCase.safeParse(JSON.parse(expected)).success).toBe(true);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(rules, { minLength: 3 }),
        fc.shuffledSubarray(courses, { minLength: 2 }),
        (someRules, someCourses) => {
          expect(JSON.stringify(buildCreditCase(input({ rules: someRules, courses: someCourses })))).toBe(
            expected,
          );
        },
      ),
    );
  });
});
