import * as z from 'zod';
import { returnUndoes } from '@/lib/access/separation';
import * as people from '@/lib/db/people';
import { listStaffRoles, lockRoles } from '@/lib/db/staff-roles';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const SuspendPerson = z.strictObject({
  personId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  status: z.enum(['active', 'suspended']),
  reason: z.string().trim().min(3, 'field/why').max(300),
});
export type SuspendPerson = z.infer<typeof SuspendPerson>;

/**
 * Suspends a member of staff, whose sessions end at once, or takes a suspension back. What the person did stays.
 * @refuses not_found · forbidden `access/oneself` · conflict `person/changed-meanwhile` · invalid_transition `person/status-already` ·
 *   rule_violation `person/last-administrator`, `person/return-undoes-separation`
 */
export async function suspendPerson(ctx: Context, input: SuspendPerson): Promise<{ id: string }> {
  return command(ctx, 'person.suspend', input, async (tx, actor, ctx) => {
    authorize(ctx, 'person.suspend', { tenantId: actor.tenantId, personId: input.personId });
    await lockRoles(tx);
    const others = await people.countOtherAdministrators(tx, input.personId);
    const person = await people.lockPerson(tx, input.personId);
    if (person.rowVersion !== input.expectedVersion) refuse('conflict', 'person/changed-meanwhile');
    if (person.status === input.status) refuse('invalid_transition', 'person/status-already');
    const isAdministrator = person.roles.some(
      (held) => held.role === 'administrator' && held.endedAt === null,
    );
    if (input.status === 'suspended' && isAdministrator && others === 0)
      refuse('rule_violation', 'person/last-administrator');
    if (input.status === 'active' && returnUndoes(person.id, await listStaffRoles(tx)))
      refuse('rule_violation', 'person/return-undoes-separation');
    await people.updatePerson(tx, person.id, input.expectedVersion, { status: input.status });
    await people.endSessionsOfPerson(tx, person);
    await recordAudit(tx, ctx, 'person.suspend', {
      objectType: 'person',
      objectId: person.id,
      summary: input.status === 'suspended' ? 'suspended' : 'suspension taken back',
      before: { status: person.status },
      after: { status: input.status, reason: input.reason },
    });
    return { id: person.id };
  });
}
