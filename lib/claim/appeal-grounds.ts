/** What an appeal can rest on; that a policy is disliked is none. @source docs/domain.md §11.10 */
export const appealGrounds = ['procedure', 'overlooked', 'newEvidence', 'comparison'] as const;
