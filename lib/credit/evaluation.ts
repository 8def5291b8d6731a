import * as z from 'zod';

/** Changes with every change that can alter a result; stored with each decision so that it can be replayed. */
export const engineVersion = '1.1.0';

/** An exact amount as the engine writes it: a decimal without trailing zeros, or n/d when the decimal never ends. */
const Exact = z.string().regex(/^\d+(\.\d*[1-9]|\/\d+)?$/);

/** Why a rule was not applied, in the order in which the reasons are looked for. @source tests/fixtures/credit-cases.json, algorithm 5, 6, 13 */
export const RejectionReason = z.enum([
  'RULE_NOT_PUBLISHED',
  'PROGRAM_NOT_APPLICABLE',
  'CLAIM_WINDOW',
  'TERM_WINDOW',
  'PENDING_CONDITION',
  'PREMISE_UNMET',
  'ALREADY_CONSUMED',
  'SUPERSEDED_VERSION',
  'OVERRIDDEN',
  'DENIED',
  'NO_NEW_CREDIT',
  'NOT_SELECTED',
]);
export type RejectionReason = z.infer<typeof RejectionReason>;

/** Why no credential satisfies a leaf, in the order of the checks; MISSING_CREDENTIAL when there is none to check. @source tests/fixtures/credit-cases.json, algorithm 3 */
export const LeafFailure = z.enum([
  'MISSING_CREDENTIAL',
  'REVOKED',
  'VERSION_MISMATCH',
  'LEVEL_BELOW_MIN',
  'CREDENTIAL_WINDOW',
  'EXPIRED',
  'EXPIRY_KIND',
  'TOO_OLD',
  'EVIDENCE_NOT_ACCEPTED',
  'ID_NOT_VERIFIED',
  'NOT_PROCTORED',
  'SCORE_BELOW_MIN',
  'SCORE_ABOVE_MAX',
]);
export type LeafFailure = z.infer<typeof LeafFailure>;

/** Why a line of an applied rule is not awarded. @source tests/fixtures/credit-cases.json, algorithm 8 */
export const DropReason = z.enum(['DUPLICATE_COURSE', 'OUTRANKED_COURSE', 'UNIT_NOT_CREDIT']);
export type DropReason = z.infer<typeof DropReason>;

export const Award = z.strictObject({ rule: z.string(), target: z.string(), awarded: Exact, counted: Exact });
export type Award = z.infer<typeof Award>;

export const Rejection = z.strictObject({
  reason: RejectionReason,
  detail: LeafFailure.optional(),
  pending: z.array(z.string()).optional(),
});
export type Rejection = z.infer<typeof Rejection>;

export const DroppedLine = z.strictObject({ rule: z.string(), target: z.string(), reason: DropReason });
export type DroppedLine = z.infer<typeof DroppedLine>;

export const Warning = z.strictObject({
  mc: z.string(),
  code: z.literal('WORKLOAD_OUT_OF_RANGE'),
  hoursPerEcts: Exact,
});
export type Warning = z.infer<typeof Warning>;

/**
 * What the rules give one student: the shape of `expected` in the case file. Amounts in the home unit.
 * Denial rules are never in `rejected`; the last four keys are there only where they apply.
 * @source tests/fixtures/credit-cases.json, "case.expected"
 */
export const Evaluation = z.strictObject({
  /** One per awarded line, in the order in which rules and lines are settled. */
  awards: z.array(Award),
  totals: z.strictObject({ awarded: Exact, counted: Exact }),
  rejected: z.record(z.string(), Rejection),
  /** Credentials that no applied rule uses. */
  unused: z.array(z.string()),
  droppedLines: z.array(DroppedLine).optional(),
  /** There when the program has an upper-division minimum. */
  shortfalls: z.strictObject({ upperDivision: Exact }).optional(),
  warnings: z.array(Warning).optional(),
  /** There when the policy has postAfterResidentCredits. */
  posting: z.enum(['held', 'ready']).optional(),
});
export type Evaluation = z.infer<typeof Evaluation>;
