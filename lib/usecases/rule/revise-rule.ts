import * as z from 'zod';
import { getInstitution } from '@/lib/db/institutions';
import * as rules from '@/lib/db/rules';
import { keepShown } from '@/lib/db/suggestions';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { oneLine } from '@/lib/kernel/shown-text';
import { changeClassOf, diffVersions } from '@/lib/rule/diff';
import { editableStatuses, isInForce } from '@/lib/rule/lifecycle';
import { DefinitionFromForm } from '@/lib/rule/rule-form';
import { RuleBasis, RuleDefinition, type RuleVersion } from '@/lib/rule/rule-version';
import { mostSuggested, SuggestedText } from '@/lib/rule/suggested-target';
import { isOver } from '@/lib/rule/version-standing';
import { authorize } from '../authorize';
import { command } from '../command';
import { type Acting, type Context, staffOf, todayIn } from '../context';
import { recordAudit } from '../record-audit';
import {
  attachBeside,
  type EvidenceBeside,
  EvidenceInForm,
  noEvidence,
  notedBeside,
} from './evidence-beside';
import { ownDepartment } from './own-department';
import { auditStateOf } from './rule-audit';
import { ruleResource } from './rule-resource';
import { spellAsOwn } from './spell-as-own';

export const ReviseRule = z.strictObject({
  ruleVersionId: z.uuid(),
  expectedVersion: z.int().min(1),
  title: z.string().min(1).max(200),
  departmentId: z.uuid().nullable(),
  definition: RuleDefinition,
  basis: RuleBasis,
  publicNote: z.string().max(4_000),
  internalNote: z.string().max(4_000),
  /** What was suggested beside it, likeliest first; absent where nothing was. */
  suggested: z.array(SuggestedText).max(mostSuggested).optional(),
});
export type ReviseRule = z.infer<typeof ReviseRule>;

/** The same, as the fields of the editor. */
export const ReviseRuleForm = z
  .strictObject({
    ruleVersionId: z.uuid(),
    expectedVersion: z.coerce.number().int().min(1),
    title: oneLine(200).min(1, 'field/rule-title'),
    departmentId: z.union([z.uuid(), z.literal('')]).default(''),
    definition: DefinitionFromForm,
    /** Sent by the button that hands in what is on the screen. */
    handIn: z.literal('yes').optional(),
    basis: RuleBasis.extend({ adoption: z.union([z.enum(['asIs', 'changed']), z.literal('')]).default('') }),
    publicNote: z.string().trim().max(4_000).default(''),
    internalNote: z.string().trim().max(4_000).default(''),
    suggested: z.array(SuggestedText).max(mostSuggested).optional(),
    evidence: EvidenceInForm,
  })
  .transform(({ departmentId, handIn, evidence, basis: { adoption, ...basis }, ...rest }) => ({
    handsIn: handIn === 'yes',
    evidence,
    draft: {
      ...rest,
      departmentId: departmentId || null,
      basis: { ...basis, ...(adoption && { adoption }) },
    } satisfies ReviseRule as ReviseRule,
  }));

export type ReviseRuleForm = z.output<typeof ReviseRuleForm>;

/**
 * Saves a draft, and adds the evidence that was entered with it. It need not be in order yet: the linter decides when it is submitted.
 * @refuses not_found `rule/not-found` for a precedent that it did not begin with · invalid_transition `rule/frozen` · invalid_input `rule/title-in-force` · conflict `rule/changed-meanwhile`, with what changed in `details.changed` · as attachEvidence
 */
export async function reviseRule(
  ctx: Context,
  input: ReviseRule,
  beside = noEvidence,
): Promise<{ id: string; rowVersion: number }> {
  return command(ctx, 'rule.revise', { ...input, ...notedBeside(beside) }, (tx, _actor, ctx) =>
    reviseIn(tx, ctx, input, beside),
  );
}

/** Saves a draft within a transaction that may do more with it. @refuses as reviseRule */
export async function reviseIn(
  tx: Tx,
  ctx: Acting,
  input: ReviseRule,
  beside: EvidenceBeside,
): Promise<{ id: string; rowVersion: number }> {
  const version = await rules.get(tx, input.ruleVersionId);
  authorize(ctx, 'rule.revise', ruleResource(version));
  if (!editableStatuses.includes(version.status)) refuse('invalid_transition', 'rule/frozen');
  const { title, departmentId, basis, publicNote, internalNote } = input;
  const rested = version.basis.precedentRuleVersionIds;
  // What a draft rests on was checked when it began; a form sends it back and cannot name another.
  if (basis.precedentRuleVersionIds.some((id) => !rested.includes(id))) refuse('not_found', 'rule/not-found');
  await ownDepartment(tx, departmentId);
  const today = todayIn(ctx, (await getInstitution(tx, version.tenantId)).timeZone);
  const definition = await spellAsOwn(tx, input.definition, today);
  const content = { title, definition, basis, publicNote, internalNote };
  if (version.rowVersion !== input.expectedVersion)
    refuse('conflict', 'rule/changed-meanwhile', { changed: diffVersions(content, version) });
  if (title !== version.title && isTitlePublic(await rules.listVersions(tx, version.ruleId), today)) {
    refuse('invalid_input', 'rule/title-in-force', {
      fieldErrors: {
        title: 'field/title-in-force',
      },
    });
  }
  const next: RuleVersion = {
    ...version,
    ...content,
    departmentId,
    claimFrom: definition.claimWindow?.from ?? null,
    claimTo: definition.claimWindow?.to ?? null,
  };
  const changeClass = await changeClassSincePublished(tx, next);
  const saved = await rules.saveContent(tx, { ...next, changeClass }, input.expectedVersion, {
    personId: staffOf(ctx).personId,
    at: ctx.now,
  });
  if (input.suggested && input.suggested.length > 0) await keepShown(tx, version, input.suggested, ctx.now);
  if (title !== version.title || departmentId !== version.departmentId)
    await rules.updateRule(tx, version.tenantId, { id: version.ruleId, title, departmentId });
  await recordAudit(tx, ctx, 'rule.revise', {
    objectType: 'rule_version',
    objectId: version.id,
    summary: `version ${version.version} revised`,
    before: auditStateOf(version),
    after: auditStateOf(saved),
  });
  await attachBeside(tx, ctx, saved, beside);
  return { id: version.id, rowVersion: saved.rowVersion };
}

/** Whether students see the title of these versions' rule with one that is published or suspended and is not over: all versions share it. */
export function isTitlePublic(
  versions: readonly Pick<RuleVersion, 'status' | 'claimFrom' | 'claimTo' | 'definition'>[],
  today: CivilDate,
): boolean {
  return versions.some((one) => isInForce(one.status) && !isOver(one, today));
}

/** A first version is all new; a later one is as much as it changes of the one that was published last. */
async function changeClassSincePublished(tx: Tx, next: RuleVersion): Promise<RuleVersion['changeClass']> {
  const published = (await rules.listVersions(tx, next.ruleId)).find(
    (one) => one.publishedAt !== null && one.version < next.version,
  );
  return published ? changeClassOf({ ...published, title: next.title }, next) : 'substantive';
}
