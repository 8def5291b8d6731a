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

  test('nothing is told that was needed only beside what turned out not to be', () => {
    // Were S to state its credit, R1 would take it, and R2 would need the exam in its place. It need not state any.
    const input = canonicalCase(
      orRefuse(
        parseCreditCase({
          catalog: {
            courses: { C1: { credits: '3' } },
            microCredentials: { S: { provider: 'p' }, U: { provider: 'p' } },
          },
          policy: { homeUnit: 'US_SEM' },
          program: { code: 'P', limits: [], total: '20' },
          rules: [
            {
              id: 'R1',
              priority: 10,
              premise: { mc: 'S' },
              outcomes: [
                {
                  lines: [
                    { kind: 'block', target: 'FREE', credits: { fromSource: true } },
                    { kind: 'block', level: 'LD', target: 'FREE', credits: { fromSource: true } },
                  ],
                },
              ],
            },
            {
              id: 'R2',
              premise: { all: [{ any: [{ mc: 'S' }, { assessment: 'X1', minScore: '50' }] }, { mc: 'U' }] },
              outcomes: [
                {
                  lines: [
                    { kind: 'course', target: 'C1', credits: { fromSource: true, max: { amount: '6' } } },
                  ],
                },
              ],
            },
          ],
          student: {
            program: 'P',
            claimDate: '2019-02-28',
            credentials: [{ id: 'k1', mc: 'S', issuedOn: '2019-02-28' }],
            assessments: [],
            earned: [],
          },
        }),
      ),
    );
    const [, rule] = input.rules;
    if (rule?.id !== 'R2') throw new Error('the rules stand in the order of their ids');
    const { ways } = findRemedies(rule, input, evaluateWithTrace(input), [], { left: 500 });
    expect(ways.map(({ missing }) => missing)).toEqual([[{ kind: 'certificate', leaf: { mc: 'U' } }]]);
  });
});
