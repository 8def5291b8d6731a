import { describe, expect, test } from 'vitest';
import { describeIssues, parseCreditCase, type CaseIssue } from '@/lib/credit/parse-case';

const line = { kind: 'course', target: 'X', credits: { amount: '3' } };
const rule = { id: 'R', premise: { mc: 'x' } as unknown, outcomes: [{ lines: [line as unknown] }] };
const good = {
  policy: { homeUnit: 'ECTS' },
  student: { claimDate: '2026-01-01', credentials: [] as unknown[] },
  rules: [rule],
};

const problem = (value: unknown): string => {
  const parsed = parseCreditCase(value);
  return parsed.ok ? 'accepted' : describeIssues((parsed.details as { issues: CaseIssue[] }).issues);
};

describe('parseCreditCase', () => {
  test('takes a case and leaves out what is beside it', () => {
    expect(problem({ ...good, id: 'CC-1', tests: [], expected: {} })).toBe('accepted');
  });

  test.each<[string, unknown, string]>([
    [
      'a number where text is needed',
      { ...good, rules: [{ ...rule, premise: { all: [{ mc: 'x', minScore: 80 }] } }] },
      'rules[0].premise.all[0].minScore: Invalid input: expected string, received number',
    ],
    [
      'a key that is not known',
      { ...good, rules: [{ ...rule, premise: { mc: 'x', minScor: '80' } }] },
      'rules[0].premise: has keys that are not known here: minScor',
    ],
    [
      'an empty group',
      { ...good, rules: [{ ...rule, premise: { any: [] } }] },
      'rules[0].premise.any: Too small: expected array to have >=1 items',
    ],
    [
      'a binary fraction',
      { ...good, rules: [{ ...rule, outcomes: [{ lines: [{ ...line, credits: { amount: '1e3' } }] }] }] },
      'rules[0].outcomes[0].lines[0].credits.amount: must be an exact amount, such as 3, 7.5 or 8/3',
    ],
    [
      'a line without credit',
      { ...good, rules: [{ ...rule, outcomes: [{ lines: [{ kind: 'course', target: 'X' }] }] }] },
      'rules[0].outcomes[0].lines[0].credits: must say how much credit the line carries',
    ],
    [
      'catalog credit that is not there',
      { ...good, rules: [{ ...rule, outcomes: [{ lines: [{ ...line, credits: { catalog: true } }] }] }] },
      'rules[0].outcomes[0].lines[0].credits: catalog.courses must give the credits of X',
    ],
    [
      'a day that does not exist',
      { ...good, student: { claimDate: '2025-02-29', credentials: [] } },
      'student.claimDate: must be a day that exists, YYYY-MM-DD',
    ],
    [
      'two rules with one id',
      { ...good, rules: [rule, rule] },
      'rules[1].id: must be unique; R is there twice',
    ],
    [
      'components in a circle',
      { ...good, catalog: { microCredentials: { a: { components: ['b'] }, b: { components: ['a'] } } } },
      'catalog.microCredentials.a.components: must not contain the micro-credential itself, not even through others',
    ],
    [
      'a percentage of nothing',
      {
        ...good,
        program: { code: 'P', limits: [{ id: 'M', type: 'max', scope: { all: true }, percent: '25' }] },
      },
      'program.limits[0]: needs the total credits of the program (program.total)',
    ],
    [
      'a limit without a number',
      {
        ...good,
        program: { code: 'P', total: '120', limits: [{ id: 'M', type: 'max', scope: { all: true } }] },
      },
      'program.limits[0]: must give an amount or a percent',
    ],
    ['no case at all', null, 'Invalid input: expected object, received null'],
  ])('says where and what was expected: %s', (_, value, expected) => {
    expect(problem(value)).toContain(expected);
  });

  test('refuses nesting that would exhaust the stack', () => {
    let premise: unknown = { mc: 'x' };
    for (let depth = 0; depth < 50_000; depth++) premise = { all: [premise] };
    expect(problem({ ...good, rules: [{ ...rule, premise }] })).toContain('must not nest deeper');
  });

  test('a waiver carries 0 when nothing else is said', () => {
    const parsed = parseCreditCase({
      ...good,
      rules: [{ ...rule, outcomes: [{ lines: [{ kind: 'waiver', target: 'W' }] }] }],
    });
    expect(parsed.ok && parsed.value.rules[0]?.outcomes[0]?.lines[0]?.credits).toEqual({ amount: '0' });
  });
});
