import { describe, expect, test } from 'vitest';
import { buildComparison, mostGiving } from '@/lib/catalog/comparison';
import type { GivenOffer } from '@/lib/catalog/credit-facets';
import type { Offer } from '@/lib/catalog/offered';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import type { Standing } from '@/lib/catalog/standing';

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
  test('have of each institution its best offer, how many more there are, and how it stands where it gives nothing', () => {
    const entry = (answers: GivenOffer[], stands: Record<string, Standing>) => ({
      answers,
      standingWith: (tenantId: string) => stands[tenantId] ?? 'undecided',
    });
    const rows = buildComparison(
      [
        entry(
          [
            given('north', of('3')),
            given('north', of('10')),
            given('south', { standing: 'refused', withheld: 'no-credit' }),
          ],
          { north: 'published', south: 'refused', east: 'recommended' },
        ),
        entry([given('north', of('4'))], { north: 'published', south: 'considered', west: 'suspended' }),
      ],
      ['south', 'north', 'east', 'west'],
    );
    const short = [...rows].map(([tenantId, answers]) => [
      tenantId,
      answers.map((one) => [one.standing, one.best?.ects ?? null, one.others]),
    ]);
    expect(short).toEqual([
      [
        'south',
        [
          ['refused', null, 0],
          ['considered', null, 0],
        ],
      ],
      [
        'north',
        [
          ['published', '10', 1],
          ['published', '4', 0],
        ],
      ],
      [
        'west',
        [
          ['undecided', null, 0],
          ['suspended', null, 0],
        ],
      ],
    ]);
  });

  test('tell from which day on what is decided already holds', () => {
    const opensOn = parseCivilDate('2027-03-01');
    const later = given('north', { standing: 'refusedLater', withheld: 'no-credit', opensOn });
    const answers = [given('north', { standing: 'ended', withheld: 'unmeetable' }), later];
    const rows = buildComparison([{ answers, standingWith: () => 'refusedLater' }], ['north']);
    expect(rows.get('north')).toMatchObject([{ standing: 'refusedLater', opensOn, best: null }]);
  });

  test('are marked where one institution gives most for some of them, by size', () => {
    const answers = (...amounts: (string | null)[]) =>
      amounts.map((ects) => ({
        standing: ects === null ? ('undecided' as const) : ('published' as const),
        opensOn: null,
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
