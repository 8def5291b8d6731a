import { describe, expect, test } from 'vitest';
import { evaluate, evaluateWithTrace } from '@/lib/credit/evaluate';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { orRefuse } from '@/lib/kernel/result';
import { oracle } from './oracle';

const course = (target: string, amount: string) => ({
  lines: [{ kind: 'course', target, credits: { amount } }],
});
const caseOf = (rules: unknown[], more: object = {}) =>
  orRefuse(
    parseCreditCase({
      policy: { homeUnit: 'ECTS' },
      student: {
        claimDate: '2026-01-01',
        credentials: ['A', 'B', 'C'].map((mc) => ({ id: mc, mc, issuedOn: '2025-01-01' })),
        assessments: [{ id: 'X', score: '80' }],
      },
      rules,
      ...more,
    }),
  );

describe('corners of the exact search', () => {
  test('a rule that uses no learning comes along for the sake of its id, though its line is dropped', () => {
    const input = caseOf([
      {
        id: 'R1',
        premise: { assessment: 'X', minScore: '50' },
        priority: 60,
        outcomes: [course('T1', '3'), course('T2', '5')],
      },
      { id: 'R2', premise: { mc: 'A' }, outcomes: [course('T1', '4')] },
      { id: 'R3', premise: { mc: 'B' }, outcomes: [course('T2', '6')] },
    ]);
    expect(evaluate(input)).toEqual(oracle(input));
    expect(evaluateWithTrace(input).applications.map(({ rule, outcome }) => [rule, outcome])).toEqual([
      ['R2', 0],
      ['R3', 0],
      ['R1', 0],
    ]);
  });

  test('amounts too fine for doubles are still compared exactly', () => {
    const input = caseOf([
      { id: 'R1', premise: { mc: 'A' }, outcomes: [course('T1', '333333331/999999937')] },
      { id: 'R2', premise: { mc: 'A' }, outcomes: [course('T2', '333333332/999999937')] },
      {
        id: 'R3',
        premise: { any: [{ mc: 'A' }, { mc: 'B' }] },
        outcomes: [course('T3', '777777773/999999929'), course('T4', '777777774/999999929')],
      },
      {
        id: 'R4',
        premise: { all: [{ mc: 'B' }, { mc: 'C' }] },
        outcomes: [course('T5', '111111113/999999893')],
      },
    ]);
    expect(evaluate(input)).toEqual(oracle(input));
    expect(evaluate(input).awards.map(({ target }) => target)).toEqual(['T2', 'T4']);
  });

  test('a line that counts can push out two others: then it is not applied', () => {
    const limits = ['p', 'q'].map((tag) => ({ id: tag, type: 'max', scope: { tags: [tag] }, amount: '3' }));
    const input = caseOf(
      [
        { id: 'R1', premise: { mc: 'A' }, tags: ['p', 'q'], outcomes: [course('T1', '3')] },
        { id: 'R2', premise: { mc: 'B' }, tags: ['p'], outcomes: [course('T2', '3')] },
        { id: 'R3', premise: { mc: 'C' }, tags: ['q'], outcomes: [course('T3', '3')] },
      ],
      { program: { code: 'P', total: '180', limits } },
    );
    expect(evaluate(input)).toEqual(oracle(input));
    expect(evaluate(input)).toMatchObject({
      totals: { counted: '6' },
      rejected: { R1: { reason: 'NOT_SELECTED' } },
    });
  });

  test('ties end at the first outcome, then the first witness, in the order of rule ids and not of priorities', () => {
    const outcomes = [course('T1', '3'), course('T2', '3')];
    const input = caseOf([
      { id: 'R1', premise: { mc: 'A' }, priority: 60, outcomes },
      { id: 'R2', premise: { any: [{ mc: 'B' }, { mc: 'C' }] }, priority: 40, outcomes },
    ]);
    expect(evaluateWithTrace(input).applications).toMatchObject([
      { rule: 'R2', outcome: 1, credentials: ['B'] },
      { rule: 'R1', outcome: 0 },
    ]);
  });

  test('the first outcome matters more than the first witness', () => {
    const elective = (credits: object) => ({ lines: [{ kind: 'elective', target: 'FREE', credits }] });
    const rule = {
      id: 'R',
      premise: { any: [{ mc: 'A' }, { mc: 'B' }] },
      outcomes: [elective({ fromSource: true }), elective({ amount: '4' })],
    };
    const credentials = ['A', 'B'].map((mc, index) => ({
      id: mc,
      mc,
      issuedOn: '2025-01-01',
      credits: { amount: String(3 + index) },
    }));
    // The second rule makes A and B worth telling apart.
    const both = {
      id: 'S',
      premise: { all: [{ mc: 'A' }, { mc: 'B' }] },
      outcomes: [elective({ amount: '1' })],
    };
    const input = caseOf([rule, both], { student: { claimDate: '2026-01-01', credentials } });
    expect(evaluate(input)).toEqual(oracle(input));
    expect(evaluateWithTrace(input).applications).toMatchObject([{ outcome: 0, credentials: ['B'] }]);
  });
});
