import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRational, parseRational } from '@/lib/amount/rational';
import { evaluate } from '@/lib/credit/evaluate';
import { parseCreditCase } from '@/lib/credit/parse-case';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { orRefuse } from '@/lib/kernel/result';
import { healthOf } from '@/lib/rule/health/examine';
import { kindOf } from '@/lib/rule/health/finding';
import type { RuleInForce } from '@/lib/rule/health/rule-in-force';
import { aHealthWorld, besideAll, inForce } from '@/tests/support/rule-book';
import { lawRuns } from '@/tests/support/law-runs';

const runs = lawRuns(4_000);
const seed = Number(process.env['CREDIT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 2 });
const compact = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const score = fc.constantFrom('50', '60', '70', '79.5', '80', '90');
const day = fc.constantFrom('2026-11-01', '2027-01-01', '2027-03-01', '2027-06-01');
/** As the linter lets them into force: windows run forward, and every step holds a score. */
const window = fc
  .record({ from: optional(day), to: optional(day) })
  .filter(({ from, to }) => from === undefined || to === undefined || from <= to);
const leafOf = (...ids: string[]) =>
  fc
    .record({
      mc: fc.constantFrom(...ids),
      minScore: optional(score),
      belowScore: optional(score),
      versions: optional(fc.constantFrom(['1'], ['2'], ['1', '2'])),
    })
    .filter(
      ({ minScore, belowScore }) =>
        minScore === undefined || belowScore === undefined || Number(minScore) < Number(belowScore),
    );
const leaf = leafOf('a', 'a', 'a', 'b');
const rarely = <T>(of: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: of });
const between = (from: string | undefined, to: string | undefined) => ({
  mc: 'a',
  ...(from !== undefined && { minScore: from }),
  ...(to !== undefined && { belowScore: to }),
});
/** Steps of one scale that follow one another, of which some are left out. */
const scaleOf = fc
  .tuple(
    fc.subarray(['50', '60', '70', '79.5', '80', '90'], { minLength: 2 }),
    fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
  )
  .map(([cuts, isKept]) =>
    [...cuts, undefined].flatMap((to, at) => (isKept[at] ? [between(cuts[at - 1], to)] : [])),
  );
const premise = fc.oneof(
  { weight: 6, arbitrary: leaf },
  { weight: 1, arbitrary: fc.record({ any: fc.array(leaf, { minLength: 1, maxLength: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ all: fc.tuple(leafOf('a'), leafOf('b')) }) },
);
const line = fc.record({
  kind: fc.constantFrom('course', 'elective'),
  target: fc.constantFrom('INF-204', 'INF-3'),
  credits: fc.record({ amount: fc.constantFrom('1', '2', '3') }),
});
type Optional = <T>(of: fc.Arbitrary<T>) => fc.Arbitrary<T | undefined>;
const definitionOf = (asked: fc.Arbitrary<object>, maybe: Optional) =>
  fc
    .record({
      premise: asked,
      outcomes: line.map((one) => [{ lines: [one] }]),
      programs: maybe(fc.constantFrom(['BSC'], ['OLD'], ['BSC', 'OLD'])),
      claimWindow: maybe(window),
      credentialWindow: maybe(window),
      deny: rarely(fc.constant(true)),
    })
    .filter(
      ({ claimWindow, credentialWindow }) => (credentialWindow?.from ?? '') <= (claimWindow?.to ?? '9'),
    );
const inOneBook = (definitions: readonly object[]) =>
  definitions.map((one, at) =>
    inForce(compact(one), {
      id: `version-${at}`,
      ruleId: `rule-${at}`,
      ruleCode: `code-${at}`,
      title: `Rule ${at}`,
      publishedOn: `2026-01-${String(at + 1).padStart(2, '0')}` as CivilDate,
    }),
  );
const book = fc.array(definitionOf(premise, optional), { minLength: 2, maxLength: 7 }).map(inOneBook);
/** A scale, and sometimes something else beside it. */
const scales = fc
  .tuple(scaleOf, fc.array(definitionOf(premise, rarely), { maxLength: 1 }))
  .chain(([scale, beside]) =>
    fc
      .tuple(...scale.map((asked) => definitionOf(fc.constant(asked), rarely)))
      .map((steps) => inOneBook([...steps, ...beside])),
  );

interface Holder {
  claimDate: string;
  issuedOn: string;
  program: string;
  version: string;
  score: string;
  holdsBoth: boolean;
}
const days = [
  '2026-10-01',
  '2026-11-01',
  '2026-11-25',
  '2027-01-01',
  '2027-02-01',
  '2027-03-01',
  '2027-04-01',
  '2027-06-01',
  '2027-07-01',
];
const steps = ['40', '50', '60', '70', '79.5', '80', '90'];
const scores = ['40', '50', '55', '60', '65', '70', '75', '79.5', '79.75', '80', '85', '90', '95'];

/** Everybody who could tell two rules of such a book apart, with that score or with each. */
function holders(some: readonly string[] = scores): Holder[] {
  // What is over by today is beside no other rule.
  const fromToday = days.filter((day) => day >= '2026-11-25');
  return fromToday.flatMap((claimDate) =>
    days
      .filter((issuedOn) => issuedOn <= claimDate)
      .flatMap((issuedOn) =>
        ['BSC', 'OLD'].flatMap((program) =>
          ['1', '2'].flatMap((version) =>
            some.flatMap((of) =>
              [false, true].map((holdsBoth) => ({
                claimDate,
                issuedOn,
                program,
                version,
                score: of,
                holdsBoth,
              })),
            ),
          ),
        ),
      ),
  );
}

/** What these rules give a holder, as the engine says; a no counts as what it would give if it were none. */
function gives(rules: readonly RuleInForce[], holder: Holder): boolean {
  const { claimDate, program, issuedOn, version } = holder;
  // Of the other certificate as many as anybody could want.
  const others = holder.holdsBoth
    ? ['1', '2'].flatMap((of) =>
        steps.map((its) => ({ id: `b ${of} ${its}`, mc: 'b', version: of, score: its })),
      )
    : [];
  const held = [{ id: 'a', mc: 'a', version, score: holder.score }, ...others];
  const evaluated = evaluate(
    orRefuse(
      parseCreditCase({
        policy: { homeUnit: 'ECTS' },
        catalog: { microCredentials: { a: {}, b: {} } },
        student: {
          claimDate,
          program,
          credentials: held.map((one) => ({ ...one, issuedOn })),
        },
        rules: rules.map(({ id, definition }) => {
          const { deny: _, ...said } = definition;
          return { ...said, id, status: 'published' };
        }),
      }),
    ),
  );
  return evaluated.awards.length > 0;
}

const middle = (a: string, b: string) => formatRational(parseRational(a).add(parseRational(b)).div(2));

test(
  'a gap is scores for which the book gives nothing to somebody who gets credit right below and right above',
  { timeout: 600_000 },
  () => {
    let found = 0;
    fc.assert(
      fc.property(scales, (rules) => {
        for (const { rule, world } of besideAll(rules)) {
          const gaps = healthOf(rule, world).filter(({ code }) => code === 'score-gap');
          for (const { values, subject } of gaps.slice(0, 1)) {
            if (subject !== 'a') continue;
            found++;
            const [from = '', to = ''] = [values['from'], values['to']];
            const below = formatRational(parseRational(from).sub(parseRational('1/1000')));
            const isBetween = (one: Holder) =>
              gives([rule], { ...one, score: below }) &&
              gives(
                rules.filter(({ definition }) => definition.deny !== true),
                { ...one, score: to },
              );
            const witness = holders([to])
              .filter(({ holdsBoth }) => !holdsBoth)
              .find(isBetween);
            expect(witness, JSON.stringify(rules)).toBeDefined();
            if (witness !== undefined)
              for (const score of [from, middle(from, to)])
                expect(gives(rules, { ...witness, score }), JSON.stringify([rules, witness, score])).toBe(
                  false,
                );
          }
        }
      }),
      { seed, numRuns: runs },
    );
    expect(found, 'gaps in all these books').toBeGreaterThan(runs / 100);
  },
);

test('two rules that contradict each other have a holder for whom both apply', { timeout: 600_000 }, () => {
  let found = 0;
  fc.assert(
    fc.property(book, (rules) => {
      for (const { rule, world } of besideAll(rules)) {
        const contradictions = healthOf(rule, world).filter(({ code }) => kindOf(code) === 'contradiction');
        for (const { other } of contradictions) {
          found++;
          const its = rules.find(({ id }) => id === other?.id);
          if (its === undefined) throw new Error('It names no rule of the book.');
          expect(rule.publishedOn && its.publishedOn && rule.publishedOn > its.publishedOn).toBe(true);
          expect(
            holders().some((one) => gives([rule], one) && gives([its], one)),
            JSON.stringify([rule.definition, its.definition]),
          ).toBe(true);
        }
      }
    }),
    { seed, numRuns: Math.ceil(runs / 25) },
  );
  expect(found, 'contradictions in all these books').toBeGreaterThan(runs / 200);
});

test('what is found does not depend on the order of the book', () => {
  fc.assert(
    fc.property(book, (rules) => {
      const told = (some: readonly RuleInForce[]) =>
        besideAll(some, aHealthWorld())
          .flatMap(({ rule, world }) =>
            healthOf(rule, world).map(
              ({ code, ruleVersionId, other }) => `${ruleVersionId} ${code} ${other?.more}`,
            ),
          )
          .sort();
      expect(told([...rules].reverse())).toEqual(told(rules));
    }),
    { seed, numRuns: runs },
  );
});
