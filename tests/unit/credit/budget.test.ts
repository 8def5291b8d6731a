import { describe, expect, test } from 'vitest';
import { createBudget } from '@/lib/credit/budget';
import { evaluate } from '@/lib/credit/evaluate';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { orRefuse } from '@/lib/kernel/result';

const mcs = Array.from({ length: 50 }, (_, index) => `m${String(index).padStart(2, '0')}`);
const caseOf = (rules: unknown[], policy: object = {}, limits: unknown[] = []) =>
  orRefuse(
    parseCreditCase({
      policy: { homeUnit: 'ECTS', ...policy },
      program: { code: 'P', total: '180', limits },
      student: {
        claimDate: '2026-11-01',
        credentials: mcs.map((mc) => ({ id: mc, mc, issuedOn: '2025-01-01' })),
      },
      rules,
    }),
  );
const elective = (target: string, amount: string) => [
  { lines: [{ kind: 'elective', target, credits: { amount } }] },
];
const tooComplex = expect.objectContaining({ code: 'rule_violation', reason: 'credit/too-complex' });
const refusal = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('the work that one evaluation may take', () => {
  test('25 of 50, all held: refused, and after the same steps each time', () => {
    const input = caseOf([
      { id: 'R', premise: { atLeast: 25, of: mcs.map((mc) => ({ mc })) }, outcomes: elective('X', '30') },
    ]);
    expect(refusal(() => evaluate(input, createBudget(300_000)))).toEqual(tooComplex);
    const [one, two] = [createBudget(300_000), createBudget(300_000)];
    refusal(() => evaluate(input, one));
    refusal(() => evaluate(input, two));
    expect(one.left).toBe(two.left);
  });

  test('the same premise needs no search in priority mode', () => {
    const input = caseOf(
      [{ id: 'R', premise: { atLeast: 25, of: mcs.map((mc) => ({ mc })) }, outcomes: elective('X', '30') }],
      { resolution: 'priority' },
    );
    expect(evaluate(input, createBudget(300_000)).totals.counted).toBe('30');
  });

  test('3 of 50 with ten held is a small matter', () => {
    const input = caseOf([
      {
        id: 'R',
        premise: {
          atLeast: 3,
          of: Array.from({ length: 40 }, (_, index) => ({ mc: `n${index}` })).concat(
            mcs.slice(0, 10).map((mc) => ({ mc })),
          ),
        },
        outcomes: elective('X', '30'),
      },
    ]);
    expect(evaluate(input, createBudget(10_000)).totals.counted).toBe('30');
  });

  test('a knapsack of awkward amounts under one cap is exact; under caps that fight it may be refused, never hang', () => {
    const amounts = mcs.map((_, index) => `${3 + index * 2}`);
    const rules = mcs.map((mc, index) => ({
      id: `R${mc}`,
      premise: { mc },
      outcomes: elective('X', amounts[index] ?? '1'),
    }));
    const even = caseOf(
      rules.map((rule) => rule),
      { trim: 'whole', resolution: 'priority' },
      [{ id: 'A', type: 'max', scope: { all: true }, amount: '1000' }],
    );
    expect(evaluate(even, createBudget(2_000_000)).totals.counted).toBe('1000');
    const fighting = caseOf(
      rules.map((rule, index) => ({
        ...rule,
        outcomes: elective('X', `${amounts[index]}.${index + 10}7`),
        tags: [`t${index % 3}`, `u${index % 4}`],
      })),
      { trim: 'whole', resolution: 'priority' },
      ['t0', 't1', 'u0', 'u1', 'u2'].map((tag, index) => ({
        id: tag,
        type: 'max',
        scope: { tags: [tag] },
        amount: `${301 + index}.3`,
      })),
    );
    expect(refusal(() => evaluate(fighting, createBudget(300_000)))).toEqual(tooComplex);
  });
});
