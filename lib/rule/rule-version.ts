import * as z from 'zod';
import { type Premise, RuleBody } from '@/lib/credit/input';
import { authorIdsOf, type Authored } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';

/** Stored states of a rule version; superseded and expired are derived from dates. @source docs/domain.md §4.8 */
export const RuleStatus = z.enum([
  'draft',
  'submitted',
  'in_department',
  'in_committee',
  'in_dean',
  'conditionally_approved',
  'approved',
  'published',
  'suspended',
  'revoked',
  'returned',
  'rejected',
  'withdrawn',
]);
export type RuleStatus = z.infer<typeof RuleStatus>;

/** Where a version comes from: a proposal under review, an import, or the rejection of a proposal as "no credit". */
export const RuleOrigin = z.enum(['review', 'import', 'rejection']);
export type RuleOrigin = z.infer<typeof RuleOrigin>;

/**
 * What a rule version says. In the database: `mc` is the micro-credential's id, course targets are course codes, `programs`
 * are program codes, `overrides` are codes of other rules (EquivalencyRule.code) of the same institution.
 */
export const RuleDefinition = RuleBody;
export type RuleDefinition = RuleBody;

/** Why the institution may decide so. @source docs/domain.md §3 (basis), §5.5 (precedents) */
export const RuleBasis = z.strictObject({
  kind: z.enum(['recommendation', 'ownReview', 'precedent', 'agreement']),
  recommendationIds: z.array(z.uuid()).max(20).default([]),
  /** A recommendation adopted as it is, or changed with the reason. */
  adoption: z.enum(['asIs', 'changed']).nullish(),
  changedBecause: z.string().max(2_000).default(''),
  /** Why it decides otherwise than a mapping in force about the same learning. */
  otherwiseBecause: z.string().max(2_000).default(''),
  precedentRuleVersionIds: z.array(z.uuid()).max(20).default([]),
  /** Micro-credential version the review covers. */
  microCredentialVersionIds: z.array(z.uuid()).max(50).default([]),
});
export type RuleBasis = z.infer<typeof RuleBasis>;

/** Whether a change of a published rule asks for a short or a full review. @source docs/domain.md §4.8 */
export const ChangeClass = z.enum(['editorial', 'dates', 'substantive']);
export type ChangeClass = z.infer<typeof ChangeClass>;

/** One version of an institution's standing decision ("credit mapping" on screen). */
export interface RuleVersion extends Authored {
  tenantId: string;
  /** Id of this version; the address of its page. */
  id: string;
  ruleId: string;
  /** Code of the rule, the same for all its versions; what `overrides` names. */
  ruleCode: string;
  title: string;
  departmentId: string | null;
  version: number;
  status: RuleStatus;
  origin: RuleOrigin;
  definition: RuleDefinition;
  basis: RuleBasis;
  changeClass: ChangeClass;
  publicNote: string;
  internalNote: string;
  /** First day of claim, which publishing may have moved later than `definition` says. */
  claimFrom: CivilDate | null;
  /** Last day of claim, which a later version may have brought nearer than `definition` says. */
  claimTo: CivilDate | null;
  reviewDueOn: CivilDate | null;
  importedById: string | null;
  submittedAt: string | null;
  approvedAt: string | null;
  publishedById: string | null;
  publishedAt: string | null;
  /** Why it is in the state it is in; empty where the move needed no reason. */
  statusReason: string;
  createdAt: string;
  updatedAt: string;
  rowVersion: number;
}

/** The definition as it applies: with the first day of claim that its publication and the last one that a later version may have moved. */
export function definitionInForce({
  definition,
  claimFrom,
  claimTo,
}: Pick<RuleVersion, 'definition' | 'claimFrom' | 'claimTo'>): RuleDefinition {
  const said = definition.claimWindow;
  const [from, to] = [claimFrom ?? said?.from, claimTo ?? said?.to];
  if (from === said?.from && to === said?.to) return definition;
  return { ...definition, claimWindow: { ...said, ...(from && { from }), ...(to && { to }) } };
}

/**
 * Who counts as an author of a text that takes over this one: those who wrote it or handed it in, while nobody has decided about it. What
 * has been in force, and what a review said, is the institution's own.
 */
export function authorsTakenOver(
  version: Pick<RuleVersion, 'authorId' | 'contributorIds' | 'importedById' | 'publishedAt' | 'origin'>,
): string[] {
  if (version.publishedAt !== null || version.origin === 'rejection') return [];
  return [...authorIdsOf(version), ...(version.importedById === null ? [] : [version.importedById])];
}

/** Every micro-credential that a premise names, once each, in the order of appearance. */
export function microCredentialIdsIn(premise: Premise): string[] {
  if ('mc' in premise) return [premise.mc];
  const branches =
    'all' in premise ? premise.all : 'any' in premise ? premise.any : 'of' in premise ? premise.of : [];
  return [...new Set(branches.flatMap(microCredentialIdsIn))];
}

/** Every code that the institution's own list of courses may know: courses, collective places, and whatever takes its credit from there. */
export function curriculumCodesIn(definition: Pick<RuleDefinition, 'outcomes'>): string[] {
  const lines = definition.outcomes.flatMap((outcome) => outcome.lines);
  return [
    ...new Set(
      lines
        .filter(({ kind, credits }) => kind === 'course' || kind === 'elective' || 'catalog' in credits)
        .map(({ target }) => target),
    ),
  ];
}

/** Every course code that the outcomes award, once each. */
export function courseCodesIn(definition: Pick<RuleDefinition, 'outcomes'>): string[] {
  return [
    ...new Set(
      definition.outcomes.flatMap((outcome) =>
        outcome.lines.filter((line) => line.kind === 'course').map((line) => line.target),
      ),
    ),
  ];
}
