import { describe, expect, it } from 'vitest';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { moveReviewDay, reviewDueOn } from '@/lib/rule/review-due';
import { RuleBasis } from '@/lib/rule/rule-version';
import { aHealthWorld, inForce } from '@/tests/support/rule-book';

it.each([
  ['2029-11-25', 36, []],
  ['2029-11-25', 36, [null, '2030-01-01']],
  ['2027-10-31', 36, ['2028-01-01', '2027-10-31']],
  ['2026-11-25', 36, ['2026-11-25']],
  ['2029-11-25', 36, ['2026-11-24']],
] as const)('is %s after %d months with ends %j', (expected, months, ends) => {
  expect(reviewDueOn('2026-11-25' as CivilDate, months, ends as readonly (CivilDate | null)[])).toBe(
    expected,
  );
});

describe('another day for the review', () => {
  const day = (text: string) => text as CivilDate;
  // Today is 25 November 2026; by the policy, what was published on 10 May 2026 is due on 10 May 2029.
  const { today, microCredentials } = aHealthWorld();
  const world = { today, lookedAtOn: day('2026-05-10'), policy: { reReviewMonths: 36 }, microCredentials };
  const version = { ...inForce({}, { reviewDueOn: day('2027-06-01') }), claimFrom: null, claimTo: null };
  const moved = (to: string, change: object = {}, more: object = {}) => {
    const result = moveReviewDay({ ...version, ...change }, day(to), { ...world, ...more });
    return result.ok ? result.value : result.reason;
  };

  it.each([
    ['2026-11-25', '2026-11-25'],
    ['2027-05-31', '2027-05-31'],
    ['2029-05-10', '2029-05-10'],
    ['2029-05-11', 'review/needs-review'],
    ['2026-11-24', 'review/day-over'],
    ['2027-06-01', 'review/day-same'],
  ])('%s: %s', (to, answer) => expect(moved(to)).toBe(answer));

  it('is nearer whatever the policy says, and tells the farthest where it may not be farther', () => {
    const shorter = { policy: { reReviewMonths: 6 } };
    expect(moved('2027-01-01', {}, shorter)).toBe('2027-01-01');
    expect(moveReviewDay(version, day('2027-07-01'), { ...world, ...shorter })).toEqual({
      ok: false,
      reason: 'review/needs-review',
      details: { latest: '2026-11-10' },
    });
  });

  it('is not before its own first day, which may be a later one than today', () => {
    expect([
      moved('2026-12-31', { claimFrom: day('2027-01-01') }),
      moved('2027-01-01', { claimFrom: day('2027-01-01') }),
    ]).toEqual(['review/before-first-day', '2027-01-01']);
  });

  it('is no later than the end of what the decision rests on', () => {
    const advised = {
      ...microCredentials,
      a: {
        ...microCredentials['a']!,
        recommendations: [
          {
            id: 'r',
            recommender: 'ACE',
            amount: '3',
            unit: 'US_SEM' as const,
            levels: [],
            validTo: day('2028-01-31'),
          },
        ],
      },
    };
    const basis = { ...RuleBasis.parse({ kind: 'recommendation' }), recommendationIds: ['r'] };
    expect([
      moved('2028-01-31', { basis }, { microCredentials: advised }),
      moved('2028-02-01', { basis }, { microCredentials: advised }),
      moved('2028-02-01', {}, { microCredentials: advised }),
    ]).toEqual(['2028-01-31', 'review/needs-review', '2028-02-01']);
  });

  it('is for what is in force, with days of claim left and a policy', () => {
    expect([
      moved('2027-01-01', { status: 'approved' }),
      moved('2027-01-01', { status: 'suspended' }),
      moved('2027-01-01', { claimTo: day('2026-11-24') }),
      moved('2027-01-01', {}, { policy: null }),
    ]).toEqual(['rule/not-in-force', '2027-01-01', 'rule/days-over', 'policy/none-in-force']);
  });
});
