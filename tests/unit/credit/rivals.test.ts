import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRational } from '@/lib/amount/rational';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluateWithTrace } from '@/lib/credit/evaluate';
import type { Evaluation } from '@/lib/credit/evaluation';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { findDenials, findRivals } from '@/lib/credit/rivals';
import { orRefuse } from '@/lib/kernel/result';
import { oracle } from './oracle';
import { randomCase } from './random-case';

const cases = fc.oneof(randomCase(1), randomCase(6)).map((value) => {
  const input = orRefuse(parseCreditCase(value));
  return canonicalCase({ ...input, policy: { ...input.policy, resolution: 'best' } });
});

test('other rules are said to give more, or as much, only where they do, as the second evaluator sees both', () => {
  let told = 0;
  fc.assert(
    fc.property(cases, (input) => {
      const trace = evaluateWithTrace(input);
      const all = oracle(input) as Evaluation;
      for (const rule of input.rules) {
        if (all.rejected[rule.id]?.reason !== 'NOT_SELECTED') continue;
        const rivals = findRivals(rule, input, trace);
        if (rivals === null) continue;
        told += 1;
        const alone = oracle({
          ...input,
          rules: input.rules.filter((one) => one === rule || one.deny),
        }) as Evaluation;
        expect(rivals.own).toBe(alone.totals.counted);
        expect(parseRational(rivals.theirs).compare(parseRational(rivals.own))).toBeGreaterThanOrEqual(0);
        for (const id of rivals.by) expect(all.rejected[id]).toBeUndefined();
      }
    }),
    { numRuns: 300 },
  );
  expect(told).toBeGreaterThan(5);
});

test('a denial that is named is one without which the rule is not barred', () => {
  fc.assert(
    fc.property(cases, (input) => {
      const trace = evaluateWithTrace(input);
      for (const rule of input.rules) {
        if (trace.evaluation.rejected[rule.id]?.reason !== 'DENIED') continue;
        const named = findDenials(rule, input, trace).map(({ id }) => id);
        expect(named.length).toBeGreaterThan(0);
        const without = { ...input, rules: input.rules.filter(({ id }) => !trace.denials.includes(id)) };
        expect((oracle(without) as Evaluation).rejected[rule.id]?.reason).not.toBe('DENIED');
      }
    }),
    { numRuns: 300 },
  );
});
