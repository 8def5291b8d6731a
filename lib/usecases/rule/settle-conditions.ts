import * as z from 'zod';
import * as rules from '@/lib/db/rules';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { moveRule } from './move-rule';
import { ruleResource } from './rule-resource';

export const SettleConditions = z.strictObject({
  ruleVersionId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  met: z.enum(['met', 'unmet']),
  /** What shows that the conditions are met, or why they are not. */
  reason: z.string().trim().min(1, { error: 'Say what shows it.' }).max(4_000),
});
export type SettleConditions = z.infer<typeof SettleConditions>;

/** Ends a conditional approval: the conditions are met and the rule is approved, or they are not and it is rejected. */
export async function settleConditions(
  ctx: Context,
  input: SettleConditions,
): Promise<{ ruleVersionId: string; status: string }> {
  return command(ctx, 'rule.settleConditions', input, async (tx, _actor, ctx) => {
    const version = await rules.get(tx, input.ruleVersionId);
    authorize(ctx, 'rule.settleConditions', ruleResource(version));
    const moved = await moveRule(
      tx,
      ctx,
      version,
      { type: 'settleConditions', met: input.met === 'met', reason: input.reason },
      { expectedVersion: input.expectedVersion },
    );
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
