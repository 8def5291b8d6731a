import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { planPublication, type ToPublish } from '@/lib/rule/plan-publication';
import { definitionInForce, type RuleStatus, type RuleVersion } from '@/lib/rule/rule-version';
import { aSubject, aWorld } from '@/tests/support/lint-world';

const today = '2026-11-25' as CivilDate;
const day = (text: string | null) => text as CivilDate | null;

/** Version n of the rule "A earns INF-204". */
function aVersion(
  n: number,
  status: RuleStatus,
  given: { from?: string | null; to?: string | null; credentialTo?: string; recommendation?: string } = {},
): RuleVersion {
  const { from = null, to = null } = given;
  const subject = aSubject(
    {
      ...((from || to) && { claimWindow: { ...(from && { from }), ...(to && { to }) } }),
      ...(given.credentialTo && { credentialWindow: { to: given.credentialTo } }),
    },
    {
      basis: given.recommendation
        ? { kind: 'recommendation', recommendationIds: [given.recommendation], changedBecause: 'Less work.' }
        : {},
    },
  );
  return {
    ...subject,
    tenantId: 'tenant',
    id: `version-${n}`,
    title: 'A',
    departmentId: null,
    version: n,
    status,
    origin: 'review',
    changeClass: 'substantive',
    internalNote: '',
    claimFrom: day(from),
    claimTo: day(to),
    reviewDueOn: null,
    authorId: 'author',
    contributorIds: ['writer'],
    importedById: null,
    submittedAt: null,
    approvedAt: null,
    publishedById: null,
    publishedAt: null,
    statusReason: '',
    createdAt: '',
    updatedAt: '',
    rowVersion: 1,
  };
}

function plan(version: RuleVersion, others: RuleVersion[] = [], change: Partial<ToPublish> = {}) {
  const inForce = others.filter(({ status }) => status === 'published' || status === 'suspended');
  return planPublication({
    version,
    others,
    world: aWorld({
      others: inForce.map((one) => ({ ...one, definition: definitionInForce(one) })),
    }),
    policy: { reReviewMonths: 36 },
    today,
    publisherId: 'registrar',
    ...change,
  });
}
function planned(...given: Parameters<typeof plan>) {
  const result = plan(...given);
  if (!result.ok) throw new Error(result.reason);
  const { claimFrom, reviewDueOn, ends, revokes } = result.value;
  return {
    claimFrom,
    reviewDueOn,
    ends: ends.map(({ version: { id }, claimTo }) => [id, claimTo]),
    revokes: revokes.map(({ id }) => id),
  };
}

describe('the plan of a publication', () => {
  it('of a first version: it keeps its own first day, also a past one, and nothing ends', () => {
    expect(planned(aVersion(1, 'approved', { from: '2026-01-01' }))).toEqual({
      claimFrom: '2026-01-01',
      reviewDueOn: '2029-11-25',
      ends: [],
      revokes: [],
    });
    expect(planned(aVersion(1, 'approved')).claimFrom).toBeNull();
  });

  it.each(['published', 'suspended'] as const)(
    'of a version that follows a %s one: it starts today at the earliest, and the other ends the day before',
    (status) => {
      expect(planned(aVersion(2, 'approved', { from: '2026-10-01' }), [aVersion(1, status)])).toMatchObject({
        claimFrom: today,
        ends: [['version-1', '2026-11-24']],
        revokes: [],
      });
      expect(planned(aVersion(2, 'approved', { from: '2027-01-01' }), [aVersion(1, status)])).toMatchObject({
        claimFrom: '2027-01-01',
        ends: [['version-1', '2026-12-31']],
      });
    },
  );

  it('of a version that is published ahead: it begins on the chosen day, and the other ends the day before', () => {
    const firstDay = day('2027-02-01');
    const others = [aVersion(1, 'published')];
    for (const own of [null, '2026-01-01', '2027-01-01', '2027-02-01'])
      expect(planned(aVersion(2, 'approved', { from: own }), others, { firstDay })).toMatchObject({
        claimFrom: '2027-02-01',
        ends: [['version-1', '2027-01-31']],
        revokes: [],
      });
    expect(planned(aVersion(1, 'approved'), [], { firstDay })).toMatchObject({
      claimFrom: '2027-02-01',
      ends: [],
    });
    // The plan says from which row version it was made: what is stored is not touched before it is carried out.
    const result = plan(aVersion(1, 'approved'), [], { firstDay });
    expect(result.ok && result.value.version.claimFrom).toBeNull();
  });

  it.each([
    ['2026-11-24', {}, 'publish/day-over'],
    ['2026-12-31', { from: '2027-01-01' }, 'publish/before-own-day'],
    ['2027-07-01', { to: '2027-06-30' }, 'publish/after-last-day'],
    ['2029-11-26', {}, 'publish/after-review-day'],
    ['2029-11-25', {}, null],
    ['2026-11-25', {}, null],
    ['2027-06-30', { to: '2027-06-30' }, null],
  ])('from %s on, of a version of %j: %s', (firstDay, own, reason) => {
    const result = plan(aVersion(1, 'approved', own), [], { firstDay: day(firstDay) });
    expect(result.ok ? null : result.reason).toBe(reason);
  });

  it.each(['published', 'suspended'] as const)(
    'of a version that leaves no day to a %s one: that is revoked, since it had not been in force for a day',
    (status) => {
      for (const from of [today, '2026-12-31'])
        expect(
          planned(aVersion(2, 'approved', { from: '2026-10-01' }), [aVersion(1, status, { from })]),
        ).toMatchObject({ claimFrom: today, ends: [], revokes: ['version-1'] });
    },
  );

  it('ends several at once, and leaves alone what is over, in work or about other days and certificates', () => {
    expect(
      planned(aVersion(6, 'approved', { from: '2026-12-01' }), [
        aVersion(1, 'revoked'),
        aVersion(2, 'published', { to: '2026-06-30' }),
        aVersion(3, 'suspended', { from: '2026-07-01', to: '2027-06-30' }),
        aVersion(4, 'published', { from: '2027-07-01' }),
        aVersion(5, 'withdrawn'),
      ]),
    ).toMatchObject({ ends: [['version-3', '2026-11-30']], revokes: ['version-4'] });
    const elsewhere = { ...aVersion(2, 'approved', { from: '2026-12-01' }) };
    elsewhere.definition = { ...elsewhere.definition, credentialWindow: { from: '2026-01-01' as CivilDate } };
    expect(planned(elsewhere, [aVersion(1, 'published', { credentialTo: '2025-12-31' })])).toMatchObject({
      ends: [],
      revokes: [],
    });
  });

  it('is due for review with the policy, the end of a recommendation or of the window for certificates, whichever comes first', () => {
    expect(planned(aVersion(1, 'approved', { credentialTo: '2027-06-30' })).reviewDueOn).toBe('2027-06-30');
    expect(planned(aVersion(1, 'approved', { credentialTo: '2026-06-30' })).reviewDueOn).toBe('2029-11-25');
    const id = '00000000-0000-4000-8000-000000000001';
    const a = {
      ...aWorld().microCredentials['a'],
      recommendations: [
        { id, recommender: 'ACE', amount: '6', unit: 'ECTS', levels: [], validTo: '2028-01-31' as CivilDate },
      ],
    } as never;
    const world = aWorld({ microCredentials: { a } });
    expect(planned(aVersion(1, 'approved', { recommendation: id }), [], { world }).reviewDueOn).toBe(
      '2028-01-31',
    );
    expect(
      planned(aVersion(1, 'approved', { recommendation: id, credentialTo: '2027-06-30' }), [], { world })
        .reviewDueOn,
    ).toBe('2027-06-30');
    // A recommendation that the decision does not rest on may end when it likes.
    expect(planned(aVersion(1, 'approved'), [], { world }).reviewDueOn).toBe('2029-11-25');
  });

  it('of a suspended one that comes back: it keeps its days and its earlier review, and says why', () => {
    const resumedBecause = 'Nothing was wrong.';
    const suspended = { ...aVersion(1, 'suspended', { from: '2026-01-01' }), reviewDueOn: day('2027-01-01') };
    expect(plan(suspended, [], { resumedBecause })).toMatchObject({
      ok: true,
      value: {
        move: { action: 'resume', from: 'suspended', reason: resumedBecause },
        claimFrom: '2026-01-01',
        reviewDueOn: '2027-01-01',
        ends: [],
        revokes: [],
      },
    });
    const shortened = { ...aVersion(1, 'suspended'), claimTo: day('2026-12-31') };
    expect(
      planned(shortened, [aVersion(2, 'published', { from: '2027-01-01' })], { resumedBecause }),
    ).toMatchObject({ claimFrom: null, ends: [], revokes: [] });
  });

  it.each([
    ['rule/linter-errors', { ...aVersion(1, 'suspended'), claimTo: day('2026-11-24') }, {}],
    ['rule/linter-errors', aVersion(1, 'suspended'), { world: aWorld({ courses: {} }) }],
    ['policy/none-in-force', aVersion(1, 'suspended'), { policy: null }],
    ['rule/author-publishes', aVersion(1, 'suspended'), { publisherId: 'author' }],
    ['rule/author-publishes', aVersion(1, 'suspended'), { publisherId: 'writer' }],
    ['rule/not-from-this-state', aVersion(1, 'approved'), {}],
    ['rule/reason-missing', aVersion(1, 'suspended'), { resumedBecause: ' ' }],
  ] as const)('refuses to bring back: %s', (reason, version, change) => {
    expect(plan(version, [], { resumedBecause: 'Nothing was wrong.', ...change })).toMatchObject({
      ok: false,
      reason,
    });
  });

  it.each([
    ['policy/none-in-force', aVersion(1, 'approved'), { policy: null }],
    ['rule/not-from-this-state', aVersion(1, 'submitted'), {}],
    ['rule/author-publishes', aVersion(1, 'approved'), { publisherId: 'author' }],
    ['rule/author-publishes', aVersion(1, 'approved'), { publisherId: 'writer' }],
    ['rule/linter-errors', aVersion(1, 'approved'), { world: aWorld({ courses: {} }) }],
    ['rule/linter-errors', aVersion(2, 'approved'), {}],
  ] as const)('refuses: %s', (reason, version, change) => {
    expect(plan(version, version.version === 2 ? [aVersion(1, 'published')] : [], change)).toMatchObject({
      ok: false,
      reason,
    });
  });

  it('law: whatever was in force before, afterwards no two are for one day, and no day before today has changed hands', () => {
    const span = fc
      .tuple(fc.integer({ min: -60, max: 60 }), fc.option(fc.integer({ min: 0, max: 90 }), { nil: null }))
      .map(([start, length]) => ({
        from: addDays(today, start),
        to: length === null ? null : addDays(today, start + length),
      }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(span, fc.constantFrom('published' as const, 'suspended' as const)), {
          maxLength: 4,
        }),
        span,
        (before, own) => {
          const others: RuleVersion[] = [];
          for (const [{ from, to }, status] of before) {
            const apart = others.every(
              (one) => (to !== null && one.claimFrom! > to) || (one.claimTo !== null && one.claimTo < from),
            );
            if (apart) others.push(aVersion(others.length + 1, status, { from, to }));
          }
          const version = aVersion(9, 'approved', own);
          const result = plan(version, others);
          if (!result.ok) return;
          const { claimFrom, ends, revokes } = result.value;
          const after = others
            .filter((one) => !revokes.includes(one))
            .map((one) => ({
              ...one,
              claimTo: ends.find((end) => end.version === one)?.claimTo ?? one.claimTo,
            }));
          const holder = (versions: RuleVersion[], on: CivilDate) =>
            versions.filter(
              (one) =>
                (one.claimFrom === null || one.claimFrom <= on) &&
                (one.claimTo === null || one.claimTo >= on),
            );
          for (let offset = -70; offset <= 160; offset++) {
            const on = addDays(today, offset);
            const now = holder([...after, { ...version, claimFrom }], on);
            expect(now.length).toBeLessThanOrEqual(1);
            const [earlier] = holder(others, on);
            if (on < today && earlier) expect(now.map(({ id }) => id)).toEqual([earlier.id]);
          }
        },
      ),
    );
  });
});
