import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCreditCase } from '@/lib/catalog/build-credit-case';
import {
  type Book,
  compareBooks,
  countDifferences,
  differences,
  type Earned,
  earnedBy,
  openBook,
  type Holder,
} from '@/lib/catalog/compare-books';
import { statedHolding } from '@/lib/catalog/estimate-query';
import { offerOf } from '@/lib/catalog/offer';
import { bothHeld, exactHoldersOf, madeHolders } from '@/lib/catalog/made-holders';
import { reachOf } from '@/lib/catalog/reach-of-change';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluate } from '@/lib/credit/evaluate';
import type { Evaluation } from '@/lib/credit/evaluation';
import type { Line, Premise } from '@/lib/credit/input';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { orRefuse } from '@/lib/kernel/result';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { lawRuns } from '@/tests/support/law-runs';
import { factsFrom, mc, type PublicRule } from '@/tests/support/random-book';
import { packingCase, randomCase } from '../credit/random-case';

const day = parseCivilDate('2026-11-30');
const course = (target: string, amount?: string): Line => ({
  kind: 'course',
  target,
  credits: amount === undefined ? { catalog: true } : { amount },
});
const rule = (
  id: string,
  premise: Premise,
  lines: Line[],
  over: Partial<RuleDefinition> = {},
): PublicRule => ({
  id,
  ruleId: id,
  code: id,
  version: 1,
  status: 'published',
  definition: { premise, outcomes: [{ lines }], ...over },
});
const book = (rules: PublicRule[], over: Partial<Book> = {}): Book => ({
  homeUnit: 'ECTS',
  policy: { homeUnit: 'ECTS' },
  courses: [{ code: 'INF-1', credits: '5' }],
  relations: [],
  microCredentials: [mc('a'), mc('b'), mc('part'), mc('whole', ['part'], true)],
  programs: [],
  rules,
  ...over,
});
const holds = (...slugs: string[]): Holder => ({
  holdings: slugs.map((slug) => ({ ...statedHolding(slug), score: '80' })),
  assessments: [],
  claimDate: day,
  termStart: null,
  program: null,
});
const earned = (of: Book, holder: Holder) => earnedBy(openBook(of), holder);
const differenceFor = (before: Book, after: Book, ...slugs: string[]) =>
  compareBooks([holds(...slugs)], before, after)[0]?.difference;

describe('what somebody would get by two books', () => {
  const three = rule('r', { mc: 'a' }, [course('INF-1', '3')]);

  test('is more, less, nothing any more, the same amount as something else, or the same', () => {
    const with_ = (...lines: Line[]) => book([rule('r', { mc: 'a' }, lines)]);
    const before = book([three]);
    expect(differenceFor(before, with_(course('INF-1', '4')), 'a')).toBe('more');
    expect(differenceFor(before, with_(course('INF-1', '2')), 'a')).toBe('less');
    expect(differenceFor(before, book([]), 'a')).toBe('nothing');
    expect(differenceFor(before, with_(course('INF-2', '3')), 'a')).toBe('otherwise');
    expect(differenceFor(before, before, 'a')).toBe('same');
    expect(differenceFor(book([]), before, 'a')).toBe('more');
    // To be freed from a course is more than nothing, though it carries none.
    const waiver: Line = { kind: 'waiver', target: 'INF-1', credits: { amount: '0' } };
    expect(differenceFor(book([]), with_(waiver), 'a')).toBe('more');
    expect(differenceFor(with_(waiver), book([]), 'a')).toBe('nothing');
  });

  test('what counts comes first, and what is awarded where that is alike', () => {
    const program = { code: 'BSC', totalCredits: '180', limits: [] };
    const capped = (amount: string) => ({
      ...program,
      limits: [{ id: 'cap', type: 'max' as const, scope: { all: true as const }, amount }],
    });
    const holder = { ...holds('a'), program: 'BSC' };
    const of = (before: Book, after: Book) => compareBooks([holder], before, after)[0];
    const five = book([rule('r', { mc: 'a' }, [course('INF-1', '5')])], { programs: [capped('3')] });
    expect(of(book([three], { programs: [capped('3')] }), five)).toMatchObject({
      difference: 'more',
      before: { counted: '3', awarded: '3' },
      after: { counted: '3', awarded: '5' },
    });
    expect(of(five, { ...five, programs: [capped('2')] })?.difference).toBe('less');
  });

  test('not decided yet is not a no, and what nobody can say is neither', () => {
    const no = book([rule('r', { mc: 'a' }, [], { deny: true })]);
    expect(earned(book([three]), holds('b'))).toEqual({ kind: 'undecided' });
    expect(earned(no, holds('a'))).toEqual({ kind: 'denied' });
    expect(earned(book([rule('r', { mc: 'a', minScore: '90' }, [course('INF-1')])]), holds('a'))).toEqual({
      kind: 'none',
    });
    expect(differenceFor(book([]), no, 'a')).toBe('otherwise');
    expect(earned(book([three], { policy: null }), holds('a'))).toEqual({
      kind: 'unsaid',
      why: 'no-policy',
    });
    const ofCourse = book([rule('r', { mc: 'a' }, [course('INF-1')])]);
    const unknown = { ...ofCourse, courses: [{ code: 'INF-1', credits: null }] };
    expect(earned(unknown, holds('a'))).toEqual({ kind: 'unsaid', why: 'course-without-credit' });
    expect(differenceFor(ofCourse, unknown, 'a')).toBe('unsaid');
    // Where it is not met, the course decides nothing.
    expect(differenceFor(ofCourse, unknown, 'b')).toBe('same');
    expect(
      earned(
        { ...unknown, rules: [...no.rules, ...unknown.rules].map((one, at) => ({ ...one, id: String(at) })) },
        holds('a'),
      ),
    ).toEqual({
      kind: 'denied',
    });
  });

  test('counts each difference', () => {
    const compared = compareBooks([holds('a'), holds('b')], book([]), book([three]));
    expect(countDifferences(compared)).toEqual({
      ...Object.fromEntries(differences.map((one) => [one, 0])),
      more: 1,
      same: 1,
    });
  });
});

describe('holders made from offers', () => {
  const made = (before: Book, after: Book, most = { offers: 100, pairs: 100 }) =>
    madeHolders(before, after, reachOf(before, after), day, most);
  const shown = ({ holdings, from }: Holder & { from: string }) =>
    `${from} ${holdings.map(({ slug, score }) => `${slug}${score ?? ''}`).join('+')}`;

  test('are those who meet exactly what either book asks for, and those who meet two that have something in common', () => {
    const before = book([
      rule('r', { mc: 'a', minScore: '70' }, [course('INF-1')]),
      rule('s', { mc: 'b' }, [course('INF 1')]),
      rule('t', { mc: 'b' }, [course('MA-1', '2')]),
    ]);
    const after = book([
      rule('r', { mc: 'a', minScore: '80' }, [course('INF-1')]),
      ...before.rules.slice(1),
    ] as PublicRule[]);
    const { holders, leftOut } = made(before, after);
    expect(holders.map(shown)).toEqual(['offer a70', 'offer a80', 'pair a70+b', 'pair a80+b']);
    expect(leftOut).toBe(0);
    expect(compareBooks(holders, before, after).map(({ difference }) => difference)).toEqual([
      'nothing',
      'same',
      'less',
      'same',
    ]);
    expect(made(before, after, { offers: 1, pairs: 0 })).toMatchObject({ holders: [{}], leftOut: 3 });
  });

  test('hold the certificate that proves a part, too, and meet a no as well', () => {
    const after = book([rule('r', { mc: 'part' }, [], { deny: true })]);
    expect(made(book([]), after).holders.map(shown)).toEqual(['offer part', 'offer whole']);
  });

  test('nobody is made where nothing changes', () => {
    const same = book([rule('r', { mc: 'a' }, [course('INF-1')])]);
    expect(made(same, same)).toEqual({ holders: [], leftOut: 0 });
  });

  test('a changed course reaches those who earn it', () => {
    const before = book([
      rule('r', { mc: 'a' }, [course('inf1')]),
      rule('s', { mc: 'b' }, [course('MA-1', '3')]),
    ]);
    const after = { ...before, courses: [{ code: 'INF-1', credits: '6' }] };
    expect(made(before, after).holders.map(shown)).toEqual(['offer a']);
    expect(differenceFor(before, after, 'a')).toBe('more');
  });

  test('another policy reaches everybody whom a rule asks for', () => {
    const before = book([rule('r', { mc: 'a' }, [course('INF-1', '7.5')])]);
    const after: Book = {
      ...before,
      policy: { homeUnit: 'ECTS', rounding: { stage: 'line', mode: 'DOWN', increment: '1' } },
    };
    expect(made(before, after).holders.map(shown)).toEqual(['offer a']);
    expect(differenceFor(before, after, 'a')).toBe('less');
    expect(made(before, { ...before, policy: { homeUnit: 'ECTS' } }).holders).toEqual([]);
  });

  test('two are joined where one person can be both', () => {
    const a = { ...holds('a'), assessments: [{ id: 'x', score: '50' }] };
    const b = {
      ...holds('a', 'b'),
      holdings: [{ ...statedHolding('a'), score: '90', idVerified: true }, statedHolding('b')],
      assessments: [{ id: 'x', score: '70' }],
    };
    expect(bothHeld(a, b)).toMatchObject({
      holdings: [{ slug: 'a', score: '90', idVerified: true }, { slug: 'b' }],
      assessments: [{ id: 'x', score: '70' }],
    });
    expect(bothHeld({ ...a, program: 'P' }, { ...b, program: 'Q' })).toBeNull();
    const version = (label: string) => ({
      ...holds(),
      holdings: [{ ...statedHolding('a'), version: label }],
    });
    expect(bothHeld(version('1'), version('2'))?.holdings).toHaveLength(2);
  });
});

/** The whole book and nothing left out of it, put to the engine as it is. */
function plainly(whole: Book, { holdings, assessments, claimDate, termStart, program }: Holder): Evaluation {
  const bySlug = new Map(whole.microCredentials.map((one) => [one.slug, one]));
  return evaluate(
    canonicalCase(
      buildCreditCase({
        policy: whole.policy ?? { homeUnit: whole.homeUnit },
        courses: whole.courses,
        relations: whole.relations,
        microCredentials: whole.microCredentials,
        program: whole.programs.find(({ code }) => code === program) ?? null,
        rules: whole.rules,
        student: {
          claimDate,
          ...(termStart && { termStart }),
          assessments: [...assessments],
          earned: [],
          credentials: holdings.flatMap(
            ({ slug, issuedOn, expiresOn, neverExpires, credits, evidence, ...said }, at) => {
              const entry = bySlug.get(slug);
              return entry === undefined
                ? []
                : [
                    {
                      id: String(at + 1),
                      mc: entry.id,
                      issuedOn: issuedOn ?? claimDate,
                      expiresOn,
                      ...(expiresOn === null && !neverExpires && { expiryUnknown: true as const }),
                      ...said,
                      evidence: [...evidence],
                      ...(credits && {
                        credits: { amount: credits.amount, ...(credits.unit && { unit: credits.unit }) },
                      }),
                    },
                  ];
            },
          ),
        },
      }),
    ),
  );
}

/** The same book after one change of it: a rule gone, put in, or saying something else, or a course that carries something else. */
function changed(before: Book, kind: number, at: number, by: number): Book {
  const rules = [...before.rules];
  const [one, other] = [rules[at % Math.max(1, rules.length)], rules[by % Math.max(1, rules.length)]];
  if (one === undefined || other === undefined) return before;
  const place = rules.indexOf(one);
  if (kind === 0) rules.splice(place, 1);
  if (kind === 1) rules.push({ ...one, id: 'new', ruleId: 'new', code: 'new' });
  if (kind === 2)
    rules[place] = { ...one, definition: { ...one.definition, premise: other.definition.premise } };
  if (kind === 3)
    rules[place] = { ...one, definition: { ...one.definition, outcomes: other.definition.outcomes } };
  const courses =
    kind === 4
      ? before.courses.map((found, index) =>
          index === at % before.courses.length ? { ...found, credits: '7' } : found,
        )
      : before.courses;
  return { ...before, rules, courses };
}

const given = (earned: Earned) =>
  earned.kind === 'given'
    ? {
        totals: { awarded: earned.awarded, counted: earned.counted },
        awards: earned.lines.map(({ rule: by, target, awarded, counted }) => ({
          rule: by,
          target,
          awarded,
          counted,
        })),
      }
    : { totals: { awarded: '0', counted: '0' }, awards: [] };

/** What a certificate states is asked for only where it decides how much is given. */
const withoutCredit = ({ holdings, ...asks }: Holder) => ({
  ...asks,
  holdings: holdings.map((one) => ({ ...one, credits: null })),
});

describe('the law of comparison, over random rule books', () => {
  const runs = lawRuns(40);
  test.each([
    ['conditions of every kind', randomCase(1)],
    ['many rules that apply', randomCase(6)],
    ['tight choices', packingCase()],
  ] as const)(
    'two books differ for somebody as two plain answers of the engine do, and within reach alone: %s',
    { timeout: 600_000 },
    (_, cases) => {
      const seed = Number(process.env['CREDIT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
      console.info(`CREDIT_SEED=${seed} CREDIT_RUNS=${runs}`);
      const met = new Map<string, number>();
      const step = fc.nat({ max: 20 });
      fc.assert(
        fc.property(cases, fc.nat({ max: 4 }), step, step, (value, kind, at, by) => {
          const facts = factsFrom(orRefuse(parseCreditCase(value)));
          const [before, after] = [facts, changed(facts, kind, at, by)];
          const reach = reachOf(before, after);
          const known = new Map(facts.microCredentials.map((one) => [one.id, one]));
          const everybody = facts.rules.flatMap((one) =>
            [null, ...facts.microCredentials].flatMap((own) =>
              exactHoldersOf(one, {
                day: facts.day as CivilDate,
                own,
                known,
                policy: facts.policy,
                programs: facts.programs,
              }),
            ),
          );
          const pairs = everybody
            .slice(0, 12)
            .flatMap(
              (one, index) => bothHeld(one, everybody[(index * 7 + at) % everybody.length] ?? one) ?? [],
            );
          const tried = [...pairs, ...everybody].slice(0, 8);
          for (const { holder, before: was, after: will, difference } of compareBooks(tried, before, after)) {
            met.set(difference, (met.get(difference) ?? 0) + 1);
            for (const [earned, whole] of [
              [was, before],
              [will, after],
            ] as const)
              if (earned.kind !== 'unsaid') {
                const { totals, awards } = plainly(whole, holder);
                expect(given(earned)).toEqual({ totals, awards });
              }
            if (difference === 'same' || difference === 'unsaid') continue;
            // Whoever is out of reach is not touched.
            const proven = holder.holdings.flatMap(({ slug }) => {
              const one = known.get(slug);
              return one === undefined ? [] : [slug, ...(one.componentsImplied ? one.components : [])];
            });
            expect(
              proven.some((id) => reach.microCredentials.has(id)) ||
                holder.assessments.some(({ id }) => reach.assessments.has(id)),
            ).toBe(true);
          }
          for (const { difference } of compareBooks(tried, before, { ...before }))
            expect(['same', 'unsaid']).toContain(difference);
        }),
        { seed, numRuns: runs },
      );
      expect([...met.keys()].some((one) => one !== 'same' && one !== 'unsaid')).toBe(true);
    },
  );

  test('whoever an offer is made for is one of those made from its rule', () => {
    fc.assert(
      fc.property(randomCase(1), (value) => {
        const facts = factsFrom(orRefuse(parseCreditCase(value)));
        const known = new Map(facts.microCredentials.map((one) => [one.id, one]));
        for (const one of facts.rules)
          for (const own of [null, ...facts.microCredentials]) {
            const { asks } = offerOf(facts, one, own);
            if (asks === null) continue;
            const made = exactHoldersOf(one, { ...facts, own, known });
            expect(made.map(withoutCredit)).toContainEqual(withoutCredit(asks));
          }
      }),
      { seed: Number(process.env['CREDIT_SEED'] ?? Math.floor(Math.random() * 2 ** 31)), numRuns: runs },
    );
  });
});
