import { describe, expect, it } from 'vitest';
import type { CivilDate } from '@/lib/kernel/civil-date';
import {
  certificatesChanged,
  closedLately,
  coursesEnding,
  departmentGone,
  groundsChanged,
  latest,
  recommendationsLapsing,
  reviewsDue,
  windowsClosing,
} from '@/lib/rule/health/ahead';
import type { CertificateInHealth } from '@/lib/rule/health/rule-in-force';
import { RuleBasis } from '@/lib/rule/rule-version';
import { aHealthWorld, inForce } from '@/tests/support/rule-book';

// Today is 25 November 2026.
const day = (text: string) => text as CivilDate;
const codes = (told: readonly { code: string; day: string | null }[]) =>
  told.map((one) => `${one.code} ${one.day}`);

describe('a review', () => {
  it.each([
    [null, []],
    ['2026-11-24', ['review-overdue 2026-11-24']],
    ['2026-11-25', ['review-due 2026-11-25']],
    ['2027-02-25', ['review-due 2027-02-25']],
    ['2027-02-26', []],
  ])('due on %s', (on, expected) => {
    expect(
      codes(reviewsDue(inForce({}, { reviewDueOn: on === null ? null : day(on) }), aHealthWorld())),
    ).toEqual(expected);
  });
});

describe('a window', () => {
  it('is told of within three months before its last day', () => {
    const rule = inForce({
      claimWindow: { to: '2027-02-25' },
      credentialWindow: { to: '2026-11-25' },
      termWindow: { to: '2027-02-26' },
    });
    expect(codes(windowsClosing(rule, aHealthWorld()))).toEqual([
      'claim-closes 2027-02-25',
      'certificates-close 2026-11-25',
    ]);
  });

  it('that has closed is told of for three months', () => {
    const today = day('2026-11-25');
    expect(
      ['2026-11-25', '2026-11-24', '2026-08-25', '2026-08-24'].map((to) => closedLately(day(to), today)),
    ).toEqual([false, true, true, false]);
  });
});

it('a course that the catalog ends is told of, however it is written; one that has ended is the linter’s', () => {
  const course = { status: 'active', credits: '6', since: null, endsOn: day('2027-09-01') };
  const world = aHealthWorld({ courses: { 'INF-204': course, 'INF-1': { ...course, status: 'inactive' } } });
  const lines = ['inf 204', 'INF-1', 'INF-9'].map((target) => ({
    kind: 'course',
    target,
    credits: { amount: '6' },
  }));
  expect(codes(coursesEnding(inForce({ outcomes: [{ lines }] }), world))).toEqual(['course-ends 2027-09-01']);
});

describe('a certificate', () => {
  const withVersions = (versions: CertificateInHealth['versions'], status = 'active') => {
    const world = aHealthWorld();
    const a = world.microCredentials['a'];
    if (a === undefined) throw new Error('No certificate.');
    return { ...world, microCredentials: { a: { ...a, status, versions } } };
  };
  const version = (label: string, validFrom: string | null, validTo: string | null) => ({
    label,
    validFrom: validFrom === null ? null : day(validFrom),
    validTo: validTo === null ? null : day(validTo),
  });
  const past = version('1', '2020-01-01', '2024-12-31');
  const told = (definition: object, ...[versions, status]: Parameters<typeof withVersions>) =>
    codes(certificatesChanged(inForce(definition), withVersions(versions, status)));

  it('of which every version has ended has ended with the last', () => {
    expect(told({}, [past, version('2', '2022-01-01', '2025-12-31')])).toEqual([
      'certificate-ended 2025-12-31',
    ]);
    expect(told({}, [past, version('2', '2022-01-01', null)])).toEqual([]);
    expect(told({}, [version('2', null, '2026-11-25')])).toEqual([]);
    expect(told({}, [])).toEqual([]);
  });

  it('is judged by the versions that the rule accepts, and by none where it asks for completion by a day', () => {
    const both = [past, version('2', '2022-01-01', null)];
    expect(told({ premise: { mc: 'a', versions: ['1'] } }, both)).toEqual(['certificate-ended 2024-12-31']);
    expect(
      told({ premise: { mc: 'a', versions: ['1'] }, credentialWindow: { to: '2024-12-31' } }, both),
    ).toEqual([]);
  });

  it('with a version that came after the decision has changed, unless the rule names its versions', () => {
    const both = [past, version('2', '2025-06-01', null), version('3', '2027-01-01', null)];
    expect(told({}, both)).toEqual(['certificate-renewed 2025-06-01']);
    expect(told({ premise: { mc: 'a', versions: ['2'] } }, both)).toEqual([]);
    expect(told({}, [version('1', '2025-01-01', null)])).toEqual([]);
    expect(told({}, both, 'withdrawn')).toEqual([]);
  });
});

it('a recommendation that a rule rests on is told of within three months before its end', () => {
  const world = aHealthWorld();
  const a = world.microCredentials['a'];
  if (a === undefined) throw new Error('No certificate.');
  const ending = (validTo: string) => ({
    ...world,
    microCredentials: {
      a: {
        ...a,
        recommendations: [
          { id: 'r', recommender: 'ACE', amount: '3', unit: 'US_SEM', levels: [], validTo: day(validTo) },
        ],
      },
    },
  });
  const resting = (kind: string) =>
    inForce({}, { basis: { ...RuleBasis.parse({ kind }), recommendationIds: ['r'] } });
  expect(codes(recommendationsLapsing(resting('recommendation'), ending('2027-01-31')))).toEqual([
    'recommendation-lapses 2027-01-31',
  ]);
  expect(recommendationsLapsing(resting('ownReview'), ending('2027-01-31'))).toEqual([]);
  expect(recommendationsLapsing(resting('recommendation'), ending('2027-03-31'))).toEqual([]);
  expect(recommendationsLapsing(resting('recommendation'), ending('2026-01-31'))).toEqual([]);
});

it('what changed below a rule is told by what it is', () => {
  const change = (subject: 'course' | 'recommendation') => ({
    subject,
    name: 'X',
    firstDay: day('2026-12-01'),
  });
  expect(
    codes(groundsChanged(inForce({}, { changes: [change('course'), change('recommendation')] }))),
  ).toEqual(['course-changed 2026-12-01', 'recommendation-changed 2026-12-01']);
});

it('a rule without a department, or of one that is archived, has nobody who looks after it', () => {
  const of = (departmentId: string | null) =>
    codes(departmentGone(inForce({}, { departmentId }), aHealthWorld()));
  expect([of('d'), of('old'), of(null), of('elsewhere')]).toEqual([
    [],
    ['department-archived null'],
    ['department-missing null'],
    ['department-missing null'],
  ]);
});

it('the last of some days is none where one of them is open', () => {
  expect([
    latest([]),
    latest([day('2026-01-01'), day('2025-01-01')]),
    latest([null, day('2026-01-01')]),
  ]).toEqual([null, '2026-01-01', null]);
});
