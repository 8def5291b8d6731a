import * as z from 'zod';
import * as evidence from '@/lib/db/evidence';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { contradictsWithoutReason, hasBasis } from '@/lib/rule/basis';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import { countErrors } from '@/lib/rule/linter';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Acting, Context } from '../context';
import { recordAudit } from '../record-audit';
import { checkRule } from './check-rule';
import { noEvidence, notedBeside, readEvidenceBeside } from './evidence-beside';
import { importItRestsOn } from './import-it-rests-on';
import { moveRule } from './move-rule';
import { reviseIn, reviseRule, type ReviseRule, type ReviseRuleForm } from './revise-rule';
import { auditStateOf } from './rule-audit';
import { ruleResource } from './rule-resource';

/** Which version, and as which row version the actor saw it. */
export const MoveRule = z.strictObject({
  ruleVersionId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
});
export type MoveRule = z.infer<typeof MoveRule>;

export const MoveRuleWithReason = MoveRule.extend({ reason: z.string().trim().max(2_000).default('') });
export type MoveRuleWithReason = z.infer<typeof MoveRuleWithReason>;

/** Hands a draft in and freezes it. What asks and grants what an import decided needs no evidence of its own. @refuses rule_violation `rule/linter-errors` `rule/no-evidence` `rule/no-basis` · invalid_input `field/otherwise-why` · invalid_transition · conflict */
export async function submitRule(ctx: Context, input: MoveRule): Promise<{ id: string; status: string }> {
  return command(ctx, 'rule.submit', input, (tx, _actor, ctx) => submitIn(tx, ctx, input));
}

/**
 * Saves what is on the screen and hands it in, as one act: what cannot be handed in is not saved either, and stays where it was
 * entered. @refuses as reviseRule and submitRule, the latter with `isUnsaved` in the details
 */
export async function handInDraft(
  ctx: Context,
  input: ReviseRule,
  beside = noEvidence,
): Promise<{ id: string; status: string }> {
  return command(ctx, 'rule.submit', { ...input, ...notedBeside(beside) }, async (tx, _actor, ctx) => {
    const { id, rowVersion } = await reviseIn(tx, ctx, input, beside);
    try {
      return await submitIn(tx, ctx, { ruleVersionId: id, expectedVersion: rowVersion });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(error.code, error.reason, { ...(error.details as object | undefined), isUnsaved: true });
    }
  });
}

/** What the form of a draft asks for: to be saved, or to be handed in as it stands. @refuses as reviseRule, handInDraft and readEvidenceBeside */
export async function saveOrHandIn(
  ctx: Context,
  { draft, handsIn, evidence }: ReviseRuleForm,
): Promise<{ id: string }> {
  const beside = await readEvidenceBeside(evidence);
  return handsIn ? handInDraft(ctx, draft, beside) : reviseRule(ctx, draft, beside);
}

/** Hands it in within a transaction that did more with it. @refuses as submitRule */
export async function submitIn(
  tx: Tx,
  ctx: Acting,
  input: MoveRule,
): Promise<{ id: string; status: string }> {
  const version = await rules.get(tx, input.ruleVersionId);
  authorize(ctx, 'rule.submit', ruleResource(version));
  const findings = await checkRule(tx, ctx, version);
  const restsOn = await importItRestsOn(tx, version);
  const evidenceCount = await evidence.count(tx, version.id);
  const event = {
    type: 'submit',
    evidenceCount,
    restsOnImport: restsOn !== null,
    hasBasis: hasBasis(version.basis, { restsOnImport: restsOn !== null }),
    lintErrors: countErrors(findings),
  } as const;
  if (contradictsWithoutReason(version.basis, findings))
    refuse('invalid_input', 'field/otherwise-why', {
      fieldErrors: { 'basis.otherwiseBecause': 'field/otherwise-why' },
    });
  const moved = await moveRule(tx, ctx, version, event, { expectedVersion: input.expectedVersion });
  await recordAudit(tx, ctx, 'rule.submit', {
    objectType: 'rule_version',
    objectId: version.id,
    summary: `version ${version.version} submitted`,
    before: auditStateOf(version),
    after: {
      ...auditStateOf(moved),
      ...(evidenceCount === 0 && restsOn !== null && { fileName: restsOn.fileName, sha256: restsOn.sha256 }),
    },
  });
  return { id: version.id, status: moved.status };
}
