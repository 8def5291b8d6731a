import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluateWithTrace } from '@/lib/credit/evaluate';
import type { Evaluation } from '@/lib/credit/evaluation';
import { type Missing, withMissing } from '@/lib/credit/missing';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { findRemedies } from '@/lib/credit/remedy';
import { orRefuse } from '@/lib/kernel/result';
import { oracle } from './oracle';
import { randomCase } from './random-case';

const runs = Number(process.env['CREDIT_RUNS'] ?? 150);

/** What rule books that people write look like: a way to meet a rule is mostly there. */
const anyCase = fc
  .oneof(randomCase(1), randomCase(6))
  .map((value) => canonicalCase(orRefuse(parseCreditCase(value))));

describe('what is missing', () => {
  test('is enough, and all of it is necessary, as the second evaluator sees it', () => {
    let told = 0;
    fc.assert(
      fc.property(anyCase, (input) => {
        const trace = evaluateWithTrace(input);
        for (const rule of input.rules) {
          if (!trace.evaluation.rejected[rule.id]) continue;
          const { ways, stated } = findRemedies(rule, input, trace, [], { left: 500 });
          for (const { missing } of ways) {
            told += 1;
            const isGiven = (parts: readonly Missing[]) => {
              const filled = withMissing(input, parts, { programs: [], stated });
              const { awards } = oracle(canonicalCase(filled)) as Evaluation;
              return awards.some(
                (award) => award.rule === rule.id && (award.awarded !== '0' || stated === null),
              );
            };
            expect(isGiven(missing)).toBe(true);
            for (const one of missing) expect(isGiven(missing.filter((other) => other !== one))).toBe(false);
          }
        }
      }),
      { numRuns: runs },
    );
    expect(told).toBeGreaterThan(runs / 4);
  });
});
