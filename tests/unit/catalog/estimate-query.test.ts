import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  estimateHref,
  isEntry,
  most,
  nothingStated,
  parseEstimateQuery,
  statedHolding,
} from '@/lib/catalog/estimate-query';

const parametersOf = (href: string) => {
  const found: Record<string, string[]> = {};
  for (const [name, value] of new URL(href, 'http://x.test').searchParams) (found[name] ??= []).push(value);
  return found;
};

describe('parseEstimateQuery', () => {
  test('reads certificates by number, with what is said of each', () => {
    const { query, problems } = parseEstimateQuery({
      mc1: 'google-it',
      on1: '2024-05-01',
      score1: '85,5 %',
      id1: '1',
      proof1: ['badge', 'transcript'],
      mc3: 'python',
      until3: '2027-01-31',
      eqf3: '5',
      institution: 'north',
      program: 'BSC',
      claim: '2026-11-25',
      course: ['INF-1, CS 101', 'inf 1', 'IT 201;IT-202'],
      exam1: 'challenge',
      examscore1: '70',
    });
    expect(problems).toEqual([]);
    expect(query).toEqual({
      ...nothingStated,
      holdings: [
        {
          ...statedHolding('google-it'),
          issuedOn: '2024-05-01',
          score: '85.5',
          idVerified: true,
          evidence: ['badge', 'transcript'],
        },
        { ...statedHolding('python'), expiresOn: '2027-01-31', eqf: 5 },
      ],
      institution: 'north',
      program: 'BSC',
      claimDate: '2026-11-25',
      earned: ['INF-1', 'CS 101', 'IT 201', 'IT-202'],
      assessments: [{ id: 'challenge', score: '70' }],
    });
  });

  test('adds one at the end and drops the one named, and then asks for the plain address', () => {
    expect(parseEstimateQuery({ mc1: 'a', mc2: 'b', add: 'c', drop: '1' })).toMatchObject({
      query: { holdings: [{ slug: 'b' }, { slug: 'c' }] },
      isCanonical: false,
    });
    expect(parseEstimateQuery({ mc1: 'a' }).isCanonical).toBe(true);
  });

  test.each([
    [{ mc1: '../../etc' }, 'mc1', 'not-known'],
    [{ mc1: '//evil.example' }, 'mc1', 'not-known'],
    [{ mc1: 'a', on1: '2024-02-31' }, 'on1', 'no-such-day'],
    [{ mc1: 'a', until1: '2024-05' }, 'until1', 'day-left-out'],
    [{ claim: '2024-13' }, 'claim', 'not-a-day'],
    [{ mc1: 'a', score1: '1e3' }, 'score1', 'amount/not-a-number'],
    [{ mc1: 'a', score1: '85/100' }, 'score1', 'amount/not-a-number'],
    [{ mc1: 'a', exam1: 'E', examscore1: '9/10' }, 'examscore1', 'amount/not-a-number'],
    [{ mc1: 'a', eqf1: '9' }, 'eqf1', 'out-of-range'],
    [{ mc1: 'a', version1: 'v'.repeat(500) }, 'version1', 'too-long'],
    [{ mc11: 'a' }, 'mc', 'too-many'],
    [{ course: Array.from({ length: 90 }, (_, index) => `C${index}`) }, 'course', 'too-many'],
    [
      {
        ...Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`mc${index + 1}`, `a${index}`])),
        add: 'b',
      },
      'add',
      'too-many',
    ],
  ])('names what it could not use of %o', (raw, field, reason) => {
    expect(parseEstimateQuery(raw).problems).toContainEqual({ field, reason });
  });

  test('keeps what was typed where it cannot be read, under the number that the certificate has now', () => {
    const { query, problems, typed } = parseEstimateQuery({
      mc2: 'b',
      on2: '31.12.2024',
      score2: 'good',
      mc11: 'x',
      exam1: 'Challenge',
      examscore1: 'B+',
    });
    expect(query.holdings).toEqual([statedHolding('b')]);
    expect(problems).toEqual(
      expect.arrayContaining([
        { field: 'on1', reason: 'not-a-day' },
        { field: 'score1', reason: 'amount/not-a-number' },
        { field: 'examscore1', reason: 'amount/not-a-number' },
      ]),
    );
    expect(problems.filter(({ field }) => isEntry(field)).map(({ field }) => field)).toEqual([
      'on1',
      'score1',
      'examscore1',
    ]);
    expect(typed).toMatchObject({ on1: '31.12.2024', score1: 'good', examscore1: 'B+' });
  });

  test('reads the credit that a certificate states, and that it never expires, and writes both', () => {
    const { query, problems } = parseEstimateQuery({
      mc1: 'a',
      credit1: '7,5',
      unit1: 'ECTS',
      never1: '1',
      mc2: 'b',
      credit2: '3',
    });
    expect(problems).toEqual([]);
    expect(query.holdings).toEqual([
      { ...statedHolding('a'), credits: { amount: '7.5', unit: 'ECTS' }, neverExpires: true },
      { ...statedHolding('b'), credits: { amount: '3', unit: null } },
    ]);
    expect(parseEstimateQuery(parametersOf(estimateHref(query))).query).toEqual(query);
  });

  test('is total and bounded', () => {
    const name = fc.constantFrom(
      ...Array.from({ length: 12 }, (_, n) => [
        `mc${n}`,
        `on${n}`,
        `score${n}`,
        `proof${n}`,
        `eqf${n}`,
      ]).flat(),
      'add',
      'drop',
      'course',
      'q',
      'institution',
      'program',
      'claim',
    );
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string(), { maxLength: 8 }))),
        (raw) => {
          const { query } = parseEstimateQuery(raw);
          expect(query.holdings.length).toBeLessThanOrEqual(most.holdings);
          expect(query.earned.length).toBeLessThanOrEqual(most.earned);
        },
      ),
    );
  });

  test('an address that was written reads back as the same estimate, and stays on this site', () => {
    const holding = fc.record({
      slug: fc.stringMatching(/^[a-z]{1,5}(-[a-z]{1,5})?$/),
      score: fc.constantFrom('80', '79.99', null),
      idVerified: fc.boolean(),
      evidence: fc.subarray(['badge', 'letter']),
    });
    fc.assert(
      fc.property(fc.array(holding, { maxLength: 10 }), fc.string({ maxLength: 30 }), (some, words) => {
        const holdings = some.map((one) => ({ ...statedHolding(one.slug), ...one }));
        const { query } = parseEstimateQuery({
          ...parametersOf(estimateHref({ ...nothingStated, holdings })),
          q: words,
        });
        const href = estimateHref(query);
        expect(href).toMatch(/^\/estimate(\?|$)/);
        expect(parseEstimateQuery(parametersOf(href)).query).toEqual(query);
        expect(query.holdings).toEqual(holdings);
      }),
    );
  });
});
