/** What an appeal can rest on; that a policy is disliked is none. @source docs/domain.md §6.4 */
export const appealGrounds = ['procedure', 'overlooked', 'newEvidence', 'comparison'] as const;
