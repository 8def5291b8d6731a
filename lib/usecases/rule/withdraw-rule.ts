import { withdrawCase } from '@/lib/db/cases';
import * as rules from '@/lib/db/rules';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { moveRule } from './move-rule';
import { auditStateOf } from './rule-audit';
import { ruleResource } from './rule-resource';
import type { MoveRuleWithReason } from './submit-rule';

/** Takes back what is not decided yet, and ends its review where one is open. @refuses rule_violation `rule/reason-missing` · invalid_transition · conflict */
export async function withdrawRule(ctx: Context, input: MoveRuleWithReason): Promise<{ id: string; status: string }> {
  return command(ctx, 'rule.withdraw', input, async (tx, actor) => {
    const version = await rules.get(tx, input.ruleVersionId);
    authorize(ctx, 'rule.withdraw', ruleResource(version));
    const moved = await moveRule(tx, ctx, version, { type: 'withdraw', reason: input.reason }, { expectedVersion: input.expectedVersion });
    await withdrawCase(tx, version.id, actor.personId, ctx.now);
    await recordAudit(tx, ctx, 'rule.withdraw', {
      objectType: 'rule_version', objectId: version.id, summary: `version ${version.version} withdrawn`, before: auditStateOf(version), after: auditStateOf(moved),
    });
    return { id: version.id, status: moved.status };
  });
}
