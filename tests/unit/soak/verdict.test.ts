import { expect, test } from 'vitest';
import { allowance, type Measure, type Sample, warmUpOf } from '@/tests/proof/soak/slope';
import { verdictOf } from '@/tests/proof/soak/verdict';

const measures = Object.keys(allowance) as Measure[];
/** Looks every ten seconds until then, at a product in which one figure moves. @units seconds */
const looks = (until: number, measure: Measure, at: (seconds: number) => number): Sample[] =>
  Array.from({ length: Math.floor(until / 10) }, (_, n) => ({
    at: (n + 1) * 10,
    figures: {
      ...Object.fromEntries(measures.map((name) => [name, 1])),
      [measure]: at((n + 1) * 10),
    } as Sample['figures'],
  }));
/** Five minutes, as in the night. */
const length = 300;
const steady = (at: number) => 120 + (at % 20) / 10;
const judged = (samples: readonly Sample[], failed = 0) =>
  verdictOf({ length, samples, answered: 4_000, failed });

test('what stays as it is, and is looked at to its end, is green', () => {
  expect(judged(looks(length, 'keptMb', steady))).toMatchObject({
    seconds: 300,
    growing: [],
    tooManyFailed: false,
    isWhole: true,
    isGreen: true,
  });
});

test.each([
  ['keptMb', (at: number) => 120 + at / 10],
  ['openFiles', (at: number) => 50 + at / 10],
  ['connections', (at: number) => 8 + Math.floor(at / 40)],
  ['residentMb', (at: number) => 300 + at],
] as const)('within five minutes a leak of %s is found, and named', (measure, at) => {
  expect(judged(looks(length, measure, at))).toMatchObject({ growing: [measure], isGreen: false });
});

test('what grows while it warms up and no longer is no growth', () => {
  const warming = (at: number) => 120 + Math.min(at, warmUpOf(length));
  expect(judged(looks(length, 'keptMb', warming))).toMatchObject({ growing: [], isGreen: true });
});

test('one that was broken off says how long it ran and what it saw, and is not green', () => {
  expect(judged(looks(200, 'keptMb', steady))).toMatchObject({
    seconds: 200,
    growing: [],
    isWhole: false,
    isGreen: false,
  });
  expect(judged(looks(200, 'keptMb', (at) => 120 + at)).growing).toEqual(['keptMb']);
});

test('within the warm-up nothing is judged', () => {
  for (const until of [0, 60])
    expect(judged(looks(until, 'keptMb', (at) => at * 10))).toMatchObject({
      seconds: until,
      trends: {},
      growing: [],
      isGreen: false,
    });
});

test('of a thousand requests one may fail, and of few requests one', () => {
  const samples = looks(length, 'keptMb', steady);
  expect(judged(samples, 4).isGreen).toBe(true);
  expect(judged(samples, 5)).toMatchObject({ tooManyFailed: true, isGreen: false });
  const few = (failed: number) => verdictOf({ length, samples, answered: 10, failed }).tooManyFailed;
  expect([few(1), few(2)]).toEqual([false, true]);
});
