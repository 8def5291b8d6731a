import * as z from 'zod';
import { AmountText } from '@/lib/amount/amount-text';
import { isWebAddress } from '@/lib/kernel/web-address';
import { StageConfig } from '@/lib/review/stage-config';

export { CreditPolicy } from '@/lib/credit/input';

/**
 * What becomes of a mapping when something below it changes: it follows, it follows but waits for a word of its owners, or it is to be
 * reviewed again. @source docs/domain.md §11
 */
export const AfterChange = z.enum(['follow', 'confirm', 'reopen']);
export type AfterChange = z.infer<typeof AfterChange>;

/** How rules are reviewed here: the stages in order, and when they apply. @source docs/domain.md §4.8, §5.2, §5.4 */
export const ReviewPolicy = z.strictObject({
  stages: z.array(StageConfig).min(1).max(3),
  /** The dean's stage is held only for rules of at least this much credit (home unit); always, when absent. */
  deanFromCredits: AmountText.nullish(),
  /** Course outcomes that must be covered for credit as a specific course, as a percentage. @source docs/domain.md §5.3 */
  coverageThreshold: z.int().min(0).max(100),
  /** Months until a published rule is due for review again. */
  reReviewMonths: z.int().min(1).max(120),
  /** Absent: it follows. */
  afterChange: AfterChange.optional(),
  /** Whether whoever leads reviews may let somebody else lead them on dated days. Absent: they may. */
  delegation: z.enum(['offices', 'none']).optional(),
  /** Whether a published rule grants a claim by itself where its badges pass every check. Absent: people grant every claim. @source docs/domain.md §11.11 */
  claims: z.enum(['people', 'unattended']).optional(),
});
export type ReviewPolicy = z.infer<typeof ReviewPolicy>;

const BusinessDays = z.int().min(1).max(366);

/**
 * What students are told who disagree with a decision: where they turn, and until when. Nothing here is computed with; what is absent is
 * not stated. @units business days   @source docs/domain.md §11.10, "Clocks of the law"
 */
export const AppealRoute = z.strictObject({
  text: z.string().min(1).max(2_000).optional(),
  url: z
    .url({ protocol: /^https$/, error: 'field/secure-address' })
    .refine(isWebAddress, 'field/secure-address')
    .max(2_000)
    .optional(),
  /** From the decision to its notice. */
  noticeInDays: BusinessDays.optional(),
  /** From the notice to the last day of an appeal. */
  withinDays: BusinessDays.optional(),
  /** From the appeal to its answer. */
  answeredInDays: BusinessDays.optional(),
});
export type AppealRoute = z.infer<typeof AppealRoute>;

/** What the policy asks for when something below a mapping changes; without a policy it follows. */
export function afterChangeOf(review: ReviewPolicy | undefined): AfterChange {
  return review?.afterChange ?? 'follow';
}
