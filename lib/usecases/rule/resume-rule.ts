import type * as z from 'zod';
import { findPanel } from '@/lib/db/rejections';
import * as rules from '@/lib/db/rules';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { refuseUnlessAsShown, ShownMark } from './effect-shown';
import { refuseOnceOver } from './once-over';
import { asInForce, putVersionInForce, replacedBy } from './publish-version';
import { auditStateOf } from './rule-audit';
import { ruleResource } from './rule-resource';
import { MoveRuleWithReason } from './submit-rule';

export const ResumeRule = MoveRuleWithReason.extend({ mark: ShownMark });
export type ResumeRule = z.infer<typeof ResumeRule>;

/**
 * Puts a suspended version in force again, by the plan by which it would be published today: as with publishing, neither an author, nor
 * whoever imported it, nor the only reviewer, nor somebody who stepped back from its review.
 * @refuses forbidden · rule_violation `rule/reason-missing`, `rule/linter-errors`, `policy/none-in-force` · invalid_transition, `rule/days-over` among them · conflict, `effect/changed-meanwhile` among them
 */
export async function resumeRule(ctx: Context, input: ResumeRule): Promise<{ id: string; status: string }> {
  return command(ctx, 'rule.resume', input, async (tx, actor, ctx) => {
    const version = await rules.get(tx, input.ruleVersionId);
    authorize(ctx, 'rule.resume', ruleResource(version, await findPanel(tx, version.id)));
    await refuseOnceOver(tx, ctx, 'resume', version);
    await refuseUnlessAsShown(tx, ctx, [version], input.mark);
    const publication = await putVersionInForce(tx, ctx, version, {
      expectedVersion: input.expectedVersion,
      resumedBecause: input.reason,
    });
    await recordAudit(tx, ctx, 'rule.resume', {
      objectType: 'rule_version',
      objectId: version.id,
      summary: `suspension of version ${version.version} lifted`,
      before: auditStateOf(version),
      after: { ...auditStateOf(asInForce(publication, actor.personId)), ...replacedBy(publication) },
    });
    return { id: version.id, status: 'published' };
  });
}
