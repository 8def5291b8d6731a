import * as z from 'zod';
import { type Effect, inSight, rowsInSight } from '@/lib/catalog/effect';
import { exampleCreditCase } from '@/lib/catalog/example-case';
import type { Offer } from '@/lib/catalog/offered';
import { evaluate } from '@/lib/credit/evaluate';
import type { Rejection } from '@/lib/credit/evaluation';
import { listHoldable } from '@/lib/db/catalog-entries';
import { findCourses, findPolicyInForce, getInstitution } from '@/lib/db/institutions';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { isId } from '@/lib/kernel/id';
import { refuse } from '@/lib/kernel/refusal';
import { type ExampleStudent, exampleStudents } from '@/lib/rule/examples';
import { editableStatuses } from '@/lib/rule/lifecycle';
import type { Finding } from '@/lib/rule/lint/finding';
import {
  curriculumCodesIn,
  microCredentialIdsIn,
  RuleBasis,
  RuleDefinition,
  type RuleVersion,
} from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { checkRule } from './check-rule';
import { departmentOfRule } from './department-of-rule';
import type { RuleNames } from '@/lib/rule/rule-names';
import { namesOfRules } from './names-of-rules';
import { effectOfBooks } from './effect-of-books';
import { offerOfDraft } from './offer-of-draft';
import { ruleResource } from './rule-resource';
import { booksOfPublishing, canComeIntoForce } from './test-rules';

export const TryRule = z.strictObject({
  ruleVersionId: z.uuid(),
  definition: RuleDefinition,
  basis: RuleBasis,
  publicNote: z.string().max(4_000),
});
export type TryRule = z.infer<typeof TryRule>;

/** What one made-up student would get from this rule alone. */
export interface TriedExample {
  key: ExampleStudent['key'];
  values: Record<string, string>;
  awards: { target: string; amount: string }[];
  /** In the home unit. */
  total: string;
  rejection: Rejection | null;
  isDenied: boolean;
}

export interface Trial {
  findings: Finding[];
  examples: TriedExample[];
  names: RuleNames;
  /** The department that its courses belong to, where that is one and the same. */
  departmentId: string | null;
  /** What the public page would say of it were it published today; null for what nobody can change any more, or where nothing is named. */
  offer: Offer | null;
  /** What publishing it would change, in brief; null as with the offer, or where too much has a say. */
  effect: Effect | null;
}

/** Runs the linter and the credit engine over a definition that is not saved: nothing changes. @refuses not_found */
export async function tryRule(ctx: Context, input: TryRule): Promise<Trial> {
  const { asEntered, slug, books, ...trial } = await query(ctx, async (tx, actor, ctx) => {
    if (!isId(input.ruleVersionId)) refuse('not_found', 'rule/not-found');
    const version = (await rules.find(tx, input.ruleVersionId)) ?? refuse('not_found', 'rule/not-found');
    authorize(ctx, 'rule.view', ruleResource(version));
    const { definition, basis, publicNote } = input;
    const asEntered: RuleVersion = { ...version, definition, basis, publicNote };
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    return {
      asEntered,
      books: canComeIntoForce(version) ? await booksOfPublishing(tx, ctx, [asEntered]) : null,
      slug: institution.slug,
      departmentId: await departmentOfRule(tx, { definition, departmentId: null }, today),
      findings: await checkRule(tx, ctx, asEntered),
      examples: await runExamples(tx, ctx, asEntered, today),
      names: await namesOfRules(tx, institution.homeUnit, today, [definition]),
    };
  });
  const isOpen = editableStatuses.includes(asEntered.status);
  return {
    ...trial,
    offer: isOpen ? await offerOfDraft(ctx, asEntered, slug) : null,
    effect: inSight(books && (await effectOfBooks(books)), rowsInSight),
  };
}

async function runExamples(
  tx: Tx,
  ctx: Context,
  { id, ruleId, ruleCode, version, definition }: RuleVersion,
  today: CivilDate,
): Promise<TriedExample[]> {
  const { from, to } = definition.claimWindow ?? {};
  const claimDate = from && from > today ? from : to && to < today ? to : today;
  const institution = await findPolicyInForce(tx, today);
  if (!institution || (from && to && from > to)) return [];
  const courses = await findCourses(tx, curriculumCodesIn(definition), claimDate);
  const microCredentials = await listHoldable(ctx.database, {
    ids: microCredentialIdsIn(definition.premise).filter(isId),
    day: null,
  });
  const facts = { claimDate, policy: institution.credit, courses, microCredentials, program: null };
  const rule = { id, ruleId, code: ruleCode, version, definition };
  return exampleStudents(definition, claimDate).map(({ key, values, credentials, assessments }) => {
    const evaluation = evaluate(exampleCreditCase(rule, { credentials, assessments }, facts));
    return {
      key,
      values,
      awards: evaluation.awards.map(({ target, awarded }) => ({ target, amount: awarded })),
      total: evaluation.totals.awarded,
      rejection: evaluation.rejected[id] ?? null,
      // Without its lines a denial that is met earns nothing.
      isDenied: definition.deny === true && evaluation.rejected[id]?.reason === 'NO_NEW_CREDIT',
    };
  });
}
