import { expect, test } from 'vitest';
import { type MergingFacts, whyNotMerged } from '@/lib/micro-credential/merging';

const free: MergingFacts = {
  isOurs: true,
  isMerged: false,
  isRefused: false,
  hasMerged: false,
  hasParts: false,
  isBeingChanged: false,
  isSame: false,
  isOtherKind: false,
  decisions: [],
  inWork: [],
};

const alone = { isDouble: false, isOfBoth: false };

test('an entry of which nothing is decided may lead to another one', () =>
  expect(whyNotMerged(free)).toBeNull());

test.each<[Partial<MergingFacts>, string]>([
  [{ isOurs: false }, 'listing/other-steward'],
  [{ isMerged: true }, 'listing/merged-already'],
  [{ isRefused: true }, 'listing/merge-refused'],
  [{ isSame: true }, 'listing/merge-itself'],
  [{ isOtherKind: true }, 'listing/merge-other-kind'],
  [{ hasMerged: true }, 'listing/merge-has-merged'],
  [{ hasParts: true }, 'listing/merge-has-parts'],
  [{ isBeingChanged: true }, 'listing/merge-being-changed'],
  [{ decisions: [alone] }, 'listing/merge-decided'],
  [{ decisions: [alone, { ...alone, isDouble: true }] }, 'listing/merge-two-decisions'],
  [
    {
      decisions: [
        { ...alone, isDouble: true },
        { ...alone, isOfBoth: true },
      ],
    },
    'listing/merge-of-both',
  ],
  [{ inWork: [{}] }, 'listing/merge-in-work'],
  [{ inWork: [{}], decisions: [alone] }, 'listing/merge-decided'],
])('%o keeps it from that', (given, reason) => expect(whyNotMerged({ ...free, ...given })).toBe(reason));
