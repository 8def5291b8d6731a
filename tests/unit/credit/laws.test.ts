import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convert, defaultConversions } from '@/lib/amount/conversion';
import { formatRational, parseRational, zero, type Rational } from '@/lib/amount/rational';
import type { Unit } from '@/lib/amount/unit';
import { canonicalCase } from '@/lib/credit/canonical';
import { buildContext } from '@/lib/credit/context';
import { evaluate, evaluateWithTrace } from '@/lib/credit/evaluate';
import { Evaluation } from '@/lib/credit/evaluation';
import type { CreditCase } from '@/lib/credit/input';
import { buildCaps } from '@/lib/credit/limits';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { buildRuleIndex, findRelevantRules } from '@/lib/credit/relevant-rules';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { orRefuse } from '@/lib/kernel/result';
import { lawRuns } from '@/tests/support/law-runs';
import { packingCase, randomCase, sharedCourseCase } from './random-case';

const runs = lawRuns(1_000);
const seed = Number(process.env['CREDIT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
console.info(`CREDIT_SEED=${seed} CREDIT_RUNS=${runs}`);

const anyCase = fc
  .oneof(randomCase(6), packingCase(), sharedCourseCase())
  .map((value) => orRefuse(parseCreditCase(value)));
const law = (name: string, check: (input: CreditCase) => void, cases = anyCase) =>
  test(name, { timeout: 3_600_000 }, () => {
    fc.assert(fc.property(cases, check), {
      seed,
      numRuns: runs,
      endOnFailure: process.env['CREDIT_FAST'] !== undefined,
    });
  });
const amount = (text: string): Rational => parseRational(text);
const sum = (texts: readonly string[]): Rational => texts.reduce((all, text) => all.add(amount(text)), zero);

/** Rules and limits under which one more holding can only help. */
const plainRules = (input: CreditCase): CreditCase => ({
  ...input,
  policy: { ...input.policy, resolution: 'best' },
  rules: input.rules.map(({ deny: _deny, overrides: _overrides, family: _family, ...rule }) => rule),
});

describe('laws of the engine (docs/domain.md §8)', () => {
  law('9: totals do not depend on the order in which rules and holdings are listed', (input) => {
    const canonical = canonicalCase(input);
    const turned = {
      ...input,
      rules: [...input.rules].reverse(),
      student: { ...input.student, credentials: [...input.student.credentials].reverse() },
    };
    expect(canonicalJson(evaluate(canonicalCase(turned)))).toBe(canonicalJson(evaluate(canonical)));
    expect(evaluate({ ...input, rules: [...input.rules].reverse() }).totals).toEqual(evaluate(input).totals);
  });

  law('9: no line counts more than it is awarded, and no cap is exceeded', (input) => {
    const { awards, totals } = evaluate(input);
    for (const award of awards)
      expect(amount(award.counted).compare(amount(award.awarded))).toBeLessThanOrEqual(0);
    if (input.policy.rounding?.stage !== 'total') {
      expect(formatRational(sum(awards.map(({ counted }) => counted)))).toBe(totals.counted);
      expect(formatRational(sum(awards.map(({ awarded }) => awarded)))).toBe(totals.awarded);
    }
    const whole = (input.program?.limits ?? []).filter(
      (limit) => limit.type === 'minResident' || (limit.type === 'max' && limit.scope.all === true),
    );
    for (const cap of buildCaps(buildContext(input))) {
      if (
        whole.some(({ id }) => id === cap.id) &&
        whole.filter(({ id }) => id === cap.id).length ===
          (input.program?.limits ?? []).filter(({ id }) => id === cap.id).length
      ) {
        expect(sum(awards.map(({ counted }) => counted)).compare(cap.room)).toBeLessThanOrEqual(0);
      }
    }
    if (input.policy.trim === 'whole')
      for (const award of awards) expect(['0', award.awarded]).toContain(award.counted);
  });

  law('9: no unit of learning is used twice, nor one that earlier awards used', (input) => {
    const used = evaluateWithTrace(input).applications.flatMap(({ atoms }) => atoms);
    expect(new Set(used).size).toBe(used.length);
    expect(used.filter((atom) => input.student.consumedAtoms?.includes(atom))).toEqual([]);
  });

  law('8: in one pass, what was taken earlier stays as it was, whatever comes after it', (input) => {
    const inOnePass = (rules: CreditCase['rules']): CreditCase => ({
      ...plainRules(input),
      policy: { ...input.policy, resolution: 'priority' },
      rules,
    });
    const { evaluation, applications } = evaluateWithTrace(inOnePass(plainRules(input).rules));
    const taken = applications.map(({ rule }) => rule);
    taken.forEach((last, index) => {
      const without = evaluate(inOnePass(plainRules(input).rules.filter(({ id }) => id !== last)));
      const earlier = taken.slice(0, index);
      const given = ({ awards }: Evaluation) =>
        awards.flatMap(({ rule, target, awarded }) =>
          earlier.includes(rule) ? [[rule, target, awarded]] : [],
        );
      expect(given(evaluation)).toEqual(given(without));
    });
  });

  law(
    '8: no certificate is used up for nothing: every rule that uses one awards a line, in both modes',
    (input) => {
      for (const resolution of ['best', 'priority'] as const) {
        const { evaluation, applications } = evaluateWithTrace({
          ...input,
          policy: { ...input.policy, resolution },
        });
        const awarding = new Set(evaluation.awards.map(({ rule }) => rule));
        const idle = applications.filter(({ rule, atoms }) => atoms.length > 0 && !awarding.has(rule));
        expect(idle).toEqual([]);
      }
    },
  );

  law('9: one more holding never lowers counted credit, without denials, overrides and versions', (input) => {
    const plain = plainRules(input);
    const [, ...fewer] = plain.student.credentials;
    const less = evaluate({ ...plain, student: { ...plain.student, credentials: fewer } });
    expect(
      amount(evaluate(plain).totals.counted).compare(amount(less.totals.counted)),
    ).toBeGreaterThanOrEqual(0);
  });

  law('9: a rule that the student cannot meet changes nothing else', (input) => {
    const rule = {
      id: 'irrelevant',
      premise: { mc: 'nobody-holds-this' },
      priority: 0,
      overrides: input.rules.map(({ id }) => id),
      outcomes: [],
    };
    const { rejected, ...rest } = evaluate({ ...input, rules: [rule, ...input.rules] });
    const { irrelevant, ...others } = rejected;
    expect(irrelevant).toEqual({ reason: 'PREMISE_UNMET', detail: 'MISSING_CREDENTIAL' });
    expect({ ...rest, rejected: others }).toEqual(evaluate(input));
  });

  law('9: the rules that the index leaves out change nothing but their own rejection', (input) => {
    const relevant = findRelevantRules(buildRuleIndex(input.rules), input.student, input.catalog);
    const { rejected, ...rest } = evaluate({
      ...input,
      rules: input.rules.filter((rule) => relevant.includes(rule)),
    });
    const all = evaluate(input);
    expect({ ...rest, rejected: undefined }).toEqual({ ...all, rejected: undefined });
    for (const [id, rejection] of Object.entries(rejected)) expect(all.rejected[id]).toEqual(rejection);
  });

  test('9: there and back is the identity, for every pair that has both directions', () => {
    for (const pair of Object.keys(defaultConversions)) {
      const [from, to] = pair.split('>') as [Unit, Unit];
      if (!(`${to}>${from}` in defaultConversions)) continue;
      const there = convert(amount('7.3'), from, to, {});
      expect(there && formatRational(convert(there, to, from, {}) ?? zero)).toBe('7.3');
    }
  });

  law('10: a stored input replays byte for byte, also when its keys come back in another order', (input) => {
    const stored = canonicalJson(canonicalCase(input));
    const first = canonicalJson(evaluate(canonicalCase(input)));
    const shuffled = turnKeys(JSON.parse(stored));
    expect(canonicalJson(evaluate(canonicalCase(orRefuse(parseCreditCase(shuffled)))))).toBe(first);
    expect(canonicalJson(evaluate(orRefuse(parseCreditCase(JSON.parse(stored)))))).toBe(first);
  });

  law(
    'every evaluation has the documented form',
    (input) => {
      expect(Evaluation.parse(evaluate(input))).toEqual(evaluate(input));
    },
    randomCase(1).map((value) => orRefuse(parseCreditCase(value))),
  );
});

function turnKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turnKeys(inner)]),
  );
}
