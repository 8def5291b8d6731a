import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barrierTables, changeIn, isWorse, slowest } from '@/lib/figures/barriers';
import { detailsOf, partsOf, stepTable } from '@/lib/figures/details';
import type { DecidedReview, Facts, StageFact } from '@/lib/figures/facts';
import { figuresHref, parseFiguresQuery } from '@/lib/figures/figures-query';
import { quarterNamed, quarterOf, quartersIn, quarterName } from '@/lib/figures/quarter';
import { percentile, spreadOf } from '@/lib/figures/spread';
import { turnOn, turnsOf } from '@/lib/figures/stage-turns';
import { workingDays } from '@/lib/figures/working-days';
import { addDays, parseCivilDate } from '@/lib/kernel/civil-date';
import { businessDaysBetween } from '@/lib/review/sla';

const day = parseCivilDate;
const count = workingDays(day('2024-01-01'), day('2027-01-01'), new Set());
const nothing: Facts = { decided: [], stages: [], scores: [], coverage: [], inForce: [], requests: [] };
const decided = (
  departmentId: string,
  decidedOn: string,
  more: Partial<DecidedReview> = {},
): DecidedReview => ({
  departmentId,
  handedInOn: day('2026-01-05'),
  routedOn: day('2026-01-06'),
  decidedOn: day(decidedOn),
  publishedOn: null,
  end: 'credit',
  countsAs: 'course',
  isRecommended: false,
  isAsIs: null,
  ...more,
});
const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);
const stage = (more: Partial<StageFact> = {}): StageFact => ({
  departmentId: 'a',
  kind: 'department',
  openedOn: day('2026-03-02'),
  closedOn: day('2026-03-20'),
  dueOn: day('2026-03-18'),
  needs: 2,
  seats: [
    { person: 'one', seatedOn: day('2026-03-02'), votedOn: day('2026-03-10'), choice: 'approve' },
    { person: 'two', seatedOn: day('2026-03-02'), votedOn: day('2026-03-19'), choice: 'approve' },
  ],
  askedOn: [],
  answeredOn: [],
  ...more,
});

test('many spans are counted as one by one', () => {
  const first = day('2026-01-01');
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 399 }),
      fc.integer({ min: 0, max: 399 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 400 })),
      (a, b, off) => {
        const holidays = new Set<string>(off.map((n) => addDays(first, n)));
        const [from, to] = [addDays(first, a), addDays(first, b)];
        expect(workingDays(first, addDays(first, 400), holidays)(from, to)).toBe(
          businessDaysBetween(from, to, holidays),
        );
      },
    ),
  );
});

test('percentiles are numbers that were there', () => {
  expect(spreadOf([9, 1, 5, 3, 7, 2, 4, 6, 8, 10])).toEqual({ n: 10, median: 5, ninetieth: 9 });
  expect(percentile([3], 0.9)).toBe(3);
  expect(spreadOf([])).toBeNull();
});

test('quarters', () => {
  expect(quarterOf(day('2026-12-31'))).toBe('2026-10-01');
  expect(quarterName(day('2026-10-01'))).toBe('2026-Q4');
  expect(quarterNamed('2026-Q4')).toBe('2026-10-01');
  expect(quarterNamed('2026-Q5')).toBeNull();
  expect(quartersIn({ from: day('2025-10-01'), to: day('2026-04-01') })).toEqual([
    '2025-10-01',
    '2026-01-01',
    '2026-04-01',
  ]);
});

describe('the address', () => {
  const today = day('2026-11-30');
  test('says all that is asked for', () => {
    const asked = { period: { from: day('2025-07-01'), to: day('2026-07-01') }, departmentId: 'x' };
    const { searchParams } = new URL(figuresHref(asked), 'http://any.invalid');
    expect(parseFiguresQuery(Object.fromEntries(searchParams), today)).toEqual(asked);
  });
  test.each([
    [{}, '2025-01-01', '2026-10-01'],
    [{ from: '2027-Q1', to: '2027-Q2' }, '2025-01-01', '2026-10-01'],
    [{ from: '2026-Q3', to: '2026-Q1' }, '2024-04-01', '2026-01-01'],
    [{ from: '2001-Q1', to: '2026-Q1' }, '2016-04-01', '2026-01-01'],
    [{ from: ['2026-Q1'], to: 'nothing' }, '2026-01-01', '2026-10-01'],
  ])('%j is %s to %s', (params, from, to) => {
    expect(parseFiguresQuery(params, today).period).toEqual({ from, to });
  });
});

describe('whose turn a stage was', () => {
  test('reviewers until all have voted, then whoever leads', () => {
    expect(turnsOf(stage(), day('2026-04-01'), count)).toEqual({ author: 0, leader: 1, reviewers: 13 });
  });
  test('whoever leads while it lacks reviewers', () => {
    const late = stage({
      needs: 2,
      seats: [
        { ...stage().seats[0]!, seatedOn: day('2026-03-04') },
        { ...stage().seats[1]!, seatedOn: day('2026-03-05') },
      ],
    });
    expect(turnsOf(late, day('2026-04-01'), count)).toEqual({ author: 0, leader: 4, reviewers: 10 });
  });
  test('an author who owes an answer, before all others', () => {
    const asked = stage({ askedOn: [day('2026-03-03')], answeredOn: [day('2026-03-06')] });
    expect(turnOn(asked, day('2026-03-04'))).toBe('author');
    expect(turnsOf(asked, day('2026-04-01'), count)).toEqual({ author: 3, leader: 1, reviewers: 10 });
  });
  test('of an open one up to today', () => {
    const open = stage({ closedOn: null, seats: [{ ...stage().seats[0]!, votedOn: null }], needs: 1 });
    expect(turnsOf(open, day('2026-03-09'), count)).toEqual({ author: 0, leader: 0, reviewers: 5 });
  });
  test('comes to the days of the stage', () => {
    const days = fc.integer({ min: 0, max: 30 }).map((n) => addDays(day('2026-03-02'), n));
    fc.assert(
      fc.property(
        fc.array(fc.record({ seatedOn: days, votedOn: fc.option(days) })),
        fc.array(days),
        fc.array(days),
        days,
        fc.integer({ min: 0, max: 3 }),
        (seats, askedOn, answeredOn, closedOn, needs) => {
          const one = stage({
            needs,
            closedOn,
            askedOn,
            answeredOn,
            seats: seats.map((seat, person) => ({ ...seat, person: String(person), choice: null })),
          });
          const { author, leader, reviewers } = turnsOf(one, day('2026-06-01'), count);
          expect(author + leader + reviewers).toBe(count(one.openedOn, closedOn));
        },
      ),
    );
  });
});

describe('one figure a barrier', () => {
  const rows = quartersIn({ from: day('2026-01-01'), to: day('2026-04-01') });
  const facts: Facts = {
    ...nothing,
    decided: [
      ...times(12, decided('a', '2026-01-12')),
      ...times(6, decided('a', '2026-01-19', { end: 'noCredit', countsAs: null })),
      ...times(20, decided('b', '2026-01-26')),
      ...times(15, decided('a', '2026-05-04')),
      ...times(4, decided('b', '2026-05-11')),
      ...times(30, decided('c', '2026-05-11')),
      ...times(30, decided('c', '2026-01-11')),
    ],
    requests: [
      { quarter: rows[0]!, askers: 30 },
      { quarter: rows[1]!, askers: 40 },
    ],
    scores: [{ quarter: rows[0]!, departmentId: 'a', criterion: 'level', n: 20, total: 45, good: 15 }],
    stages: times(10, stage()),
  };
  const tables = barrierTables(facts, rows, ['a', 'b', 'c'], count);

  test('rests on the cases of its quarter and department', () => {
    expect(tables.integration.columns[2]?.line.rows[0]).toEqual({ n: 30, value: 100 });
    expect(tables.resources.all.rows[0]).toEqual({ n: 68, value: 5 });
    expect(tables.integration.all.whole).toEqual({ n: 117, value: (111 * 100) / 117 });
    expect(tables.quality.all.rows[0]).toEqual({ n: 20, value: 75 });
    expect(tables.engagement.all.rows[0]).toEqual({ n: 20, value: 50 });
    expect(tables.awareness.all.rows.map((one) => one?.value)).toEqual([30, 40]);
  });
  test('is withheld where four cases are behind it, and where they could be worked out', () => {
    // The four of b in the second quarter take along what is smallest with them: a, in both quarters, and b in the first.
    const [a, b, c] = tables.integration.columns.map(({ line }) => line.rows);
    expect([a, b]).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(c).not.toContain(null);
  });
  test('tells what has become slower', () => {
    const slow = barrierTables(
      {
        ...nothing,
        decided: [...times(10, decided('a', '2026-01-12')), ...times(10, decided('a', '2026-05-12'))],
      },
      rows,
      ['a'],
      count,
    );
    expect(changeIn(slow.resources.all)).toEqual({ latest: 91, change: 86, at: 1 });
    expect(slowest(slow.resources)?.column).toBe('a');
    expect(isWorse('resources', 1)).toBe(false);
    expect(isWorse('engagement', -2)).toBe(true);
  });
  test('of nothing is none', () => {
    const none = barrierTables(nothing, rows, [], count);
    expect(none.resources.all).toEqual({
      rows: [
        { n: 0, value: null },
        { n: 0, value: null },
      ],
      whole: { n: 0, value: null },
    });
    expect(slowest(none.resources)).toBeNull();
  });
});

describe('what is told of a period', () => {
  const details = detailsOf(
    {
      ...nothing,
      decided: [
        ...times(
          12,
          decided('a', '2026-01-12', { isRecommended: true, isAsIs: true, publishedOn: day('2026-01-14') }),
        ),
        ...times(11, decided('a', '2026-01-12', { countsAs: 'place', isRecommended: true, isAsIs: false })),
        ...times(3, decided('a', '2026-01-12', { end: 'noCredit', countsAs: null })),
      ],
      stages: [
        ...times(10, stage()),
        ...times(
          5,
          stage({ seats: stage().seats.map((seat, at) => ({ ...seat, choice: at ? 'reject' : 'approve' })) }),
        ),
        ...times(12, stage({ closedOn: null, openedOn: day('2026-03-30') })),
      ],
      inForce: [
        { departmentId: 'a', countsAs: 'course', n: 40 },
        { departmentId: null, countsAs: 'place', n: 50 },
        { departmentId: 'a', countsAs: 'none', n: 10 },
      ],
    },
    day('2026-04-01'),
    count,
  );
  test('shares say of how many', () => {
    expect(details.credit).toEqual({ n: 26, value: (23 * 100) / 26 });
    expect(details.asIs).toEqual({ n: 23, value: (12 * 100) / 23 });
    expect(details.agreement).toEqual({ n: 15, value: (10 * 100) / 15 });
    expect(details.inForce.parts[0]).toEqual({ key: 'course', n: 40, percent: 40 });
  });
  test('days by step and turn', () => {
    expect(details.steps.find(({ step }) => step === 'publishing')?.spread).toEqual({
      n: 12,
      median: 2,
      ninetieth: 2,
    });
    expect(details.steps.find(({ step }) => step === 'department')?.spread).toMatchObject({ median: 14 });
    expect(details.steps.find(({ step }) => step === 'dean')?.spread).toEqual({ n: 0 });
    expect(details.turns.map(({ holder, percent }) => [holder, percent && Math.round(percent)])).toEqual([
      ['author', 0],
      ['leader', 7],
      ['reviewers', 93],
    ]);
  });
  test('open cases by their age, and nobody told of who are few', () => {
    expect(details.open.total).toBe(12);
    expect(details.reviewers).toBeNull();
  });
  test('steps by department', () => {
    const table = stepTable({ ...nothing, stages: times(10, stage()) }, ['a'], count);
    expect(table.columns[0]?.line.rows[1]).toEqual({ n: 10, value: 14 });
  });
  test('parts below ten go with the next smallest', () => {
    expect(
      partsOf([
        ['course', 40],
        ['place', 3],
        ['none', 12],
      ] as const),
    ).toEqual({
      total: 55,
      parts: [
        { key: 'course', n: 40, percent: (40 * 100) / 55 },
        { key: 'place', n: null, percent: null },
        { key: 'none', n: null, percent: null },
      ],
    });
  });
});
