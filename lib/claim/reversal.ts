/** Why an award that was accepted is taken back. @source docs/domain.md §6.1 */
export const reversalGrounds = ['fraud', 'revoked', 'duplicate', 'error'] as const;
export type ReversalGround = (typeof reversalGrounds)[number];

/**
 * Whether what an award used up may be claimed again once it was taken back: not where the same learning counts elsewhere already, which
 * it does once in a life. After an appeal, without a ground, it may. @source docs/domain.md §4.4; guard_learning_use in prisma/migrations
 */
export function freesLearning(ground: ReversalGround | null): boolean {
  return ground !== 'duplicate';
}
