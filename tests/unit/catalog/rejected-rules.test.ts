import { describe, expect, test } from 'vitest';
import { tellRejected } from '@/lib/catalog/rejected-rules';
import { evaluateWithTrace } from '@/lib/credit/evaluate';
import { CreditCase } from '@/lib/credit/input';

const block = (amount: string) => [{ lines: [{ kind: 'block', target: 'IT', credits: { amount } }] }];
const stated = (max?: string) => [
  {
    lines: [
      {
        kind: 'elective',
        target: 'any',
        credits: { fromSource: true, ...(max && { max: { amount: max } }) },
      },
    ],
  },
];
function told(rules: object[], held: object[], student: object = {}, microCredentials: object = {}) {
  const input = CreditCase.parse({
    policy: { homeUnit: 'US_SEM' },
    catalog: { microCredentials },
    student: {
      claimDate: '2026-11-25',
      credentials: held.map((one, index) => ({ id: String(index + 1), issuedOn: '2026-01-01', ...one })),
      ...student,
    },
    rules,
  });
  return tellRejected(input, evaluateWithTrace(input), []);
}
const ways = (rules: object[], held: object[], student: object = {}) =>
  told(rules, held, student).map((one) =>
    one.ways.map(({ missing }) =>
      missing.map(({ key, values }) => `${key} ${values['mc'] ?? values['assessment'] ?? ''}`.trim()),
    ),
  );

describe('what is said of a rule that gives nothing', () => {
  test('either/or is either/or, and what both need is in both', () => {
    const premise = {
      all: [{ mc: 'a' }, { mc: 'b' }, { any: [{ mc: 'c' }, { assessment: 'Challenge', minScore: '70' }] }],
    };
    expect(ways([{ id: 'R', premise, outcomes: block('6') }], [{ mc: 'a' }])).toEqual([
      [
        ['leaf.MISSING_CREDENTIAL b', 'leaf.ASSESSMENT_OPEN Challenge'],
        ['leaf.MISSING_CREDENTIAL b', 'leaf.MISSING_CREDENTIAL c'],
      ],
    ]);
  });

  test('what is held already comes first, with all that it lacks', () => {
    const premise = {
      any: [
        { mc: 'b', minScore: '60' },
        { mc: 'a', proctored: true },
      ],
    };
    expect(ways([{ id: 'R', premise, outcomes: stated('3') }], [{ mc: 'a' }])).toEqual([
      [['leaf.NOT_PROCTORED a', 'leaf.CREDIT_NOT_STATED a'], ['leaf.MISSING_CREDENTIAL b']],
    ]);
  });

  test('all that is wrong with a certificate is said at once', () => {
    const premise = { mc: 'a', minScore: '80', proctored: true, mustBeActive: true };
    const held = [{ mc: 'a', score: '70', expiryUnknown: true }];
    const [one] = told([{ id: 'R', premise, programs: ['BBA'], outcomes: block('6') }], held);
    expect(one?.ways.map(({ gives, more, missing }) => [gives, more, missing.map(({ key }) => key)])).toEqual(
      [
        [
          '6',
          '6',
          ['PROGRAM_NOT_APPLICABLE', 'leaf.EXPIRY_NOT_STATED', 'leaf.NOT_PROCTORED', 'leaf.SCORE_BELOW_MIN'],
        ],
      ],
    );
  });

  test('credit that is not stated is what is missing, and not that others give more', () => {
    const rules = [{ id: 'R', premise: { any: [{ mc: 'a' }, { mc: 'b' }] }, outcomes: stated('6') }];
    const [one] = told(rules, [{ mc: 'a' }]);
    expect(one?.reason.key).not.toMatch(/MORE|SAME/);
    expect(one?.ways.map(({ gives, missing }) => [gives, missing.map(({ key }) => key)])).toEqual([
      [null, ['leaf.CREDIT_NOT_STATED']],
    ]);
    expect(told(rules, [{ mc: 'a', credits: { amount: '4' } }])).toEqual([]);
  });

  test.each(['CEU', 'CLOCK_HOURS'])(
    'credit stated in %s, which cannot be converted, is all that is said, however the rule is met',
    (unit) => {
      const held = { mc: 'a', credits: { amount: '4', unit } };
      const said = [{ reason: { key: 'UNIT_NOT_CONVERTED', values: { mc: 'a' } }, ways: [], even: null }];
      const rule = (premise: object) => [{ id: 'R', premise, outcomes: stated('6') }];
      const either = { any: [{ mc: 'a' }, { mc: 'b' }] };
      expect(told(rule({ mc: 'a' }), [held])).toMatchObject(said);
      expect(told(rule(either), [held])).toMatchObject(said);
      expect(told(rule({ all: [{ mc: 'a' }, { mc: 'b' }] }), [held, { mc: 'b' }])).toMatchObject(said);
      expect(told(rule(either), [held, { mc: 'b', credits: { amount: '3' } }])).toEqual([]);
    },
  );

  test('a unit that stands in the way even of who meets all of it is told as that', () => {
    const rules = [{ id: 'R', premise: { all: [{ mc: 'a' }, { mc: 'b' }] }, outcomes: stated('6') }];
    expect(told(rules, [{ mc: 'a', credits: { amount: '4', unit: 'CEU' } }])).toMatchObject([
      { reason: { key: 'PREMISE_UNMET' }, even: { key: 'UNIT_NOT_CONVERTED', values: { mc: 'a' } } },
    ]);
  });

  test('other rules are named with what each side gives', () => {
    const rules = [
      { id: 'R-1', premise: { mc: 'a' }, outcomes: block('3') },
      { id: 'R-2', premise: { mc: 'a' }, outcomes: block('9') },
    ];
    expect(told(rules, [{ mc: 'a' }])).toMatchObject([
      {
        id: 'R-1',
        ways: [],
        reason: { key: 'NOT_SELECTED_MORE', values: { by: 'R-2', amountOwn: '3', amountTheirs: '9' } },
      },
    ]);
    expect(told([rules[0]!, { ...rules[1], outcomes: block('3') }], [{ mc: 'a' }])[0]?.reason.key).toBe(
      'NOT_SELECTED_SAME',
    );
  });

  test('a no about a part is said to be about the part; one about the whole is not', () => {
    const microCredentials = {
      whole: { provider: 'p', components: ['part', 'rest'], componentsImplied: true },
    };
    const rule = { id: 'R', premise: { mc: 'whole' }, outcomes: block('9') };
    const no = (mc: string) => ({ id: 'N', premise: { mc }, outcomes: [], deny: true });
    const held = [{ mc: 'whole' }];
    expect(told([rule, no('part')], held, {}, microCredentials)[0]?.reason).toEqual({
      key: 'DENIED_PART',
      values: { mc: 'part' },
    });
    expect(told([rule, no('whole')], held, {}, microCredentials)[0]?.reason.key).toBe('DENIED');
  });

  test('what would give nothing even when met is told without a promise', () => {
    const rules = [
      { id: 'R-1', premise: { all: [{ mc: 'a' }, { mc: 'b' }] }, outcomes: block('3') },
      { id: 'R-2', premise: { mc: 'a' }, outcomes: block('9') },
    ];
    expect(told(rules, [{ mc: 'a' }])).toMatchObject([
      { id: 'R-1', ways: [], even: { key: 'NOT_SELECTED' } },
    ]);
  });

  test('a claim that can no longer be made is not something to add', () => {
    const rule = { id: 'R', premise: { mc: 'a' }, outcomes: block('3'), claimWindow: { to: '2026-01-31' } };
    expect(told([rule], [{ mc: 'a' }])).toMatchObject([
      { ways: [], even: null, reason: { key: 'CLAIM_WINDOW' } },
    ]);
  });
});
