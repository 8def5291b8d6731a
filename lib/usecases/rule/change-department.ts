import * as z from 'zod';
import * as rules from '@/lib/db/rules';
import { refuse } from '@/lib/kernel/refusal';
import { whyDepartmentStays } from '@/lib/rule/department-change';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { getOwnDepartment } from './own-department';
import { auditStateOf } from './rule-audit';
import { ruleResource } from './rule-resource';
import { MoveRule } from './submit-rule';

export const ChangeDepartment = MoveRule.extend({ departmentId: z.uuid().nullable() });
export type ChangeDepartment = z.infer<typeof ChangeDepartment>;

/**
 * Gives a rule whose version was decided to another department, which looks after it from now on, or to none: then registrars do. What was
 * decided stays as it is.
 * @refuses not_found `department/not-found` · forbidden · conflict · rule_violation, the reasons of whyDepartmentStays
 */
export async function changeDepartment(ctx: Context, input: ChangeDepartment): Promise<{ id: string }> {
  return command(ctx, 'rule.changeDepartment', input, async (tx, actor, ctx) => {
    const version = await rules.get(tx, input.ruleVersionId);
    authorize(ctx, 'rule.changeDepartment', ruleResource(version));
    await rules.lockRule(tx, version.ruleId);
    const to = input.departmentId === null ? null : await getOwnDepartment(tx, input.departmentId);
    const reason = whyDepartmentStays(await rules.listVersions(tx, version.ruleId), to);
    if (reason !== null) refuse('rule_violation', reason);
    await rules.updateRule(tx, actor.tenantId, {
      id: version.ruleId,
      title: version.title,
      departmentId: to?.id ?? null,
    });
    // The version grows, so that whoever looks at it from before is told, and the health of the book is looked at again.
    const saved = await rules.save(tx, version, input.expectedVersion, ctx.now);
    await recordAudit(tx, ctx, 'rule.changeDepartment', {
      objectType: 'rule_version',
      objectId: version.id,
      summary:
        to === null
          ? `version ${version.version} given to no department`
          : `version ${version.version} given to the department ${to.name}`,
      before: auditStateOf(version),
      after: auditStateOf({ ...saved, departmentId: to?.id ?? null }),
    });
    return { id: version.id };
  });
}
