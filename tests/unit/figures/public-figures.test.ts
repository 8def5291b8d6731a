import { describe, expect, test } from 'vitest';
import type { DecidedReview } from '@/lib/figures/facts';
import { publicFiguresOf, publicPeriod } from '@/lib/figures/public-figures';
import { reviewingRecordOf } from '@/lib/figures/reviewing-record';
import { workingDays } from '@/lib/figures/working-days';
import { parseCivilDate } from '@/lib/kernel/civil-date';

const day = parseCivilDate;
const count = workingDays(day('2025-01-01'), day('2027-01-01'), new Set());
const decided = (many: number, end: DecidedReview['end']): DecidedReview[] =>
  Array.from({ length: many }, () => ({
    departmentId: null,
    handedInOn: day('2026-03-02'),
    routedOn: day('2026-03-03'),
    decidedOn: day('2026-03-16'),
    publishedOn: null,
    end,
    countsAs: null,
    isRecommended: false,
    isAsIs: null,
  }));

describe('what everybody may know', () => {
  test('is of four quarters that are over', () => {
    expect(publicPeriod(day('2026-11-30'))).toEqual({ from: '2025-10-01', to: '2026-07-01' });
    expect(publicPeriod(day('2026-10-01'))).toEqual({ from: '2025-10-01', to: '2026-07-01' });
  });
  test('is how decisions ended, and how long they took', () => {
    const figures = publicFiguresOf(
      [...decided(60, 'credit'), ...decided(30, 'noCredit'), ...decided(10, 'notAsProposed')],
      count,
    );
    expect(figures.ends.parts.map(({ percent }) => percent)).toEqual([60, 30, 10]);
    expect(figures.days).toEqual({ n: 100, median: 10, ninetieth: 10 });
  });
  test('leaves out a reason that is given less than ten times, and the one that would tell of it', () => {
    const { ends } = publicFiguresOf(
      [...decided(60, 'credit'), ...decided(30, 'noCredit'), ...decided(4, 'notAsProposed')],
      count,
    );
    expect(ends.total).toBe(94);
    expect(ends.parts.map(({ n }) => n)).toEqual([60, null, null]);
  });
  test('is nothing of fewer than ten', () => {
    const { ends, days } = publicFiguresOf(decided(9, 'credit'), count);
    expect([ends.total, ends.parts[0]?.n, days]).toEqual([null, null, null]);
  });
});

test('a reviewing record counts a case once, and its hours as assumed', () => {
  const ballot = {
    caseId: 'a',
    title: 'A',
    kind: 'department' as const,
    seatedOn: day('2026-03-02'),
    votedOn: day('2026-03-06'),
    dueOn: day('2026-03-05'),
  };
  const record = reviewingRecordOf(
    [
      ballot,
      { ...ballot, kind: 'committee', dueOn: day('2026-03-20') },
      { ...ballot, caseId: 'b', dueOn: null },
    ],
    count,
  );
  expect(record).toEqual({ cases: 2, ballots: 3, hours: 4.5, turnaround: 4, inTime: 50 });
  expect(reviewingRecordOf([], count)).toEqual({
    cases: 0,
    ballots: 0,
    hours: 0,
    turnaround: null,
    inTime: null,
  });
});
