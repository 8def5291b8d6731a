import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildEstimateCreditCase } from '@/lib/catalog/estimate-case';
import type { OfferedMicroCredential } from '@/lib/catalog/exact-holder';
import { compareOffers, furtherOf } from '@/lib/catalog/compare-offers';
import { inUnit, offerOf } from '@/lib/catalog/offer';
import type { Offer, OfferFacts } from '@/lib/catalog/offered';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluate } from '@/lib/credit/evaluate';
import type { Evaluation } from '@/lib/credit/evaluation';
import type { CreditCase, CreditPolicy, Line, Premise } from '@/lib/credit/input';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { orRefuse } from '@/lib/kernel/result';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { lawRuns } from '@/tests/support/law-runs';
import { factsFrom, mc, type PublicRule } from '@/tests/support/random-book';
import { oracle } from '../credit/oracle';
import { packingCase, randomCase } from '../credit/random-case';

const day = parseCivilDate('2026-11-25');
const elective = (amount: string, over: Partial<Line> = {}): Line => ({
  kind: 'elective',
  target: 'free',
  credits: { amount },
  ...over,
});
const rule = (
  id: string,
  premise: Premise,
  outcomes: Line[][],
  over: Partial<RuleDefinition> = {},
): PublicRule => ({
  id,
  ruleId: id,
  code: id,
  version: 1,
  status: 'published',
  definition: { premise, outcomes: outcomes.map((lines) => ({ lines })), ...over },
});
const whole = mc('whole', ['part', 'piece'], true);
const factsOf = (rules: PublicRule[], over: Partial<OfferFacts> = {}): OfferFacts => ({
  day,
  homeUnit: 'ECTS',
  policy: { homeUnit: 'ECTS' },
  courses: [{ code: 'INF-1', credits: '5' }],
  relations: [],
  microCredentials: [mc('a'), mc('b'), mc('c'), mc('part'), mc('piece'), whole],
  programs: [],
  rules,
  ...over,
});
const offer = (
  rules: PublicRule[],
  over: Partial<OfferFacts> = {},
  own: OfferedMicroCredential | null = null,
) => offerOf(factsOf(rules, over), rules[0] as PublicRule, own);

describe('what a rule offers', () => {
  test('is what the engine gives: summed in the home unit, with what it counts as', () => {
    const lines: Line[] = [
      { kind: 'course', target: 'INF-1', credits: { catalog: true } },
      elective('2', { credits: { amount: '1', unit: 'US_SEM' } }),
    ];
    expect(offer([rule('r', { mc: 'a' }, [lines])])).toMatchObject({
      standing: 'published',
      withheld: null,
      amount: '7',
      ects: '7',
      total: '7',
      isMaximum: false,
      lines: [{ amount: '5' }, { amount: '2' }],
      ways: [{ microCredentials: ['a'], assessments: [] }],
      programs: null,
    });
  });

  test('of several alternatives is the one that gives most, and not a maximum: whoever meets it gets that', () => {
    expect(offer([rule('r', { mc: 'a' }, [[elective('3')], [elective('6')]])])).toMatchObject({
      amount: '6',
      isMaximum: false,
    });
  });

  test('is a maximum only where the certificate may state less, and unknown where nothing bounds that', () => {
    const stated = (max?: string) =>
      offer([
        rule('r', { mc: 'a' }, [
          [
            elective('1'),
            elective('0', { credits: { fromSource: true, ...(max && { max: { amount: max } }) } }),
          ],
        ]),
      ]);
    expect(stated('6')).toMatchObject({ amount: '7', isAsStated: true, isMaximum: true });
    expect(stated()).toMatchObject({
      amount: null,
      total: null,
      isAsStated: true,
      isMaximum: false,
      withheld: null,
    });
  });

  test('without a conversion gives nothing, as the engine does', () => {
    const inCeu = elective('3', { credits: { amount: '3', unit: 'CEU' } });
    expect(offer([rule('r', { mc: 'a' }, [[inCeu]])])).toMatchObject({ amount: null, withheld: 'no-credit' });
    expect(offer([rule('r', { mc: 'a' }, [[elective('3')]])], { policy: null })).toMatchObject({
      amount: null,
      withheld: 'no-policy',
    });
  });

  test('is rounded as the policy says, line by line or in all', () => {
    const policy = (stage: 'line' | 'total'): CreditPolicy => ({
      homeUnit: 'ECTS',
      rounding: { stage, mode: 'DOWN', increment: '0.5' },
    });
    const lines = [elective('0.7'), elective('0.7', { target: 'other' })];
    expect(offer([rule('r', { mc: 'a' }, [lines])], { policy: policy('line') }).amount).toBe('1');
    expect(offer([rule('r', { mc: 'a' }, [lines])], { policy: policy('total') }).amount).toBe('1');
  });

  test('names what else must be held, the shortest way first, and either/or as either/or', () => {
    const either = rule('r', { any: [{ all: [{ mc: 'a' }, { mc: 'b' }, { mc: 'c' }] }, { mc: 'b' }] }, [
      [elective('3')],
    ]);
    expect(offer([either], {}, mc('b')).ways).toEqual([{ microCredentials: [], assessments: [] }]);
    // With b alone it is met already: a is never needed for it.
    expect(offer([either], {}, mc('a'))).toMatchObject({ ways: [], withheld: 'unmeetable' });
    const two = rule('r', { atLeast: 2, of: [{ mc: 'a' }, { mc: 'b' }, { mc: 'c' }] }, [[elective('3')]]);
    expect(offer([two], {}, mc('a')).ways.map(({ microCredentials }) => microCredentials)).toEqual([
      ['b'],
      ['c'],
    ]);
    const exam = rule('r', { all: [{ mc: 'a' }, { assessment: 'Exam', minScore: '60' }] }, [[elective('3')]]);
    const found = offer([exam], {}, mc('a'));
    expect(found).toMatchObject({
      withheld: null,
      amount: '3',
      ways: [{ microCredentials: [], assessments: [{ id: 'Exam', minScore: '60' }] }],
    });
    expect(furtherOf(found)).toEqual({ certificates: 0, assessments: 1 });
  });

  test('is by a way that somebody can meet, though a shorter one stands first that nobody can', () => {
    const nobody = { mc: 'a', minScore: '80', belowScore: '80' };
    const either = rule('r', { any: [nobody, { all: [{ mc: 'b' }, { mc: 'c' }] }] }, [[elective('3')]]);
    expect(offer([either])).toMatchObject({
      withheld: null,
      amount: '3',
      ways: [{ microCredentials: ['b', 'c'], assessments: [] }],
    });
    expect(offer([rule('r', nobody, [[elective('3')]])])).toMatchObject({ amount: null });
  });

  test('asks an estimate for exactly the conditions: scores at the minimum, days inside the windows', () => {
    const strict = rule(
      'r',
      {
        mc: 'a',
        minScore: '70',
        belowScore: '80',
        minEqf: 6,
        versions: ['1', '2'],
        idVerified: true,
        evidence: ['pdf', 'x'],
      },
      [[elective('3')]],
      {
        credentialWindow: { to: '2023-09-30' },
        termWindow: { from: '2027-03-01' },
      } as Partial<RuleDefinition>,
    );
    const found = offer([strict]);
    expect(found).toMatchObject({ withheld: null, amount: '3', standing: 'ended', closesOn: '2023-09-30' });
    expect(found.asks).toMatchObject({
      claimDate: day,
      termStart: '2027-03-01',
      holdings: [
        {
          slug: 'a',
          issuedOn: '2023-09-30',
          score: '70',
          eqf: 6,
          version: '2',
          idVerified: true,
          proctored: false,
          evidence: ['pdf'],
        },
      ],
    });
  });

  test('a window that is closed has ended, one still to come opens on its day, and neither is open', () => {
    const from = (claimWindow: { from?: string; to?: string }) =>
      offer([rule('r', { mc: 'a' }, [[elective('3')]], { claimWindow } as Partial<RuleDefinition>)]);
    expect(from({ to: '2026-11-24' })).toMatchObject({ standing: 'ended', amount: '3' });
    expect(from({ to: '2026-11-25' })).toMatchObject({ standing: 'published', opensOn: null, closesOn: day });
    expect(from({ from: '2026-11-26' })).toMatchObject({
      standing: 'coming',
      opensOn: '2026-11-26',
      amount: '3',
    });
    expect(compareOffers(from({ from: '2026-11-26' }), from({}))).toBeGreaterThan(0);
    expect(compareOffers(from({ to: '2026-11-24' }), from({}))).toBeGreaterThan(0);
    // What has ended is known; what nobody could be given is less than that.
    const waiver: Line = { kind: 'waiver', target: 'w', credits: { amount: '0' } };
    const ended = { claimWindow: { to: '2026-11-24' } } as Partial<RuleDefinition>;
    const withoutPolicy = offer([rule('r', { mc: 'a' }, [[elective('3')]])], { policy: null });
    expect(compareOffers(withoutPolicy, offer([rule('r', { mc: 'a' }, [[waiver]], ended)]))).toBeGreaterThan(
      0,
    );
  });

  describe('who may claim it', () => {
    const claimants = (over: object, status: PublicRule['status'] = 'published') =>
      offer([{ ...rule('r', { mc: 'a' }, [[elective('3')]], over as Partial<RuleDefinition>), status }])
        .claimants;

    test('anybody until a window closes; then only who met in time what closed, while claims are taken', () => {
      expect(claimants({})).toBe('anybody');
      expect(claimants({ credentialWindow: { to: '2026-11-25' } })).toBe('anybody');
      const closed = { credentialWindow: { to: '2023-09-30' } };
      expect(claimants(closed)).toBe('in-time');
      expect(claimants({ termWindow: { to: '2023-09-30' } })).toBe('in-time');
      expect(claimants({ ...closed, claimWindow: { to: '2026-11-25' } })).toBe('in-time');
      expect(claimants({ ...closed, claimWindow: { to: '2026-11-24' } })).toBe('nobody');
      expect(claimants({ claimWindow: { to: '2026-11-24' } })).toBe('nobody');
    });

    test('nobody while it is suspended, whatever has closed, and nobody what gives nothing', () => {
      expect(claimants({}, 'suspended')).toBe('nobody');
      expect(claimants({ credentialWindow: { to: '2023-09-30' } }, 'suspended')).toBe('nobody');
      expect(claimants({ deny: true, outcomes: [] })).toBe('nobody');
      expect(claimants({ programs: ['GONE'] })).toBe('nobody');
    });
  });

  test('a no for one component bars the whole certificate, and then nothing stands', () => {
    const credit = rule('r', { mc: 'whole' }, [[elective('6')]]);
    const no = (priority: number) => rule('no', { mc: 'part' }, [], { deny: true, priority });
    expect(offer([credit, no(20)], {}, whole)).toMatchObject({
      standing: 'refused',
      withheld: 'denied',
      otherRules: ['no'],
      amount: null,
      lines: [],
    });
    expect(offer([credit, no(60)], {}, whole)).toMatchObject({
      standing: 'published',
      withheld: null,
      amount: '6',
    });
  });

  test('gives way to a rule that gives its holder more, and says what others add', () => {
    const small = rule('small', { mc: 'a' }, [[elective('2')]]);
    const large = rule('large', { mc: 'a' }, [[elective('6')]]);
    expect(offer([small, large])).toMatchObject({ withheld: 'outdone', otherRules: ['large'], amount: null });
    const [one, other] = [
      rule('one', { mc: 'part' }, [[elective('2')]]),
      rule('other', { mc: 'piece' }, [[elective('3', { target: 'more' })]]),
    ];
    expect(offer([one, other], {}, whole)).toMatchObject({ amount: '2', total: '5', otherRules: ['other'] });
    expect(offer([one, other])).toMatchObject({ amount: '2', total: '2', otherRules: [] });
  });

  test('in named programs counts what their limits leave, the best program first', () => {
    const limited = (code: string, amount: string) => ({
      code,
      totalCredits: '180',
      limits: [{ id: 'cap', type: 'max' as const, scope: { all: true as const }, amount }],
    });
    const found = offer([rule('r', { mc: 'a' }, [[elective('6')]], { programs: ['BA', 'BS', 'GONE'] })], {
      programs: [limited('BA', '2'), limited('BS', '4')],
    });
    expect(found).toMatchObject({
      amount: '4',
      isMaximum: true,
      programs: ['BS', 'BA'],
      asks: { program: 'BS' },
    });
    expect(offer([rule('r', { mc: 'a' }, [[elective('6')]], { programs: ['GONE'] })])).toMatchObject({
      standing: 'ended',
      withheld: 'not-offered',
      amount: null,
    });
  });
});

test('the better offer is the larger one in the common unit, then the one that asks for less', () => {
  const of = (
    amount: string,
    premise: Premise,
    home: 'ECTS' | 'US_SEM' | 'AU_CP' = 'ECTS',
    kind?: 'waiver',
  ) =>
    offer(
      [rule('r', premise, [[kind ? { kind, target: 'w', credits: { amount: '0' } } : elective(amount)]])],
      {
        homeUnit: home,
        policy: { homeUnit: home },
      },
      mc('a'),
    );
  const both: Premise = { all: [{ mc: 'a' }, { mc: 'b' }] };
  const sorted = [
    of('0', { mc: 'a' }, 'ECTS', 'waiver'),
    of('12', { mc: 'a' }, 'AU_CP'),
    of('7.5', { mc: 'a' }),
    of('10', both),
    of('10', { mc: 'a', minScore: '80' }),
    of('10', { mc: 'a' }),
    of('12', { mc: 'a' }, 'US_SEM'),
  ].sort(compareOffers);
  expect(sorted.map(({ amount, ects }) => [amount, ects])).toEqual([
    ['12', '24'],
    ['10', '10'],
    ['10', '10'],
    ['10', '10'],
    ['7.5', '7.5'],
    ['12', null],
    ['0', '0'],
  ]);
  expect(
    sorted.slice(1, 4).map(({ ways, leaf }) => [ways[0]?.microCredentials.length, leaf?.minScore]),
  ).toEqual([
    [0, undefined],
    [0, '80'],
    [1, undefined],
  ]);
});

test('converts by the institution’s own pair, and says when there is none', () => {
  const ects: CreditPolicy = { homeUnit: 'ECTS' };
  expect(inUnit('8', 'US_QTR', 'US_SEM', ects)).toBe('16/3');
  expect(inUnit('8', 'ECTS', 'US_SEM', { ...ects, conversions: { 'ECTS>US_SEM': '0.6' } })).toBe('4.8');
  expect(inUnit('8', 'ECTS', 'CEU', ects)).toBeNull();
});

/** Somebody who holds just what the offer asks for, or all of it but one thing. */
function caseOf({ asks, isAsStated }: Offer, facts: OfferFacts, without: string | null = null): CreditCase {
  if (asks === null) throw new Error('nothing to ask');
  const bySlug = new Map(facts.microCredentials.map((one) => [one.slug, one]));
  const input = buildEstimateCreditCase(
    {
      policy: facts.policy ?? { homeUnit: facts.homeUnit },
      courses: facts.courses,
      relations: facts.relations,
      microCredentials: facts.microCredentials,
      program: facts.programs.find(({ code }) => code === asks.program) ?? null,
      rules: facts.rules,
      student: {
        claimDate: asks.claimDate,
        ...(asks.termStart && { termStart: asks.termStart }),
        assessments: asks.assessments.filter(({ id }) => id !== without),
        earned: [],
      },
    },
    asks.holdings
      .filter(({ slug }) => slug !== without)
      .map((stated) => ({ stated, entry: bySlug.get(stated.slug) ?? null })),
  );
  const { student, policy } = input;
  const isUnbounded = isAsStated && asks.holdings.every(({ credits }) => credits === null);
  const credits = isUnbounded ? { amount: '1000', unit: policy.homeUnit } : null;
  return canonicalCase({
    ...input,
    student: {
      ...student,
      credentials: student.credentials.map((one) => ({ ...one, ...(credits && { credits }) })),
    },
  });
}

const namesConditions = (premise: Premise): boolean =>
  /"(versions|minEqf|maxAge|minScore|belowScore|evidence|idVerified|proctored|lifetimeOnly|expiringOnly|mustBeActive)"/.test(
    JSON.stringify(premise),
  );

describe('the law of offers, over random rule books', () => {
  const runs = lawRuns(100);
  test.each([
    ['conditions of every kind', randomCase(1)],
    ['many rules that apply', randomCase(6)],
    ['tight choices', packingCase()],
  ] as const)(
    'what is offered is what an estimate with exactly that gives: %s',
    { timeout: 600_000 },
    (_, cases) => {
      const seed = Number(process.env['CREDIT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
      console.info(`CREDIT_SEED=${seed} CREDIT_RUNS=${runs}`);
      let [given, withheld] = [0, 0];
      fc.assert(
        fc.property(cases, (value) => {
          const facts = factsFrom(orRefuse(parseCreditCase(value)));
          for (const one of facts.rules) {
            for (const own of [null, ...facts.microCredentials]) {
              const found = offerOf(facts, one, own);
              if (found.asks === null || one.status === 'suspended') continue;
              const evaluation = oracle(caseOf(found, facts)) as Evaluation;
              const awards = evaluation.awards.filter(({ rule: by }) => by === one.id);
              if (found.withheld !== null) {
                withheld += 1;
                expect([awards, found.amount, found.lines]).toEqual([[], null, []]);
                continue;
              }
              given += 1;
              const known = found.lines.flatMap(({ line, amount }) =>
                amount === null ? [] : `${line.target} ${amount}`,
              );
              const gives = awards.map(({ target, counted }) => `${target} ${counted}`);
              expect(found.lines.map(({ line }) => line.target).sort()).toEqual(
                awards.map(({ target }) => target).sort(),
              );
              expect(known.filter((line) => !gives.includes(line))).toEqual([]);
              expect(found.isAsStated || known.length === gives.length).toBe(true);
              if (found.total !== null) expect(found.total).toBe(evaluation.totals.counted);
              if (found.total !== null && found.otherRules.length === 0)
                expect(found.amount).toBe(found.total);
              // Nothing that it asks for is asked for in vain.
              if (namesConditions(one.definition.premise)) continue;
              for (const name of [
                ...found.asks.holdings.map(({ slug }) => slug),
                ...found.asks.assessments.map(({ id }) => id),
              ])
                expect(
                  evaluate(caseOf(found, facts, name)).awards.some(({ rule: by }) => by === one.id),
                ).toBe(false);
            }
          }
        }),
        { seed, numRuns: runs },
      );
      expect([given > runs / 10, withheld > runs / 10]).toEqual([true, true]);
    },
  );
});
