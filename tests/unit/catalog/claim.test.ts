import { expect, test } from 'vitest';
import { type ClaimedSo, whyNotClaimed } from '@/lib/catalog/claim';

const proved: ClaimedSo = {
  isMerged: false,
  isClaimed: false,
  isStatedElsewhere: true,
  isMailboxProved: true,
  isMailboxThere: true,
};

test('a proved mailbox at the page that another institution stated proves a claim', () =>
  expect(whyNotClaimed(proved)).toBeNull());

test.each<[Partial<ClaimedSo>, string]>([
  [{ isMerged: true }, 'organization/merged-already'],
  [{ isClaimed: true }, 'organization/claimed-already'],
  [{ isStatedElsewhere: false }, 'organization/claim-unstated'],
  [{ isMailboxProved: false }, 'organization/claim-unproved'],
  [{ isMailboxThere: false }, 'organization/claim-elsewhere'],
])('%o does not', (given, reason) => expect(whyNotClaimed({ ...proved, ...given })).toBe(reason));
