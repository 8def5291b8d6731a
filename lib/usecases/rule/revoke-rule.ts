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

/** Ends a version that was wrong from the start; past awards are looked at, never deleted. @refuses rule_violation `rule/reason-missing` · invalid_transition, `rule/never-had-a-day` among them · conflict */
export async function revokeRule(
  ctx: Context,
  input: MoveRuleWithReason,
): Promise<{ id: string; status: string }> {
  return command(ctx, 'rule.revoke', input, async (tx, _actor, ctx) => {
    const version = await rules.get(tx, input.ruleVersionId);
    authorize(ctx, 'rule.revoke', ruleResource(version));
    await refuseOnceOver(tx, ctx, 'revoke', version);
    const moved = await moveRule(
      tx,
      ctx,
      version,
      { type: 'revoke', reason: input.reason },
      { expectedVersion: input.expectedVersion },
    );
    await recordAudit(tx, ctx, 'rule.revoke', {
      objectType: 'rule_version',
      objectId: version.id,
      summary: `version ${version.version} revoked`,
      before: auditStateOf(version),
      after: auditStateOf(moved),
    });
    return { id: version.id, status: moved.status };
  });
}
