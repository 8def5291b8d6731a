import * as z from 'zod';
import type { VoteChoice } from './vote-choice';

/** What a ballot can rest on, by what it says; `other` is told in words alone. The database knows the same. @source docs/decisions/0056-the-case-is-a-desk.md */
export const groundsOf = {
  approve: ['asJudged', 'asBefore', 'other'],
  reject: ['level', 'content', 'workload', 'assessment', 'identity', 'currency', 'quality', 'other'],
  return: ['evidence', 'course', 'amount', 'conditions', 'other'],
  abstain: ['expertise', 'time', 'other'],
} as const satisfies Record<VoteChoice, readonly string[]>;

export const VoteGround = z.enum([
  ...new Set([...groundsOf.approve, ...groundsOf.reject, ...groundsOf.return, ...groundsOf.abstain]),
]);
export type VoteGround = z.infer<typeof VoteGround>;

/** Whether a ballot with this choice can rest on the ground. */
export function isGroundOf(choice: VoteChoice, ground: VoteGround): boolean {
  return (groundsOf[choice] as readonly string[]).includes(ground);
}

/** Whether the ballot has to be explained in words: without a ground that says it, and where the author is asked to change something. */
export function needsWords(choice: VoteChoice, ground: VoteGround | null): boolean {
  return ground === null || ground === 'other' || choice === 'return';
}
