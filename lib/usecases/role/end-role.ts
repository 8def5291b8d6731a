import * as z from 'zod';
import * as people from '@/lib/db/people';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { roleInWords } from './role-in-words';

export const EndRole = z.strictObject({ grantId: z.uuid() });
export type EndRole = z.infer<typeof EndRole>;

/**
 * Ends a role; that it was held stays on record. The person's sessions end.
 * @refuses not_found · conflict `role/ended-already` · rule_violation `person/last-administrator`
 */
export async function endRole(ctx: Context, input: EndRole): Promise<{ id: string }> {
  return command(ctx, 'role.end', input, async (tx, actor, ctx) => {
    const grant = await people.getOpenGrant(tx, input.grantId);
    authorize(ctx, 'role.end', { tenantId: actor.tenantId, personId: grant.personId });
    const others = await people.countOtherAdministrators(tx, grant.personId);
    const person = await people.lockPerson(tx, grant.personId);
    if (grant.role === 'administrator' && person.status === 'active' && others === 0)
      refuse('rule_violation', 'person/last-administrator');
    await people.endGrant(tx, grant.id, ctx.now);
    await people.endSessionsOfPerson(tx, person);
    await recordAudit(tx, ctx, 'role.end', {
      objectType: 'person',
      objectId: person.id,
      summary: `${await roleInWords(tx, grant)} ended`,
      before: { grantId: grant.id, role: grant.role, departmentId: grant.departmentId },
    });
    return { id: grant.id };
  });
}
