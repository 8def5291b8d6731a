import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idleHoldings } from '@/lib/catalog/idle-holdings';
import { useOfLimits } from '@/lib/catalog/limit-use';
import { tellRejected } from '@/lib/catalog/rejected-rules';
import { buildAtomTable } from '@/lib/credit/atoms';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluateWithTrace } from '@/lib/credit/evaluate';
import { CreditCase } from '@/lib/credit/input';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { leavesOf } from '@/lib/credit/premise';
import { orRefuse } from '@/lib/kernel/result';
import { lawRuns } from '@/tests/support/law-runs';
import { randomCase } from '../credit/random-case';

/** Where each certificate stands in an answer: how often in lines, with rules that give nothing, with noes, by itself; none names it. */
function placesOf(input: CreditCase) {
  const trace = evaluateWithTrace(input);
  const told = [...tellRejected(input, trace, []).map(({ id }) => id), ...trace.denials];
  const idle = idleHoldings(input, trace, told);
  const table = buildAtomTable(input.catalog);
  return {
    trace,
    idle,
    places: input.student.credentials.map(({ id, mc }) => {
      const naming = input.rules.filter(({ premise }) =>
        leavesOf(premise).some((leaf) => 'mc' in leaf && (leaf.mc === mc || table.implies(mc, leaf.mc))),
      );
      return {
        id,
        naming,
        inLine: useOfLimits(input, trace).lines.some(({ credentials }) => credentials.includes(id)),
        isTold: naming.some((rule) => told.includes(rule.id)),
        idle: idle.filter(({ credential }) => credential === id),
      };
    }),
  };
}

test('every certificate that is entered stands somewhere with a reason, and the reason is true', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(fc.oneof(randomCase(1), randomCase(6)), (value) => {
      const input = canonicalCase(orRefuse(parseCreditCase(value)));
      const { trace, places } = placesOf(input);
      for (const { id, naming, inLine, isTold, idle } of places) {
        const isSilent = naming.length === 0;
        expect(idle).toHaveLength(inLine || isTold || isSilent ? 0 : 1);
        for (const { reason, by } of idle) {
          seen.set(reason, (seen.get(reason) ?? 0) + 1);
          const using = trace.applications.filter(({ credentials }) => credentials.includes(id));
          expect(using.length > 0).toBe(reason === 'covered');
          for (const rule of by) expect(naming.map((one) => one.id)).toContain(rule);
          if (reason === 'needless')
            for (const rule of by) expect(trace.applications.map((one) => one.rule)).toContain(rule);
          if (reason === 'spared') expect(naming.every(({ deny }) => deny === true)).toBe(true);
        }
      }
    }),
    { numRuns: lawRuns(300) },
  );
  expect(seen.get('needless')).toBeGreaterThan(0);
});

describe('a certificate beside another one', () => {
  const of = (rules: object[], mcs: string[]) =>
    placesOf(
      CreditCase.parse({
        policy: { homeUnit: 'US_SEM' },
        student: {
          claimDate: '2026-11-25',
          credentials: mcs.map((mc, at) => ({ id: String(at + 1), mc, issuedOn: '2026-01-01', score: '80' })),
        },
        rules,
      }),
    ).idle;
  const outcomes = [{ lines: [{ kind: 'block', target: 'IT', credits: { amount: '3' } }] }];

  test('by which the same rule is met gives nothing more', () => {
    expect(of([{ id: 'R', premise: { any: [{ mc: 'a' }, { mc: 'b' }] }, outcomes }], ['a', 'b'])).toEqual([
      { credential: '2', reason: 'needless', by: ['R'] },
    ]);
  });

  test('that only a no names is spared where that does not hold', () => {
    const rules = [
      { id: 'R', premise: { mc: 'a' }, outcomes },
      { id: 'N', premise: { mc: 'b', belowScore: '50' }, deny: true, outcomes: [] },
    ];
    expect(of(rules, ['a', 'b'])).toEqual([{ credential: '2', reason: 'spared', by: [] }]);
  });

  test('that an earlier version alone names is said to be in no version that holds', () => {
    const rules = [
      { id: 'R-1', family: 'R', version: 1, premise: { mc: 'b' }, outcomes },
      { id: 'R-2', family: 'R', version: 2, premise: { mc: 'a' }, outcomes },
    ];
    expect(of(rules, ['a', 'b'])).toEqual([{ credential: '2', reason: 'replaced', by: ['R-1'] }]);
  });
});
