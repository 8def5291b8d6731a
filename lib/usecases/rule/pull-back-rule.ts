import * as cases from '@/lib/db/review-cases';
import * as rules from '@/lib/db/rules';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { moveRule } from './move-rule';
import { auditStateOf } from './rule-audit';
import { ruleResource } from './rule-resource';
import type { MoveRule } from './submit-rule';

/**
 * Makes what was handed in a draft again, while nobody has voted about it: who wrote it saw a slip. The stage that was opened for it
 * ends as withdrawn, so that nobody is asked for a vote any more; handed in again, it goes the whole way again.
 * @refuses rule_violation `rule/voted-already` · invalid_transition · conflict
 */
export async function pullBackRule(ctx: Context, input: MoveRule): Promise<{ id: string; status: string }> {
  return command(ctx, 'rule.pullBack', input, async (tx, actor, ctx) => {
    const version = await rules.get(tx, input.ruleVersionId);
    authorize(ctx, 'rule.pullBack', ruleResource(version));
    await cases.lockOpenStage(tx, version.id);
    const voteCount = await cases.countVotesSinceSubmitted(tx, version);
    const moved = await moveRule(
      tx,
      ctx,
      version,
      { type: 'pullBack', voteCount },
      { expectedVersion: input.expectedVersion },
    );
    await cases.withdrawCase(tx, version.id, actor.personId, ctx.now);
    await recordAudit(tx, ctx, 'rule.pullBack', {
      objectType: 'rule_version',
      objectId: version.id,
      summary: `version ${version.version} pulled back to a draft`,
      before: auditStateOf(version),
      after: auditStateOf(moved),
    });
    return { id: version.id, status: moved.status };
  });
}
