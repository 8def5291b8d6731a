import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '@/lib/credit/evaluate';
import type { Evaluation } from '@/lib/credit/evaluation';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { orRefuse } from '@/lib/kernel/result';
import { lawRuns } from '@/tests/support/law-runs';
import file from '../../fixtures/credit-cases.json';
import { oracle } from './oracle';
import { packingCase, randomCase, sharedCourseCase } from './random-case';

const runs = lawRuns(1_000);

/** Without the orders that mean nothing. */
function normal(evaluation: unknown): unknown {
  const { awards, droppedLines, ...rest } = evaluation as Evaluation;
  const sorted = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).sort();
  return { ...rest, awards: sorted(awards), ...(droppedLines && { droppedLines: sorted(droppedLines) }) };
}

describe('the engine against an independent evaluator that tries every selection', () => {
  test.each(file.cases.map((one) => [one.id, one] as const))(
    'the oracle itself agrees with the case file on %s',
    (_, one) => {
      expect(normal(oracle(orRefuse(parseCreditCase(one))))).toEqual(normal(one.expected));
    },
  );

  test.each([
    ['conditions of every kind', randomCase(1)],
    ['many rules that apply', randomCase(6)],
    ['tight choices', packingCase()],
    ['pairs and single certificates for the same courses', sharedCourseCase()],
  ] as const)('they agree on random cases: %s, in both modes', { timeout: 3_600_000 }, (_, cases) => {
    const seed = Number(process.env['CREDIT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    console.info(`CREDIT_SEED=${seed} CREDIT_RUNS=${runs}`);
    fc.assert(
      fc.property(cases, (value) => {
        const input = orRefuse(parseCreditCase(value));
        for (const resolution of ['best', 'priority'] as const) {
          const inMode = { ...input, policy: { ...input.policy, resolution } };
          expect(normal(evaluate(inMode))).toEqual(normal(oracle(inMode)));
        }
      }),
      { seed, numRuns: runs, endOnFailure: process.env['CREDIT_FAST'] !== undefined },
    );
  });
});
