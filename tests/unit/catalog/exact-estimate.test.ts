import { expect, test } from 'vitest';
import { exactEstimateHref } from '@/lib/catalog/exact-estimate';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import type { Offer } from '@/lib/catalog/offer';

const asks = {
  ...nothingStated,
  holdings: [statedHolding('data')],
  program: 'BBA',
  claimDate: '2026-11-28',
  stated: null,
};
const today = '2026-11-28' as CivilDate;
const offer = (withheld: Offer['withheld']) => ({ asks, withheld }) as unknown as Offer;

test('an offer of today leads to an estimate of whichever day it is opened on, one of another day to that day', () => {
  expect(exactEstimateHref('northbridge', offer(null), today)).toBe(
    '/estimate?mc1=data&institution=northbridge&program=BBA',
  );
  expect(exactEstimateHref('northbridge', offer(null), null)).toContain('2026-11-28');
});

test('an offer that gives nothing leads nowhere', () => {
  expect(exactEstimateHref('northbridge', offer('denied'), null)).toBeNull();
});
