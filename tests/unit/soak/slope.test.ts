import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowance, type Measure, type Sample, trendOf, warmUpOf } from '@/tests/proof/soak/slope';

const length = 21_600;
const every = 60;
const measures = Object.keys(allowance) as Measure[];

/** Six hours of one figure, a sample a minute. */
const run = (measure: Measure, at: (seconds: number) => number): Sample[] =>
  Array.from({ length: length / every }, (_, n) => ({
    at: n * every,
    figures: {
      ...Object.fromEntries(measures.map((name) => [name, 1])),
      [measure]: at(n * every),
    } as Sample['figures'],
  }));
const grows = (measure: Measure, at: (seconds: number) => number) =>
  trendOf(measure, run(measure, at), length).grows;

describe('growth', () => {
  test('is what rises all the time by more than is allowed: 4 MB of memory an hour, a connection an hour, a file a minute', () => {
    expect(grows('keptMb', (at) => 120 + (at / 3_600) * 4)).toBe(true);
    expect(grows('connections', (at) => 8 + Math.floor(at / 3_600))).toBe(true);
    expect(grows('openFiles', (at) => 60 + at / 60)).toBe(true);
    expect(grows('staffMs', (at) => 100 + at / 100)).toBe(true);
  });

  test('is not what only moves up and down, whatever it is, nor what rises while it warms up, nor an outlier', () => {
    for (const measure of measures) {
      const { least } = allowance[measure];
      expect(
        grows(measure, (at) => 100 + least * 3 * Math.sin(at / 500)),
        measure,
      ).toBe(false);
      expect(
        grows(measure, (at) => 100 + Math.min(at, warmUpOf(length))),
        measure,
      ).toBe(false);
      expect(
        grows(measure, (at) => (at % 1_200 === 0 ? 100_000 : 100)),
        measure,
      ).toBe(false);
      expect(
        grows(measure, (at) => 1_000 - at / 100),
        measure,
      ).toBe(false);
    }
  });

  test('is found through noise of any kind that is smaller than it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 360, maxLength: 360 }),
        (noise) => {
          expect(grows('keptMb', (at) => 400 + (at / length) * 200 + (noise[at / every] ?? 0))).toBe(true);
          expect(grows('keptMb', (at) => 400 + (noise[at / every] ?? 0))).toBe(false);
        },
      ),
    );
  });

  test('says from where to where', () => {
    const { from, to } = trendOf(
      'openFiles',
      run('openFiles', (at) => 400 + at / 100),
      length,
    );
    expect([Math.round(from), Math.round(to)]).toEqual([418, 615]);
  });
});
