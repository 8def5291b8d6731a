import { expect, test } from 'vitest';
import { barrierTables } from '@/lib/figures/barriers';
import { detailsOf, stepTable } from '@/lib/figures/details';
import type { DecidedReview, Facts } from '@/lib/figures/facts';
import { cellsOfFigures, figureNamed } from '@/lib/figures/figure-cells';
import { quartersIn } from '@/lib/figures/quarter';
import { workingDays } from '@/lib/figures/working-days';
import { parseCivilDate } from '@/lib/kernel/civil-date';

const day = parseCivilDate;
const count = workingDays(day('2026-01-01'), day('2027-01-01'), new Set());
const decided = (many: number, departmentId: string): DecidedReview[] =>
  Array.from({ length: many }, () => ({
    departmentId,
    handedInOn: day('2026-03-02'),
    routedOn: day('2026-03-03'),
    decidedOn: day('2026-03-16'),
    publishedOn: null,
    end: 'credit',
    countsAs: 'course',
    isRecommended: true,
    isAsIs: true,
  }));
const facts: Facts = {
  decided: [...decided(20, 'a'), ...decided(3, 'b'), ...decided(30, 'c')],
  stages: [],
  scores: [],
  coverage: [],
  inForce: [],
  requests: [{ quarter: day('2026-01-01'), askers: 4 }],
};
const quarters = quartersIn({ from: day('2026-01-01'), to: day('2026-01-01') });
const columns = ['a', 'b', 'c'];
const sheet = {
  quarters,
  tables: barrierTables(facts, quarters, columns, count),
  steps: stepTable(facts, columns, count),
  details: detailsOf(facts, day('2026-03-31'), count),
  department: '',
  nameOf: (column: string | null) => `Department ${column ?? ''}`,
};

test('a figure is a row with what it rests on, and what is withheld has no value', () => {
  const rows = cellsOfFigures(sheet, 'resources');
  expect(rows[0]).toEqual({
    figure: 'resources',
    part: '',
    quarter: '2026-Q1',
    department: '',
    unit: 'days',
    value: 10,
    rests_on: 53,
    told: 'yes',
  });
  const told = (department: string) => rows.find((row) => row.department === department);
  expect(told('Department c')).toMatchObject({ value: 10, rests_on: 30 });
  for (const name of ['Department a', 'Department b'])
    expect(told(name)).toMatchObject({ value: '', rests_on: '', told: 'withheld' });
});

test('a file holds one figure, or all, and none tells what the page does not', () => {
  const all = cellsOfFigures(sheet, null);
  expect(new Set(all.map(({ figure }) => figure)).size).toBe(13);
  expect(all.find(({ figure }) => figure === 'awareness')).toMatchObject({ value: '', told: 'withheld' });
  expect(all.filter(({ rests_on }) => [3, 4, 23].includes(Number(rests_on)))).toEqual([]);
  expect(all.find(({ figure, part }) => figure === 'credit' && part === 'asIs')).toMatchObject({
    value: 100,
  });
  expect(all.find(({ figure, part }) => figure === 'turns' && part === 'author')).toMatchObject({
    told: 'none',
  });
});

test('a name that is none is none', () => {
  expect(figureNamed('steps')).toBe('steps');
  expect(figureNamed('nothing')).toBeNull();
});
