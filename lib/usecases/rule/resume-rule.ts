import * as rules from '@/lib/db/rules';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { moveRule } from './move-rule';
import { auditStateOf } from './rule-audit';
import { ruleResource } from './rule-resource';
import type { MoveRuleWithReason } from './submit-rule';

/**
 * Puts a suspended version in force again: as with publishing, neither its author nor whoever imported it.
 * @refuses forbidden · rule_violation `rule/reason-missing` · invalid_transition · conflict
 */
export async function resumeRule(
  ctx: Context,
  input: MoveRuleWithReason,
): Promise<{ id: string; status: string }> {
  return command(ctx, 'rule.resume', input, async (tx, _actor, ctx) => {
    const version = await rules.get(tx, input.ruleVersionId);
    authorize(ctx, 'rule.resume', ruleResource(version));
    const moved = await moveRule(
      tx,
      ctx,
      version,
      { type: 'resume', reason: input.reason },
      { expectedVersion: input.expectedVersion },
    );
    await recordAudit(tx, ctx, 'rule.resume', {
      objectType: 'rule_version',
      objectId: version.id,
      summary: `version ${version.version} in force again`,
      before: auditStateOf(version),
      after: auditStateOf(moved),
    });
    return { id: version.id, status: moved.status };
  });
}
