import { describe, expect, test } from 'vitest';
import { buildComparison, mostGiving } from '@/lib/catalog/comparison';
import type { GivenOffer } from '@/lib/catalog/credit-facets';
import type { Offer } from '@/lib/catalog/offer';

const offer: Offer = {
  standing: 'published',
  opensOn: null,
  closesOn: null,
  windows: [],
  claimants: 'anybody',
  withheld: null,
  otherRules: [],
  unit: 'ECTS',
  amount: '3',
  beforeRounding: null,
  later: null,
  isAsStated: false,
  isMaximum: false,
  total: '3',
  ects: '3',
  lines: [],
  choices: [],
  part: null,
  ways: [],
  leaf: null,
  programs: null,
  programTitles: null,
  asks: null,
};
const given = (tenantId: string, more: Partial<Offer> = {}): GivenOffer => ({
  tenantId,
  programs: null,
  offer: { ...offer, ...more },
});
const of = (ects: string) => ({ amount: ects, total: ects, ects });

describe('entries side by side', () => {
  test('have of each institution its best offer, how many more there are, and nothing where it said nothing', () => {
    const rows = buildComparison([
      [
        given('north', of('3')),
        given('north', of('10')),
        given('south', { standing: 'refused', withheld: 'no-credit' }),
      ],
      [given('north', of('4'))],
    ]);
    const short = [...rows].map(([tenantId, answers]) => [
      tenantId,
      answers.map((one) => one && [one.standing, one.best?.ects ?? null, one.others]),
    ]);
    expect(short).toEqual([
      [
        'north',
        [
          ['published', '10', 1],
          ['published', '4', 0],
        ],
      ],
      ['south', [['refused', null, 0], null]],
    ]);
  });

  test('are marked where one institution gives most for some of them, by size', () => {
    const answers = (...amounts: (string | null)[]) =>
      amounts.map((ects) => ({
        standing: ects === null ? ('undecided' as const) : ('published' as const),
        best: ects === null ? null : { ...offer, ...of(ects) },
        others: 0,
        isClaimedInTime: false,
      }));
    expect(mostGiving(answers('9', '10', null))).toEqual([1]);
    expect(mostGiving(answers('10', '3', '10'))).toEqual([0, 2]);
    expect(mostGiving(answers('10', '10'))).toEqual([]);
    expect(mostGiving(answers('10', null))).toEqual([]);
    expect(mostGiving([])).toEqual([]);
  });
});
