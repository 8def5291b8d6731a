import * as z from 'zod';

export const StageKind = z.enum(['department', 'committee', 'dean']);
export type StageKind = z.infer<typeof StageKind>;

/** How one stage decides; frozen into the stage when it opens. @source docs/domain.md §5.2 */
export const StageConfig = z.strictObject({
  kind: StageKind,
  /** single: one vote decides; all: everybody assigned must approve; quorumVote: quorum and threshold. */
  mode: z.enum(['single', 'all', 'quorumVote']),
  /** Votes needed before the stage can close: a count, or more than half of the eligible members. */
  quorum: z.union([z.int().min(1).max(99), z.literal('moreThanHalf')]),
  /** Of votes cast (abstentions are not votes cast), of all eligible members, two thirds of votes cast, or all votes cast. */
  threshold: z.enum(['majorityCast', 'majorityMembers', 'twoThirds', 'unanimous']),
  tie: z.enum(['notApproved', 'chairDecides']),
  /** Reviewers needed who are not the author. */
  minReviewers: z.int().min(1).max(20),
  /** Whether recused members still count as members for the quorum. */
  recusedCount: z.boolean(),
  /** Business days from opening to the due date. */
  dueDays: z.int().min(1).max(120),
  /** Business days by which whoever leads it may move the due day on, in all; as many as `dueDays` unless the policy says. */
  extendDays: z.int().min(0).max(120).optional(),
  /** Whether every score needs a reason; low ones and those that differ from others' always do. */
  everyReason: z.boolean().optional(),
  /** Whether it decides in session and keeps minutes; a committee does unless the policy says otherwise. */
  minutes: z.boolean().optional(),
});
export type StageConfig = z.infer<typeof StageConfig>;

/** Whether a stage ends by its chair alone, who says where the minutes are. The database asks the same. @source docs/domain.md §11.5 */
export function needsMinutes({ kind, minutes }: Pick<StageConfig, 'kind' | 'minutes'>): boolean {
  return minutes ?? kind === 'committee';
}
