import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatRational, parseRational } from '@/lib/amount/rational';
import type { CreditCaseRule } from '@/lib/catalog/credit-case-input';
import { leavesNaming } from '@/lib/catalog/entry';
import { buildEstimateCreditCase, type EstimateEntry, type EstimateFacts } from '@/lib/catalog/estimate-case';
import {
  estimateHref,
  nothingStated,
  parseEstimateQuery,
  type StatedHolding,
  statedHolding,
} from '@/lib/catalog/estimate-query';
import {
  type EarnableMicroCredential,
  findCandidates,
  mostNext,
  rankNextSteps,
} from '@/lib/catalog/next-step';
import { parametersOf } from '@/lib/catalog/url-parameters';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluate } from '@/lib/credit/evaluate';
import type { CreditCase } from '@/lib/credit/input';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { orRefuse } from '@/lib/kernel/result';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { lawRuns } from '@/tests/support/law-runs';
import { randomCase } from '../credit/random-case';

type Facts = EstimateFacts<EarnableMicroCredential>;
type Entry = EstimateEntry<EarnableMicroCredential>;

const mc = (id: string, over: Partial<EarnableMicroCredential> = {}): EarnableMicroCredential => ({
  id,
  slug: id,
  title: id.toUpperCase(),
  provider: 'Google',
  components: [],
  componentsImplied: false,
  workloadHours: null,
  recommendedEcts: null,
  recommended: [],
  isWithdrawn: false,
  ...over,
});
const rule = (
  id: string,
  definition: Omit<RuleDefinition, 'outcomes'>,
  amount = '3',
  over: Partial<CreditCaseRule> = {},
): CreditCaseRule => ({
  id,
  ruleId: `line-${id}`,
  code: id,
  version: 1,
  status: 'published',
  definition: {
    ...definition,
    outcomes: [{ lines: [{ kind: 'course', target: `C-${id}`, credits: { amount } }] }],
  },
  ...over,
});
const factsOf = (rules: readonly CreditCaseRule[], over: Partial<Facts> = {}): Facts => ({
  policy: { homeUnit: 'ECTS' },
  courses: [],
  relations: [],
  microCredentials: ['a', 'b', 'c', 'd', 'e'].map((id) => mc(id)),
  program: null,
  rules,
  student: { claimDate: parseCivilDate('2026-11-25'), assessments: [], earned: [] },
  ...over,
});
const heldIn = (facts: Facts, ...slugs: string[]): Entry[] =>
  slugs.map((slug) => ({
    stated: statedHolding(slug),
    entry: facts.microCredentials.find((one) => one.slug === slug) ?? null,
  }));
const countedBy = (facts: Facts, entries: readonly Entry[]) =>
  evaluate(canonicalCase(buildEstimateCreditCase(facts, entries))).totals.counted;
function next(facts: Facts, ...slugs: string[]) {
  const entries = heldIn(facts, ...slugs);
  return rankNextSteps(facts, entries, findCandidates(facts, entries), countedBy(facts, entries));
}
const shown = ({ steps }: ReturnType<typeof next>) =>
  steps.map(({ entry, more, total }) => [entry.slug, more, total]);

describe('the next best certificate', () => {
  test('is the one that gains most, then the one with fewer hours, then by title', () => {
    const facts = factsOf(
      [
        rule('1', { premise: { mc: 'a' } }, '2'),
        rule('2', { premise: { mc: 'b' } }),
        rule('3', { premise: { mc: 'c' } }),
        rule('4', { premise: { mc: 'd' } }),
        rule('5', { premise: { mc: 'e' } }, '5'),
      ],
      {
        microCredentials: [
          mc('a'),
          mc('b', { title: 'Zoology' }),
          mc('c', { title: 'Algebra' }),
          mc('d', { title: 'Yoga', workloadHours: '40' }),
          mc('e'),
        ],
      },
    );
    expect(shown(next(facts, 'a'))).toEqual([
      ['e', '5', '7'],
      ['d', '3', '5'],
      ['c', '3', '5'],
    ]);
    expect(next(facts, 'a').steps[0]?.lines).toMatchObject([{ target: 'C-5' }]);
  });

  test('says what it would take the place of, and nothing where it only adds', () => {
    const facts = factsOf([
      rule('1', { premise: { mc: 'a' } }, '3'),
      rule('2', { premise: { all: [{ mc: 'a' }, { mc: 'b' }] } }, '9'),
      rule('3', { premise: { mc: 'c' } }, '2'),
    ]);
    const [swap, add] = next(facts, 'a').steps;
    expect(swap).toMatchObject({ more: '6', total: '9', loses: [{ line: { target: 'C-1' }, amount: '3' }] });
    expect(add).toMatchObject({ more: '2', loses: [] });
  });

  test('completes a rule that lacks exactly one more, and never one that lacks two', () => {
    const facts = factsOf([
      rule('1', { premise: { all: [{ mc: 'a' }, { mc: 'b' }] } }, '6'),
      rule('2', { premise: { all: [{ mc: 'a' }, { mc: 'c' }, { mc: 'd' }] } }, '9'),
    ]);
    expect(shown(next(facts, 'a'))).toEqual([['b', '6', '6']]);
    expect(shown(next(facts, 'a', 'c'))).toEqual([
      ['d', '9', '9'],
      ['b', '6', '6'],
    ]);
    expect(shown(next(facts, 'e'))).toEqual([]);
  });

  test('is taken with what the rule asks for, and no more than the amount needs', () => {
    const facts = factsOf([
      rule('1', { premise: { mc: 'b', minScore: '60', belowScore: '80' } }, '3'),
      rule('2', { premise: { mc: 'b', minScore: '80', proctored: true } }, '3'),
      rule('3', { premise: { mc: 'c', minScore: '60', belowScore: '80' } }, '3'),
      rule(
        '4',
        {
          premise: {
            mc: 'c',
            minScore: '80',
            versions: ['1', '2'],
            minEqf: 6,
            idVerified: true,
            evidence: ['badge', 'pdf'],
          },
        },
        '5',
      ),
    ]);
    const { steps } = next(facts, 'a');
    expect(steps.map(({ stated }) => stated)).toEqual([
      { ...statedHolding('c'), score: '80', version: '2', eqf: 6, idVerified: true, evidence: ['badge'] },
      { ...statedHolding('b'), score: '60' },
    ]);
  });

  test('is none of what is held, implied, withdrawn, refused, ended, suspended, of another program, or worth nothing', () => {
    const other = { premise: { mc: 'b' } };
    const none = (rules: readonly CreditCaseRule[], over: Partial<Facts> = {}) =>
      expect(shown(next(factsOf(rules, over), 'a'))).toEqual([]);
    none([rule('1', { premise: { mc: 'a', minScore: '80' } })]);
    none([rule('1', other)], {
      microCredentials: [mc('a', { components: ['b'], componentsImplied: true }), mc('b')],
    });
    none([rule('1', other)], { microCredentials: [mc('a'), mc('b', { isWithdrawn: true })] });
    none([rule('1', other), rule('2', { ...other, deny: true, priority: 1 })]);
    none([rule('1', { ...other, claimWindow: { to: parseCivilDate('2026-11-24') } })]);
    none([rule('1', { ...other, credentialWindow: { to: parseCivilDate('2026-11-24') } })]);
    none([rule('1', { ...other, programs: ['BSC'] })]);
    none([rule('1', other, '3', { status: 'suspended' })]);
    none([rule('1', other, '0')]);
    none([rule('1', { premise: { all: [{ mc: 'b' }, { assessment: 'exam', minScore: '50' }] } })]);
  });

  test('counts by the program: what a full limit swallows is no gain', () => {
    const program = {
      code: 'BSC',
      totalCredits: '180',
      limits: [{ id: 'six', type: 'max' as const, scope: { all: true as const }, amount: '6' }],
    };
    const rules = [
      rule('1', { premise: { mc: 'a' } }, '5'),
      rule('2', { premise: { mc: 'b' }, programs: ['BSC'] }, '4'),
    ];
    expect(shown(next(factsOf(rules, { program }), 'a'))).toEqual([['b', '1', '6']]);
    expect(
      shown(next(factsOf([rule('1', { premise: { mc: 'a' } }, '6'), ...rules.slice(1)], { program }), 'a')),
    ).toEqual([]);
  });

  test('counts what only the certificate itself states, also beside an alternative worth nothing', () => {
    const outcomes = [
      { lines: [{ kind: 'elective' as const, target: 'any', credits: { amount: '0' } }] },
      { lines: [{ kind: 'elective' as const, target: 'any', credits: { fromSource: true as const } }] },
    ];
    const stated = mc('b', { recommended: [{ amount: '4', unit: 'ECTS', validFrom: null, validTo: null }] });
    expect(
      shown(
        next(
          factsOf(
            [{ ...rule('1', { premise: { mc: 'b' } }), definition: { premise: { mc: 'b' }, outcomes } }],
            { microCredentials: [mc('a'), stated] },
          ),
          'a',
        ),
      ),
    ).toEqual([['b', '4', '4']]);
  });

  test('says when not everything was tried', () => {
    const ids = Array.from({ length: mostNext.tried + 1 }, (_, n) => `x${n}`);
    const facts = factsOf(
      ids.map((id) => rule(id, { premise: { mc: id } })),
      { microCredentials: [mc('a'), ...ids.map((id) => mc(id))] },
    );
    expect(next(facts, 'a')).toMatchObject({
      isComplete: false,
      steps: [{ more: '3' }, { more: '3' }, { more: '3' }],
    });
    expect(next({ ...facts, rules: facts.rules.slice(1) }, 'a').isComplete).toBe(true);
  });
});

/** A random case of the engine as the facts of an estimate: its rules, its first two holdings. */
function factsFrom(input: CreditCase): { facts: Facts; entries: Entry[] } {
  const named = new Map(Object.entries(input.catalog?.microCredentials ?? {}));
  const microCredentials = ['A', 'B', 'C', 'D', 'S', 'T', 'U'].map((id) => {
    const {
      provider = '',
      components = [],
      componentsImplied = false,
      workloadHours = null,
    } = named.get(id) ?? {};
    return mc(id, {
      slug: id.toLowerCase(),
      provider,
      components,
      componentsImplied,
      workloadHours,
      recommended: [{ amount: '4', unit: 'ECTS', validFrom: null, validTo: null }],
    });
  });
  const entries = input.student.credentials.slice(0, 2).map(({ mc: id, issuedOn, score }) => ({
    stated: { ...statedHolding(id.toLowerCase()), issuedOn, score: score ?? null },
    entry: microCredentials.find((one) => one.id === id) ?? null,
  }));
  const rules = input.rules.map(
    ({ id, family, version = 1, status, overrides, ...body }): CreditCaseRule => ({
      id,
      ruleId: family ?? id,
      code: id,
      version,
      status: status === 'suspended' ? 'suspended' : 'published',
      definition: { ...body, ...(overrides && { overrides }) },
    }),
  );
  const { policy, student, program } = input;
  return {
    entries,
    facts: {
      policy,
      microCredentials,
      rules,
      relations: (input.catalog?.overlaps ?? []).map(({ course, with: other, credits }) => ({
        kind: 'overlap',
        course,
        other,
        credits,
      })),
      courses: Object.entries(input.catalog?.courses ?? {}).map(([code, { credits }]) => ({ code, credits })),
      program:
        program?.total && student.program
          ? { code: student.program, totalCredits: program.total, limits: program.limits ?? [] }
          : null,
      student: {
        claimDate: student.claimDate,
        ...(student.termStart && { termStart: student.termStart }),
        assessments: student.assessments ?? [],
        earned: (student.earned ?? []).map(({ course }) => course),
      },
    },
  };
}
const afterItsAddress = (entries: readonly Entry[], stated: StatedHolding): StatedHolding | undefined => {
  const href = estimateHref({
    ...nothingStated,
    institution: 'north',
    holdings: [...entries.map((one) => one.stated), stated],
  });
  return parseEstimateQuery(parametersOf(new URLSearchParams(href.split('?')[1]))).query.holdings.at(-1);
};
const cases = fc
  .oneof(randomCase(1), randomCase(6))
  .map((value) => factsFrom(orRefuse(parseCreditCase(value))));

describe('laws of the next best certificate', () => {
  test(
    'adding it by its address and estimating again gives exactly what was promised',
    { timeout: 600_000 },
    () => {
      let promised = 0;
      fc.assert(
        fc.property(cases, ({ facts, entries }) => {
          const before = countedBy(facts, entries);
          for (const { entry, stated, more, total } of rankNextSteps(
            facts,
            entries,
            findCandidates(facts, entries),
            before,
          ).steps) {
            promised += 1;
            const again = afterItsAddress(entries, stated);
            expect(again).toEqual(stated);
            const after = countedBy(facts, [...entries, { stated: again ?? stated, entry }]);
            expect(after).toBe(total);
            expect(formatRational(parseRational(after).sub(parseRational(before)))).toBe(more);
          }
        }),
        { numRuns: lawRuns(1_000) },
      );
      expect(promised).toBeGreaterThan(lawRuns(1_000) * 0.3);
    },
  );

  test('no certificate outside of the candidates gains more, where rules only add', () => {
    fc.assert(
      fc.property(cases, ({ facts: given, entries }) => {
        const rules = given.rules.map((one) => ({
          ...one,
          ruleId: one.id,
          definition: { ...one.definition, overrides: [], deny: false },
        }));
        const facts = { ...given, rules, policy: { ...given.policy, resolution: 'best' as const } };
        const before = countedBy(facts, entries);
        const [best] = rankNextSteps(facts, entries, findCandidates(facts, entries), before).steps;
        for (const entry of facts.microCredentials) {
          if (
            entries.some(
              (one) =>
                one.entry === entry ||
                (one.entry?.componentsImplied && one.entry.components.includes(entry.id)),
            )
          )
            continue;
          for (const { minScore, proctored, idVerified, minEqf, versions, evidence } of rules.flatMap(
            ({ definition }) => leavesNaming(definition.premise, entry.id),
          )) {
            const stated = {
              ...statedHolding(entry.slug),
              score: minScore ?? null,
              proctored: proctored === true,
              idVerified: idVerified === true,
              eqf: minEqf ?? null,
              version: versions?.at(-1) ?? null,
              evidence: evidence?.slice(0, 1) ?? [],
            };
            const gain = parseRational(countedBy(facts, [...entries, { stated, entry }])).sub(
              parseRational(before),
            );
            expect(gain.compare(parseRational(best?.more ?? '0'))).toBeLessThanOrEqual(0);
          }
        }
      }),
      { numRuns: lawRuns(500) },
    );
  });
});
