import * as rules from '@/lib/db/rules';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { moveRule } from './move-rule';
import { refuseOnceOver } from './once-over';
import { auditStateOf } from './rule-audit';
import { ruleResource } from './rule-resource';
import type { MoveRuleWithReason } from './submit-rule';

/** Stops new awards while a question is open; what was awarded stays. @refuses rule_violation `rule/reason-missing` · invalid_transition, `rule/days-over` among them · conflict */
export async function suspendRule(
  ctx: Context,
  input: MoveRuleWithReason,
): Promise<{ id: string; status: string }> {
  return command(ctx, 'rule.suspend', input, async (tx, _actor, ctx) => {
    const version = await rules.get(tx, input.ruleVersionId);
    authorize(ctx, 'rule.suspend', ruleResource(version));
    await refuseOnceOver(tx, ctx, 'suspend', version);
    const moved = await moveRule(
      tx,
      ctx,
      version,
      { type: 'suspend', reason: input.reason },
      { expectedVersion: input.expectedVersion },
    );
    await recordAudit(tx, ctx, 'rule.suspend', {
      objectType: 'rule_version',
      objectId: version.id,
      summary: `version ${version.version} suspended`,
      before: auditStateOf(version),
      after: auditStateOf(moved),
    });
    return { id: version.id, status: moved.status };
  });
}
