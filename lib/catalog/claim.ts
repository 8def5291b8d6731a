/** What is known of an organization and of the person who says that it is their institution. */
export interface ClaimedSo {
  isMerged: boolean;
  isClaimed: boolean;
  isStatedElsewhere: boolean;
  isMailboxProved: boolean;
  isMailboxThere: boolean;
}

export type ClaimReason =
  | 'organization/merged-already'
  | 'organization/claimed-already'
  | 'organization/claim-unstated'
  | 'organization/claim-unproved'
  | 'organization/claim-elsewhere';

/**
 * What keeps an institution from being known as an organization; null: nothing. To say so is no proof, nor is a page that one stated
 * oneself: the mailbox of the person who says it was proved by signing in, and is at the page that another institution stated.
 * @source docs/decisions/0048-one-body-one-certificate.md; claim_organization in prisma/migrations holds the same
 */
export function whyNotClaimed(facts: ClaimedSo): ClaimReason | null {
  if (facts.isMerged) return 'organization/merged-already';
  if (facts.isClaimed) return 'organization/claimed-already';
  if (!facts.isStatedElsewhere) return 'organization/claim-unstated';
  if (!facts.isMailboxProved) return 'organization/claim-unproved';
  return facts.isMailboxThere ? null : 'organization/claim-elsewhere';
}
