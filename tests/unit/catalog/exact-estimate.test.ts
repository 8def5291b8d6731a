import { expect, test } from 'vitest';
import { exactEstimateHref } from '@/lib/catalog/exact-estimate';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import type { Offer } from '@/lib/catalog/offered';

const asks = {
  ...nothingStated,
  holdings: [statedHolding('data')],
  program: 'BBA',
  claimDate: '2026-11-28',
  stated: null,
};
const today = '2026-11-28' as CivilDate;
const offer = (claimants: Offer['claimants']) => ({ asks, claimants }) as unknown as Offer;

test('an offer of today leads to an estimate of whichever day it is opened on, one of another day to that day', () => {
  expect(exactEstimateHref('northbridge', offer('anybody'), today)).toBe(
    '/estimate?mc1=data&institution=northbridge&program=BBA',
  );
  expect(exactEstimateHref('northbridge', offer('anybody'), null)).toContain('2026-11-28');
});

test('an offer that only those claim who were in time leads on, one that nobody may claim nowhere', () => {
  expect(exactEstimateHref('northbridge', offer('in-time'), today)).not.toBeNull();
  expect(exactEstimateHref('northbridge', offer('nobody'), today)).toBeNull();
});

test('nor does one that asks for the certificate alone: the plain estimate says the same', () => {
  const plain = { ...asks, program: null } as unknown as Offer['asks'];
  expect(exactEstimateHref('northbridge', { asks: plain, claimants: 'anybody' }, today)).toBeNull();
  expect(exactEstimateHref('northbridge', { asks: plain, claimants: 'anybody' }, null)).not.toBeNull();
});
