import * as z from 'zod';
import { findPanel, tellRejection } from '@/lib/db/rejections';
import { findColleagues } from '@/lib/db/colleagues';
import * as cases from '@/lib/db/review-cases';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { authorIdsOf } from '@/lib/kernel/authors';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { mailAbout } from '../review/review-mail';
import { moveRule } from './move-rule';
import { ruleResource } from './rule-resource';
import { tellRegistrars } from './tell-registrars';

export const SettleConditions = z.strictObject({
  ruleVersionId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  met: z.enum(['met', 'unmet']),
  /** What shows that the conditions are met, or why they are not. */
  reason: z.string().trim().min(1, { error: 'field/condition-evidence' }).max(4_000),
  /** Where they are not met: the sentence that students may read. */
  publicReason: z.string().trim().max(500).optional(),
});
export type SettleConditions = z.infer<typeof SettleConditions>;

/** Ends a conditional approval: the conditions are met and the rule is approved, or they are not and it is rejected. */
export async function settleConditions(
  ctx: Context,
  input: SettleConditions,
): Promise<{ ruleVersionId: string; status: string }> {
  return command(ctx, 'rule.settleConditions', input, async (tx, _actor, ctx) => {
    const version = await rules.get(tx, input.ruleVersionId);
    authorize(ctx, 'rule.settleConditions', ruleResource(version, await findPanel(tx, version.id)));
    if (input.met === 'unmet' && version.status === 'conditionally_approved') {
      if (!input.publicReason)
        refuse('invalid_input', 'rule/public-reason-missing', {
          fieldErrors: { publicReason: 'field/public-why' },
        });
      const rejection = { kind: 'not_as_proposed', publicReason: input.publicReason } as const;
      await tellRejection(tx, version, rejection, ctx.now);
    }
    const moved = await moveRule(
      tx,
      ctx,
      version,
      { type: 'settleConditions', met: input.met === 'met', reason: input.reason },
      { expectedVersion: input.expectedVersion },
    );
    if (moved.status === 'approved') await tellRegistrars(tx, moved);
    await tellAuthors(tx, moved, input.met);
    await recordAudit(tx, ctx, 'rule.settleConditions', {
      objectType: 'rule_version',
      objectId: version.id,
      summary: `conditions of version ${version.version}: ${input.met}`,
      before: { status: version.status },
      after: { status: moved.status, reason: input.reason },
    });
    return { ruleVersionId: version.id, status: moved.status };
  });
}

async function tellAuthors(tx: Tx, version: RuleVersion, met: SettleConditions['met']): Promise<void> {
  const caseId = await rules.findReviewCaseId(tx, version.id);
  const stage = caseId === null ? null : (await cases.listStages(tx, caseId)).at(-1)?.stage;
  if (!stage) return;
  await mailAbout(
    tx,
    met === 'met' ? 'conditionsMet' : 'conditionsUnmet',
    { tenantId: version.tenantId, stageId: stage.id, caseId: stage.caseId, ruleVersionId: version.id },
    await findColleagues(tx, authorIdsOf(version)),
  );
}
