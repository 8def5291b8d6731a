import * as z from 'zod';

/**
 * Which no a rejection is: no credit for this certificate, a decision that the public is told as one; or not as proposed, after which
 * the same certificate may be proposed again. @source docs/domain.md §11.7
 */
export const RejectionKind = z.enum(['no_credit', 'not_as_proposed']);

export type RejectionKind = z.infer<typeof RejectionKind>;

/** What a rejection says, and what students may read of it once it is public. */
export interface Rejection {
  kind: RejectionKind;
  /** One sentence, for students; no name and no opinion of a person. */
  publicReason: string;
}
