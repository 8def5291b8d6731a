import * as z from 'zod';
import { RuleBody } from '@/lib/credit/input';

/** Stored states of a rule version; superseded and expired are derived from dates. @source domain.md §4.8 */
export const RuleStatus = z.enum([
  'draft', 'submitted', 'in_department', 'in_committee', 'in_dean', 'conditionally_approved', 'approved',
  'published', 'suspended', 'revoked', 'returned', 'rejected', 'withdrawn',
]);
export type RuleStatus = z.infer<typeof RuleStatus>;

/**
 * What a rule version says. In the database: `mc` is the micro-credential's id, course targets are course codes, `programs`
 * are program codes, `overrides` are codes of other rules (EquivalencyRule.code) of the same institution.
 */
export const RuleDefinition = RuleBody;
export type RuleDefinition = RuleBody;

/** Why the institution may decide so. @source domain.md §3 (basis), §5.5 (precedents) */
export const RuleBasis = z.strictObject({
  kind: z.enum(['recommendation', 'ownReview', 'precedent', 'agreement']),
  recommendationIds: z.array(z.uuid()).max(20).default([]),
  /** A recommendation adopted as it is, or changed with the reason. */
  adoption: z.enum(['asIs', 'changed']).nullish(),
  changedBecause: z.string().max(2_000).default(''),
  precedentRuleVersionIds: z.array(z.uuid()).max(20).default([]),
  /** Micro-credential version the review covers. */
  microCredentialVersionIds: z.array(z.uuid()).max(50).default([]),
});
export type RuleBasis = z.infer<typeof RuleBasis>;
