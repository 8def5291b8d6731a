/** What is known of an entry that may lead to another one, and of that one. */
export interface MergingFacts {
  isOurs: boolean;
  isMerged: boolean;
  /** Whether an institution that it names has refused it. */
  isRefused: boolean;
  /** Whether other entries lead to it. */
  hasMerged: boolean;
  /** Whether it consists of others, or is part of one. */
  hasParts: boolean;
  /** Whether somebody is at a change of it. */
  isBeingChanged: boolean;
  isSame: boolean;
  isOtherKind: boolean;
  /** Decisions of any institution that hold, or can hold again, and name it. */
  decisions: readonly { isDouble: boolean; isOfBoth: boolean }[];
  /** Mappings of the own institution that name it and are not decided. */
  inWork: readonly unknown[];
}

export type MergingReason =
  | 'listing/other-steward'
  | 'listing/merged-already'
  | 'listing/merge-refused'
  | 'listing/merge-itself'
  | 'listing/merge-other-kind'
  | 'listing/merge-has-merged'
  | 'listing/merge-has-parts'
  | 'listing/merge-being-changed'
  | 'listing/merge-of-both'
  | 'listing/merge-two-decisions'
  | 'listing/merge-decided'
  | 'listing/merge-in-work';

/**
 * What keeps an entry from leading to another one; null: nothing. Decisions stay with the entry that they name, so one that is decided
 * about stays and the other one goes; where both are, a decision is first made anew about the one that stays. One decision that
 * names both takes them for two. What was refused leads nowhere: its address would show as public what the one that it names has refused.
 * @source docs/decisions/0048-one-body-one-certificate.md; guard_merged_entry in prisma/migrations holds the same
 */
export function whyNotMerged(facts: MergingFacts): MergingReason | null {
  if (!facts.isOurs) return 'listing/other-steward';
  if (facts.isMerged) return 'listing/merged-already';
  if (facts.isRefused) return 'listing/merge-refused';
  if (facts.isSame) return 'listing/merge-itself';
  if (facts.isOtherKind) return 'listing/merge-other-kind';
  if (facts.hasMerged) return 'listing/merge-has-merged';
  if (facts.hasParts) return 'listing/merge-has-parts';
  if (facts.isBeingChanged) return 'listing/merge-being-changed';
  if (facts.decisions.some(({ isOfBoth }) => isOfBoth)) return 'listing/merge-of-both';
  if (facts.decisions.some(({ isDouble }) => isDouble)) return 'listing/merge-two-decisions';
  if (facts.decisions.length > 0) return 'listing/merge-decided';
  return facts.inWork.length > 0 ? 'listing/merge-in-work' : null;
}
