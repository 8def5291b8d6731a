/** Random cases that are small enough for the oracle and touch every construct of the readme. */
import fc from 'fast-check';

/** Absent so many times as often as present. */
const optional = <T>(arbitrary: fc.Arbitrary<T>, absent = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: absent, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
/** Leaves out keys without a value, as JSON does. */
const compact = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const record = <T extends Record<string, fc.Arbitrary<unknown>>>(fields: T) =>
  fc.record(fields).map((value) => compact(value as object));

const day = fc.constantFrom(
  '2019-02-28',
  '2020-02-29',
  '2021-02-28',
  '2021-03-01',
  '2022-06-30',
  '2022-07-01',
  '2023-02-28',
  '2024-02-29',
  '2024-06-30',
);
const micro = fc.constantFrom('A', 'B', 'C', 'D', 'S', 'T', 'U');
const amount = fc.constantFrom('0', '1', '1.5', '2', '3', '3', '4', '5', '6', '8/3', '10/3', '7.25');
const score = fc.constantFrom('69.99', '70', '79.99', '80', '84', '85', '100');
const unit = fc.constantFrom('US_SEM', 'US_QTR', 'ECTS', 'UK_CATS', 'HOURS', 'CEU');
const measured = record({ amount, unit: optional(unit) });
const end = fc.oneof(fc.constant(null), fc.constant(undefined), day);
const window = record({ from: end, to: end });
const course = fc.constantFrom('C1', 'C2', 'C3', 'C4', 'C5');
const ruleIds = ['R1', 'R2', 'R3', 'R10', 'Ra'];

const numbered = <T>(
  make: (id: string) => fc.Arbitrary<T>,
  ids: readonly string[],
  counts: readonly number[],
) =>
  fc
    .constantFrom(...counts)
    .chain((count) =>
      fc.shuffledSubarray([...ids], {
        minLength: Math.min(count, ids.length),
        maxLength: Math.min(count, ids.length),
      }),
    )
    .chain((chosen) => fc.tuple(...chosen.map((id) => make(id))));

/**
 * Cases of at most 5 rules, 6 credentials and 4 limits.
 * @param plenty 1: conditions of every kind, many rules fail; more: most rules apply, so that the choice between them is hard
 */
export function randomCase(plenty: 1 | 6): fc.Arbitrary<Record<string, unknown>> {
  const leaf = fc.oneof(
    { weight: 5 * plenty, arbitrary: record({ mc: micro }) },
    {
      weight: 3,
      arbitrary: record({
        mc: micro,
        versions: optional(fc.constantFrom(['1'], ['2'], ['1', '2']), 4),
        minEqf: optional(fc.constantFrom(5, 6), 4),
        mustBeActive: optional(fc.boolean(), 4),
        expiringOnly: optional(fc.boolean(), 4),
        lifetimeOnly: optional(fc.boolean(), 4),
        maxAge: optional(
          fc.constantFrom({ years: 2 }, { years: 3 }, { months: 12 }, { years: 1, months: 6 }),
          4,
        ),
        evidence: optional(fc.constantFrom(['pdf'], ['badge', 'transcript']), 4),
        idVerified: optional(fc.boolean(), 4),
        proctored: optional(fc.boolean(), 4),
        minScore: optional(score, 4),
        belowScore: optional(score, 4),
      }),
    },
    {
      weight: 1,
      arbitrary: record({
        assessment: fc.constantFrom('X1', 'X2', 'X3'),
        minScore: fc.constantFrom('50', '70'),
      }),
    },
  );

  const premise = fc.letrec<{ premise: object }>((tie) => ({
    premise: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 5, arbitrary: leaf },
      { weight: 1, arbitrary: record({ all: fc.array(tie('premise'), { minLength: 1, maxLength: 3 }) }) },
      { weight: 2, arbitrary: record({ any: fc.array(tie('premise'), { minLength: 1, maxLength: 3 }) }) },
      {
        weight: 1,
        arbitrary: record({
          atLeast: fc.integer({ min: 1, max: 3 }),
          of: fc.array(tie('premise'), { minLength: 1, maxLength: 4 }),
        }),
      },
    ),
  })).premise;

  const credits = fc.oneof(
    { weight: 4, arbitrary: measured },
    { weight: 1, arbitrary: record({ fromSource: fc.constant(true), max: optional(measured, 1) }) },
    { weight: 1, arbitrary: fc.constant({ catalog: true }) },
  );
  const level = optional(fc.constantFrom('LD', 'UD', 'GR', 'L4'), 1);
  const line = fc.oneof(
    { weight: 5, arbitrary: record({ kind: fc.constant('course'), target: course, level, credits }) },
    {
      weight: 1,
      arbitrary: record({
        kind: fc.constant('genEd'),
        target: fc.constantFrom('QR', 'C1'),
        level,
        credits: measured,
      }),
    },
    {
      weight: 3,
      arbitrary: record({
        kind: fc.constantFrom('block', 'elective', 'levelOnly'),
        target: fc.constantFrom('FREE', 'C2'),
        level,
        credits: fc.oneof(measured, record({ fromSource: fc.constant(true) })),
      }),
    },
    {
      weight: 1,
      arbitrary: record({
        kind: fc.constantFrom('waiver', 'noncredit'),
        target: fc.constantFrom('W', 'QR', 'N'),
        credits: optional(fc.constantFrom({ amount: '0' }, { amount: '3' }), 1),
      }),
    },
  );
  const outcome = record({ lines: fc.array(line, { minLength: 0, maxLength: 3, size: 'max' }) });

  const rule = (id: string) =>
    record({
      id: fc.constant(id),
      family: optional(fc.constantFrom('F', 'G'), 4),
      version: optional(fc.integer({ min: 1, max: 2 }), 2),
      status: optional(fc.constantFrom('published', 'draft', 'suspended'), 6 * plenty),
      priority: optional(fc.constantFrom(10, 40, 50, 60), 1),
      programs: optional(fc.constantFrom(['*'], ['P'], ['Q'], ['P', '*']), 2 * plenty),
      credentialWindow: optional(
        fc.record({ basis: optional(fc.constantFrom('issuedOn', 'heldDuring'), 1), from: end, to: end }),
        4 * plenty,
      ),
      claimWindow: optional(window, 9 * plenty),
      termWindow: optional(window, 9 * plenty),
      premise,
      outcomes: fc.oneof(
        { weight: 9, arbitrary: fc.array(outcome, { minLength: 1, maxLength: 3 }) },
        { weight: 1, arbitrary: fc.constant([]) },
      ),
      overrides: optional(fc.subarray(ruleIds, { minLength: 1, maxLength: 2 }), 7 * plenty),
      deny: optional(fc.boolean(), 6 * plenty),
      exclusive: optional(fc.constantFrom('*', 'L', 'L', 'M'), 4),
      tags: optional(fc.subarray(['ACE', 'area']), 1),
    });

  const credential = (id: string) => known(id).map(withoutExpiry);
  // Of those that state no last day, some are not known to be without one.
  const withoutExpiry = (one: { id?: unknown; expiresOn?: unknown; version?: unknown }) =>
    one.expiresOn === undefined && one.version === undefined ? { ...one, expiryUnknown: true } : one;
  const known = (id: string) =>
    record({
      id: fc.constant(id),
      mc: micro,
      version: optional(fc.constantFrom('1', '2'), 1),
      issuedOn: day,
      expiresOn: fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom(null, undefined) },
        { weight: 1, arbitrary: day },
      ),
      status: optional(fc.constantFrom('valid', 'revoked'), 6 * plenty),
      score: optional(score, 1),
      eqf: optional(fc.integer({ min: 4, max: 7 })),
      idVerified: optional(fc.boolean(), 1),
      proctored: optional(fc.boolean(), 1),
      evidence: optional(fc.subarray(['pdf', 'badge', 'transcript']), 1),
      credits: optional(measured, 1),
    });

  const scope = fc.oneof(
    fc.constant({ all: true }),
    record({
      providers: optional(fc.subarray(['p', 'q'], { minLength: 1 }), 1),
      tags: optional(fc.constantFrom(['ACE'], ['area'], ['ACE', 'area']), 1),
      levels: optional(fc.subarray(['LD', 'UD', 'GR'], { minLength: 1 }), 1),
      kinds: optional(
        fc.subarray(['course', 'genEd', 'block', 'elective', 'levelOnly'], { minLength: 1 }),
        1,
      ),
      olderThan: optional(fc.constantFrom({ years: 1 }, { years: 3 }), 1),
    }),
  );
  const share = fc.oneof(
    record({ amount: fc.constantFrom('3', '5', '6.5', '10', '20') }),
    record({ percent: fc.constantFrom('25', '12.5', '75') }),
  );
  const limit = fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          share,
          record({
            id: fc.constant('MAX'),
            type: fc.constant('max'),
            scope,
            alreadyUsed: optional(fc.constantFrom('0', '2', '30'), 1),
          }),
        )
        .map(([a, b]) => ({ ...b, ...a })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          share,
          record({
            id: fc.constant('RES'),
            type: fc.constant('minResident'),
            externalAlreadyCounted: optional(fc.constantFrom('15', '1'), 1),
          }),
        )
        .map(([a, b]) => ({ ...b, ...a })),
    },
    {
      weight: 1,
      arbitrary: record({
        id: fc.constant('FIN'),
        type: fc.constant('finalWindow'),
        window: fc.constantFrom('5', '10'),
        maxExternal: fc.constantFrom('2', '6'),
        totalSoFar: optional(fc.constantFrom('10', '40'), 1),
        externalInWindow: optional(fc.constantFrom('1', '9'), 1),
      }),
    },
    {
      weight: 1,
      arbitrary: record({
        id: fc.constant('UD'),
        type: fc.constant('minUpperDivision'),
        amount: fc.constantFrom('3', '12'),
        have: optional(fc.constantFrom('1', '20'), 1),
      }),
    },
  );

  const rounding = fc.oneof(
    fc.constant({ stage: 'none' }),
    record({
      stage: fc.constantFrom('line', 'total'),
      mode: optional(fc.constantFrom('DOWN', 'UP', 'HALF_UP', 'HALF_EVEN')),
      increment: optional(fc.constantFrom('0.01', '0.5', '1', '1/3')),
    }),
  );
  const policy = record({
    homeUnit: fc.constantFrom('US_SEM', 'US_SEM', 'ECTS', 'UK_CATS', 'AU_CP'),
    resolution: optional(fc.constantFrom('best', 'best', 'priority')),
    rounding: optional(rounding),
    trim: optional(fc.constantFrom('partial', 'whole')),
    conversions: optional(
      fc.constantFrom({ 'ECTS>US_SEM': '3/5' }, { 'HOURS>ECTS': '1/30', 'ECTS>AU_CP': '4/5' }),
      2,
    ),
    postAfterResidentCredits: optional(fc.constantFrom('12', '0'), 3),
  });

  const entry = record({
    provider: fc.constantFrom('p', 'q', 'r'),
    workloadHours: optional(fc.constantFrom('100', '187', '113'), 4),
    recommendedEcts: optional(fc.constantFrom('4', '5', '7'), 2),
  });
  const catalog = fc
    .record({
      plain: fc.tuple(entry, entry, entry, entry),
      groups: fc.tuple(entry, entry, entry),
      // S holds single units, T may hold S, U may hold T: nested and overlapping certificates.
      components: fc.constantFrom(
        { S: ['A', 'B'], T: ['C', 'D'], U: ['A', 'D'] },
        { S: ['A', 'B'], T: ['S', 'C'], U: ['T', 'D'] },
        { S: ['A', 'B'], T: ['A', 'C'], U: ['S'] },
        { S: ['A'], T: ['E', 'B'], U: [] as string[] },
      ),
      implied: fc.subarray(['S', 'T', 'U']),
      rest: record({
        equivalents: optional(
          fc.constantFrom(
            [['C1', 'C2']],
            [
              ['C1', 'C2'],
              ['C2', 'C3'],
            ],
            [
              ['C1', 'C2'],
              ['C3', 'C4', 'C5'],
            ],
          ),
          1,
        ),
        outranks: optional(fc.constantFrom({ E1: ['C1'] }, { C5: ['C4'], E1: ['C3'] }), 1),
        overlaps: optional(
          fc.constantFrom(
            [{ course: 'C1', with: 'E1', credits: '1' }],
            [
              { course: 'C3', with: 'C5', credits: '2' },
              { course: 'C3', with: 'E1', credits: '1.5' },
            ],
          ),
          1,
        ),
        courses: fc.constant({
          C1: { credits: '3' },
          C2: { credits: '4' },
          C3: { credits: '3' },
          C4: { credits: '1' },
          C5: { credits: '6' },
        }),
      }),
    })
    .map(({ plain, groups, components, implied, rest }) => ({
      microCredentials: {
        ...Object.fromEntries(['A', 'B', 'C', 'D'].map((id, index) => [id, plain[index]])),
        ...Object.fromEntries(
          (['S', 'T', 'U'] as const).map((id, index) => [
            id,
            {
              ...groups[index],
              components: components[id],
              ...(implied.includes(id) && { componentsImplied: true }),
            },
          ]),
        ),
      },
      ...rest,
    }));

  const student = fc
    .record({
      base: record({
        claimDate: day,
        program: optional(fc.constantFrom('P', 'Q'), 1),
        termStart: optional(day, 1),
        assessments: optional(
          fc.array(record({ id: fc.constantFrom('X1', 'X2'), score: fc.constantFrom('49.9', '50', '70') }), {
            maxLength: 2,
          }),
          1,
        ),
        earned: optional(
          fc
            .subarray(['C1', 'C3', 'C5', 'E1'], { maxLength: 2 })
            .map((codes) => codes.map((one) => ({ course: one, credits: '3' }))),
          1,
        ),
        consumedAtoms: optional(fc.subarray(['A', 'B', 'C', 'D', 'U'], { maxLength: 2 }), 3 * plenty),
        residentCredits: optional(fc.constantFrom('9', '12'), 1),
      }),
      credentials: numbered(
        credential,
        ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'],
        plenty > 1 ? [4, 5, 6] : [0, 2, 3, 4, 5, 6],
      ),
    })
    .map(({ base, credentials }) => ({ ...base, credentials }));

  return fc
    .record({
      policy,
      catalog,
      program: optional(
        record({
          code: fc.constant('P'),
          total: fc.constantFrom('20', '24', '121'),
          limits: fc.array(limit, { maxLength: 4, size: 'max' }),
        }),
      ),
      student,
      rules: numbered(rule, ruleIds, plenty > 1 ? [4, 5] : [1, 2, 3, 4, 4, 5, 5]),
    })
    .map((value) => compact(value) as Record<string, unknown>);
}

/** Cases in which nearly every rule applies and the choice is tight: shared credentials, few amounts, ties, caps that bind. */
export function packingCase(): fc.Arbitrary<Record<string, unknown>> {
  const held = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'S');
  const simple = fc.oneof(
    { weight: 9, arbitrary: held.map((mc) => ({ mc })) },
    { weight: 1, arbitrary: fc.constant({ assessment: 'X1', minScore: '50' }) },
  );
  const several = (min: number) => fc.array(simple, { minLength: min, maxLength: 3, size: 'max' });
  const premise = fc.oneof(
    { weight: 4, arbitrary: simple },
    { weight: 3, arbitrary: several(2).map((any) => ({ any })) },
    { weight: 1, arbitrary: several(2).map((all) => ({ all })) },
    { weight: 1, arbitrary: several(3).map((of) => ({ atLeast: 2, of })) },
  );
  const level = optional(fc.constantFrom('UD', 'GR'));
  const credits = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('1', '2', '3', '4', '4/3').map((amount) => ({ amount })) },
    { weight: 1, arbitrary: fc.constant({ fromSource: true }) },
  );
  const line = fc.oneof(
    { weight: 4, arbitrary: record({ kind: fc.constant('course'), target: course, level, credits }) },
    {
      weight: 4,
      arbitrary: record({
        kind: fc.constantFrom('genEd', 'block', 'elective', 'levelOnly'),
        target: fc.constantFrom('QR', 'FREE'),
        level,
        credits,
      }),
    },
    {
      weight: 1,
      arbitrary: record({ kind: fc.constantFrom('waiver', 'noncredit'), target: fc.constantFrom('W', 'QR') }),
    },
  );
  const outcome = record({ lines: fc.array(line, { minLength: 1, maxLength: 2, size: 'max' }) });
  const rule = (id: string) =>
    record({
      id: fc.constant(id),
      priority: optional(fc.constantFrom(40, 60), 2),
      premise,
      outcomes: fc.array(outcome, { minLength: 1, maxLength: 2, size: 'max' }),
      exclusive: optional(fc.constantFrom('L', 'L', 'L', '*'), 5),
      tags: optional(fc.subarray(['ACE', 'area'])),
    });
  const scope = fc.oneof(
    fc.constant({ all: true }),
    fc.constantFrom(
      { tags: ['ACE'] },
      { tags: ['area'] },
      { levels: ['LD'] },
      { kinds: ['course', 'elective'] },
      { providers: ['p'] },
      { olderThan: { years: 3 } },
      { levels: ['GR', 'UD'], tags: ['ACE'] },
    ),
  );
  const limit = record({
    id: fc.constant('MAX'),
    type: fc.constant('max'),
    scope,
    amount: fc.constantFrom('1', '2', '3', '5', '7', '2.5'),
  });
  return fc
    .record({
      resolution: fc.constantFrom('best', 'best', 'best', 'priority'),
      trim: fc.constantFrom('partial', 'whole'),
      equivalents: optional(
        fc.constantFrom(
          [['C1', 'C2']],
          [
            ['C1', 'C2'],
            ['C2', 'C3'],
          ],
        ),
        2,
      ),
      implied: fc.boolean(),
      limits: fc.array(limit, { maxLength: 3, size: 'max' }),
      copies: fc.subarray(['A', 'B', 'S', 'C']),
      dropped: fc.subarray(['D', 'E', 'F', 'S'], { maxLength: 2 }),
      rules: fc
        .integer({ min: 3, max: 6 })
        .chain((count) => fc.tuple(...['R1', 'R2', 'R3', 'Ra', 'R10', 'R0'].slice(0, count).map(rule))),
    })
    .map(({ resolution, trim, equivalents, implied, limits, copies, dropped, rules }) =>
      compact({
        policy: { homeUnit: 'ECTS', resolution, trim },
        catalog: {
          microCredentials: {
            A: { provider: 'p' },
            B: { provider: 'q' },
            C: { provider: 'p' },
            S: { provider: 'q', components: ['A', 'B'], componentsImplied: implied },
          },
          equivalents,
        },
        program: { code: 'P', total: '30', limits },
        student: {
          claimDate: '2024-06-01',
          credentials: [
            ...['A', 'B', 'C', 'D', 'E', 'F', 'S']
              .filter((mc) => !dropped.includes(mc))
              .map((mc) => ({ id: `k${mc}`, mc, issuedOn: '2023-01-01', credits: { amount: '2' } })),
            ...copies.map((mc) => ({ id: `c${mc}`, mc, issuedOn: '2020-01-01', credits: { amount: '3' } })),
          ],
          assessments: [{ id: 'X1', score: '50' }],
        },
        rules,
      }),
    );
}

/**
 * Rules for pairs and for single certificates that lead to the same few courses: the pair goes first in a pass whatever its id, so
 * what it is given must not be taken again by a rule whose id sorts before it.
 */
export function sharedCourseCase(): fc.Arbitrary<Record<string, unknown>> {
  const held = fc.constantFrom('A', 'B', 'C', 'D', 'E');
  const together = (min: number) =>
    fc.uniqueArray(
      held.map((mc) => ({ mc })),
      { minLength: min, maxLength: 3, selector: ({ mc }) => mc },
    );
  const premise = fc.oneof(
    { weight: 4, arbitrary: held.map((mc) => ({ mc })) },
    { weight: 4, arbitrary: together(2).map((all) => ({ all })) },
    { weight: 1, arbitrary: together(2).map((of) => ({ atLeast: 2, of })) },
    { weight: 1, arbitrary: fc.tuple(together(2), held).map(([all, mc]) => ({ any: [{ mc }, { all }] })) },
  );
  const line = fc.oneof(
    {
      weight: 6,
      arbitrary: record({
        kind: fc.constant('course'),
        target: fc.constantFrom('C1', 'C2', 'C3'),
        credits: fc.constantFrom('3', '4', '5').map((amount) => ({ amount })),
      }),
    },
    {
      weight: 1,
      arbitrary: record({
        kind: fc.constant('elective'),
        target: fc.constant('FREE'),
        credits: fc.constant({ amount: '1' }),
      }),
    },
  );
  const outcome = record({ lines: fc.array(line, { minLength: 1, maxLength: 2, size: 'max' }) });
  const rule = (id: string) =>
    record({
      id: fc.constant(id),
      priority: optional(fc.constantFrom(40, 60), 5),
      programs: optional(fc.constantFrom(['P'], ['*']), 3),
      credentialWindow: optional(fc.constantFrom({ from: '2020-01-01' }, { from: '2021-01-01' }), 3),
      premise,
      outcomes: fc.array(outcome, { minLength: 1, maxLength: 2, size: 'max' }),
    });
  return fc
    .record({
      resolution: fc.constantFrom('best', 'priority'),
      equivalents: optional(fc.constant([['C1', 'C2']]), 2),
      earned: optional(fc.constant([{ course: 'C3', credits: '3' }]), 4),
      room: optional(fc.constantFrom('4', '6', '7.5'), 2),
      missing: fc.subarray(['D', 'E'], { maxLength: 1 }),
      rules: fc
        .integer({ min: 3, max: 6 })
        .chain((count) => fc.tuple(...['R1', 'R2', 'R3', 'Ra', 'R10', 'R0'].slice(0, count).map(rule))),
    })
    .map(({ resolution, equivalents, earned, room, missing, rules }) =>
      compact({
        policy: { homeUnit: 'US_SEM', resolution },
        catalog: { equivalents },
        program: room && {
          code: 'P',
          total: '120',
          limits: [{ id: 'MAX', type: 'max', scope: { all: true }, amount: room }],
        },
        student: {
          claimDate: '2024-06-01',
          program: 'P',
          earned,
          credentials: ['A', 'B', 'C', 'D', 'E']
            .filter((mc) => !missing.includes(mc))
            .map((mc) => ({ id: `k${mc}`, mc, issuedOn: '2023-01-01' })),
        },
        rules,
      }),
    );
}
