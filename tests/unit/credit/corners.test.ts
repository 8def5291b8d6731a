import { describe, expect, test } from 'vitest';
import { evaluate } from '@/lib/credit/evaluate';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { orRefuse } from '@/lib/kernel/result';
import { oracle } from './oracle';

/** Evaluates, and makes sure that the oracle says the same. */
function decide(
  rules: unknown[],
  credentials: unknown[],
  more: { student?: object; policy?: object; catalog?: object; program?: object } = {},
) {
  const input = orRefuse(
    parseCreditCase({
      policy: { homeUnit: 'ECTS', ...more.policy },
      catalog: more.catalog,
      program: more.program,
      student: { claimDate: '2024-06-30', credentials, ...more.student },
      rules,
    }),
  );
  const evaluation = evaluate(input);
  expect(evaluation).toEqual(oracle(input));
  return evaluation;
}
const earns = (amount: string) => [{ lines: [{ kind: 'elective', target: 'FREE', credits: { amount } }] }];
const one = (leaf: object, more: object = {}) => [
  { id: 'R', premise: { mc: 'X', ...leaf }, outcomes: earns('3'), ...more },
];
const held = (more: object = {}) => [{ id: 'c', mc: 'X', issuedOn: '2023-01-01', ...more }];

describe('first and last days', () => {
  const during = { credentialWindow: { basis: 'heldDuring', from: '2023-02-01', to: '2023-03-01' } };
  test.each([
    ['valid to the first day', { issuedOn: '2020-01-01', expiresOn: '2023-02-01' }, '3'],
    ['valid to the day before', { issuedOn: '2020-01-01', expiresOn: '2023-01-31' }, '0'],
    ['issued on the last day', { issuedOn: '2023-03-01' }, '3'],
    ['issued the day after', { issuedOn: '2023-03-02' }, '0'],
    ['issued before, never expires', { issuedOn: '2020-01-01' }, '3'],
    ['issued before, expiry not stated', { issuedOn: '2020-01-01', expiryUnknown: true }, '0'],
    ['issued within, expiry not stated', { issuedOn: '2023-02-01', expiryUnknown: true }, '3'],
  ])('held during: %s', (_, credential, counted) => {
    expect(decide(one({}, during), held(credential)).totals.counted).toBe(counted);
  });

  test.each([
    [{ mustBeActive: true }, 'EXPIRED'],
    [{ expiringOnly: true }, 'EXPIRY_KIND'],
    [{ lifetimeOnly: true }, 'EXPIRY_KIND'],
  ])('an expiry that is not stated is neither valid still nor of a kind: %o', (leaf, detail) => {
    expect(decide(one(leaf), held({ expiryUnknown: true })).rejected).toEqual({
      R: { reason: 'PREMISE_UNMET', detail },
    });
    expect(decide(one({}), held({ expiryUnknown: true })).totals.counted).toBe('3');
  });

  test('29 February and a year is 28 February', () => {
    const leaf = { maxAge: { years: 1 } };
    const leap = held({ issuedOn: '2024-02-29' });
    expect(decide(one(leaf), leap, { student: { claimDate: '2025-02-28' } }).totals.counted).toBe('3');
    expect(decide(one(leaf), leap, { student: { claimDate: '2025-03-01' } }).rejected).toEqual({
      R: { reason: 'PREMISE_UNMET', detail: 'TOO_OLD' },
    });
  });

  test('a student without a term is outside a term window, but inside an open one', () => {
    expect(decide(one({}, { termWindow: { from: '2024-01-01' } }), held()).rejected).toEqual({
      R: { reason: 'TERM_WINDOW' },
    });
    expect(decide(one({}, { termWindow: { from: null, to: null } }), held()).totals.counted).toBe('3');
  });
});

describe('what is not stated', () => {
  test.each([
    ['no score meets no minimum', { minScore: '0' }, 'SCORE_BELOW_MIN'],
    ['no level meets no minimum', { minEqf: 1 }, 'LEVEL_BELOW_MIN'],
    ['no version is none of those reviewed', { versions: ['1'] }, 'VERSION_MISMATCH'],
    ['no evidence is not the right one', { evidence: ['badge'] }, 'EVIDENCE_NOT_ACCEPTED'],
  ])('%s', (_, leaf, detail) => {
    expect(decide(one(leaf), held()).rejected).toEqual({ R: { reason: 'PREMISE_UNMET', detail } });
  });

  test('no score is below every maximum', () => {
    expect(decide(one({ belowScore: '50' }), held()).totals.counted).toBe('3');
  });

  test('the failure reported is that of the candidate that got furthest', () => {
    const copies = [
      ...held({ id: 'a', status: 'revoked' }),
      ...held({ id: 'b', score: '60' }),
      ...held({ id: 'c', proctored: false }),
    ];
    expect(decide(one({ minScore: '70' }), copies).rejected).toEqual({
      R: { reason: 'PREMISE_UNMET', detail: 'SCORE_BELOW_MIN' },
    });
    expect(
      decide(one({ versions: ['2'], minScore: '70' }), [
        ...held({ id: 'a', version: '1' }),
        ...held({ id: 'b', status: 'revoked' }),
      ]).rejected,
    ).toMatchObject({ R: { detail: 'VERSION_MISMATCH' } });
  });
});

describe('certificates and components', () => {
  const catalog = {
    microCredentials: {
      T: { components: ['S', 'C'], componentsImplied: true },
      S: { components: ['A', 'B'], componentsImplied: true },
    },
  };
  const certificate = [{ id: 't', mc: 'T', issuedOn: '2023-01-01', credits: { amount: '6' } }];

  test('one certificate for two leaves carries its credit once', () => {
    const rule = {
      id: 'R',
      premise: { all: [{ mc: 'S' }, { mc: 'C' }] },
      outcomes: [{ lines: [{ kind: 'elective', target: 'FREE', credits: { fromSource: true } }] }],
    };
    expect(decide([rule], certificate, { catalog }).totals.awarded).toBe('6');
  });

  test('it implies its own components, not those of its components, and uses only theirs', () => {
    expect(
      decide([{ id: 'R', premise: { mc: 'A' }, outcomes: earns('3') }], certificate, { catalog }).rejected,
    ).toMatchObject({
      R: { detail: 'MISSING_CREDENTIAL' },
    });
    const both = [
      { id: 'R1', premise: { mc: 'C' }, outcomes: earns('3') },
      { id: 'R2', premise: { mc: 'S' }, outcomes: earns('3') },
      { id: 'R3', premise: { mc: 'T' }, outcomes: earns('5') },
    ];
    expect(decide(both, certificate, { catalog }).totals.awarded).toBe('6');
  });

  test('a copy of what a certificate covers is the same learning', () => {
    const rule = { id: 'R', premise: { all: [{ mc: 'T' }, { mc: 'A' }] }, outcomes: earns('9') };
    expect(
      decide([rule], [...certificate, { id: 'a', mc: 'A', issuedOn: '2023-01-01' }], { catalog }).rejected,
    ).toEqual({ R: { reason: 'PREMISE_UNMET' } });
  });
});

describe('versions, overrides, denials', () => {
  const rule = (id: string, more: object) => ({ id, premise: { mc: 'X' }, outcomes: earns('3'), ...more });

  test('a superseded version overrides nothing', () => {
    const rules = [
      rule('V1', { family: 'F', version: 1, overrides: ['G'] }),
      rule('V2', { family: 'F', version: 2 }),
      rule('G', { outcomes: earns('6') }),
    ];
    expect(decide(rules, held())).toMatchObject({
      totals: { counted: '6' },
      rejected: { V1: { reason: 'SUPERSEDED_VERSION' }, V2: { reason: 'NOT_SELECTED' } },
    });
  });

  test('overrides are read once: an overridden rule still overrides', () => {
    const rules = [rule('A', { overrides: ['B'] }), rule('B', { overrides: ['C'] }), rule('C', {})];
    expect(decide(rules, held()).rejected).toEqual({
      B: { reason: 'OVERRIDDEN' },
      C: { reason: 'OVERRIDDEN' },
    });
  });

  test('a rule that does not apply overrides and supersedes nothing', () => {
    const rules = [
      rule('A', { premise: { mc: 'Y' }, family: 'F', version: 2, overrides: ['B'] }),
      rule('B', { family: 'F', version: 1 }),
    ];
    expect(decide(rules, held()).totals.counted).toBe('3');
  });

  test('a denial bars its first witness for equal and weaker rules, and is never listed', () => {
    const deny = {
      id: 'D',
      premise: { any: [{ mc: 'X' }, { mc: 'Y' }] },
      outcomes: [],
      deny: true,
      priority: 40,
    };
    const both = [...held(), { id: 'y', mc: 'Y', issuedOn: '2023-01-01' }];
    const rules = [
      deny,
      rule('strong', { priority: 39, outcomes: earns('1') }),
      rule('equal', { priority: 40 }),
      rule('other', { premise: { mc: 'Y' } }),
    ];
    expect(decide(rules, both)).toMatchObject({
      totals: { counted: '4' },
      rejected: { equal: { reason: 'DENIED' } },
    });
    expect(decide([{ ...deny, status: 'draft' }], both).rejected).toEqual({});
  });

  test('only an assessment not attempted leaves a condition open', () => {
    const rules = one(
      {},
      {
        premise: {
          all: [{ mc: 'X' }, { assessment: 'Z', minScore: '50' }, { assessment: 'P', minScore: '50' }],
        },
      },
    );
    expect(decide(rules, held()).rejected).toEqual({
      R: { reason: 'PENDING_CONDITION', pending: ['P', 'Z'] },
    });
    expect(
      decide(rules, held(), { student: { assessments: [{ id: 'Z', score: '49.9' }] } }).rejected,
    ).toEqual({ R: { reason: 'PREMISE_UNMET' } });
  });
});

describe('limits and trimming', () => {
  const program = (trim: string, limits: object[]) => ({
    policy: { trim },
    program: { code: 'P', total: '121', limits },
  });
  const three = (amounts: string[]) =>
    amounts.map((amount, index) => ({
      id: `R${index}`,
      premise: { mc: `M${index}` },
      outcomes: earns(amount),
      tags: [`t${index % 2}`],
    }));
  const holds = [0, 1, 2].map((index) => ({ id: `c${index}`, mc: `M${index}`, issuedOn: '2023-01-01' }));
  const counted = (trim: string, amounts: string[], limits: object[]) =>
    decide(three(amounts), holds, program(trim, limits)).awards.map((award) => award.counted);
  const all = { id: 'A', type: 'max', scope: { all: true } };

  test('whole lines: the largest sum, and of equal sums the one with the earlier lines', () => {
    expect(counted('whole', ['4', '3', '3'], [{ ...all, amount: '6' }])).toEqual(['0', '3', '3']);
    expect(counted('whole', ['3', '2', '3'], [{ ...all, amount: '5' }])).toEqual(['3', '2', '0']);
    expect(counted('partial', ['3', '2', '3'], [{ ...all, amount: '6' }])).toEqual(['3', '2', '1']);
  });

  test('every cap in scope is reduced, and percentages stay exact: 25 % of 121 is 30.25', () => {
    const scoped = { id: 'T', type: 'max', scope: { tags: ['t0'] }, amount: '4' };
    expect(counted('partial', ['3', '3', '3'], [{ ...all, amount: '5' }, scoped])).toEqual(['3', '2', '0']);
    expect(counted('partial', ['3', '3', '3'], [scoped, { ...all, amount: '7' }])).toEqual(['3', '3', '1']);
    expect(counted('partial', ['31', '3', '3'], [{ ...all, percent: '25' }])).toEqual(['30.25', '0', '0']);
  });

  test('more used than allowed leaves no room, not less than none', () => {
    expect(counted('partial', ['3', '3', '3'], [{ ...all, amount: '5', alreadyUsed: '9' }])).toEqual([
      '0',
      '0',
      '0',
    ]);
  });

  test('older than ten years begins the day after the tenth anniversary', () => {
    const old = (issuedOn: string) =>
      decide(
        one({}),
        held({ issuedOn }),
        program('partial', [{ id: 'O', type: 'max', scope: { olderThan: { years: 10 } }, amount: '1' }]),
      ).totals.counted;
    expect([old('2014-06-30'), old('2014-06-29')]).toEqual(['3', '1']);
  });

  test('an upper-division minimum that is met is a shortfall of 0', () => {
    expect(
      decide([], [], program('partial', [{ id: 'U', type: 'minUpperDivision', amount: '3', have: '5' }]))
        .shortfalls,
    ).toEqual({ upperDivision: '0' });
  });
});

describe('priority mode', () => {
  const policy = { resolution: 'priority' };
  const both = [...held(), { id: 'y', mc: 'Y', issuedOn: '2023-01-01' }];
  const rule = (id: string, more: object = {}) => ({
    id,
    premise: { mc: 'X' },
    outcomes: earns('3'),
    ...more,
  });
  const applied = (rules: object[], student: object = {}) => [
    ...new Set(decide(rules, both, { policy, student }).awards.map((award) => award.rule)),
  ];

  test('priority, larger set, program, later window, id', () => {
    expect(applied([rule('A'), rule('B', { priority: 40 })])).toEqual(['B']);
    expect(applied([rule('A'), rule('B', { premise: { all: [{ mc: 'X' }, { mc: 'Y' }] } })])).toEqual(['B']);
    expect(applied([rule('A'), rule('B', { programs: ['P'] })], { program: 'P' })).toEqual(['B']);
    expect(
      applied([
        rule('A', { credentialWindow: { from: '2020-01-01' } }),
        rule('B', { credentialWindow: { from: '2021-01-01' } }),
      ]),
    ).toEqual(['B']);
    expect(applied([rule('A'), rule('B', { credentialWindow: { from: '2021-01-01' } })])).toEqual(['B']);
    expect(applied([rule('B'), rule('A')])).toEqual(['A']);
  });

  test('only the first outcome is tried, and a rule that awards nothing is passed over', () => {
    const course = { lines: [{ kind: 'course', target: 'C', credits: { amount: '3' } }] };
    const rules = [
      rule('A', { priority: 1, outcomes: [course] }),
      rule('B', { premise: { mc: 'Y' }, outcomes: [course, ...earns('3')] }),
      rule('C', { premise: { mc: 'Y' }, priority: 99, outcomes: earns('1') }),
    ];
    expect(applied(rules)).toEqual(['A', 'C']);
  });
});
