import * as z from 'zod';
import { Role } from '@/lib/access/actor';
import { allDepartments } from '@/lib/db/institutions';
import * as people from '@/lib/db/people';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { mailTexts } from '../mail-words';
import { tellAdministrators } from '../person/tell-administrators';
import { recordAudit } from '../record-audit';

export const GiveRole = z.strictObject({
  personId: z.uuid(),
  role: Role,
  departmentId: z
    .uuid()
    .or(z.literal('').transform(() => undefined))
    .optional(),
});
export type GiveRole = z.infer<typeof GiveRole>;

/** Roles that only mean something within one department. @source docs/domain.md §5.1 */
export const departmentRoles: readonly Role[] = ['reviewer', 'chair'];

/** Roles with which one settles what others have prepared; the other administrators learn who gets one. */
const watchedRoles = ['administrator', 'registrar'] as const;

/**
 * Gives a role. Nobody gives one to oneself. The person's sessions end, so that the next request is a fresh sign-in.
 * @refuses not_found · forbidden `access/oneself` · rule_violation `person/suspended` · invalid_input `role/department-needed`,
 *   `role/department-not-for-it` · conflict `role/held-already`
 */
export async function giveRole(ctx: Context, input: GiveRole): Promise<{ id: string }> {
  return command(ctx, 'role.give', input, async (tx, actor, ctx) => {
    const person = await people.lockPerson(tx, input.personId);
    authorize(ctx, 'role.give', { tenantId: actor.tenantId, personId: person.id });
    if (person.status === 'suspended') refuse('rule_violation', 'person/suspended');
    const needsDepartment = departmentRoles.includes(input.role);
    if (needsDepartment && !input.departmentId)
      refuse('invalid_input', 'role/department-needed', {
        fieldErrors: { departmentId: 'field/department' },
      });
    if (!needsDepartment && input.departmentId)
      refuse('invalid_input', 'role/department-not-for-it', {
        fieldErrors: { departmentId: 'field/whole-institution' },
      });
    const department = (await allDepartments(tx)).find(
      (one) => one.id === input.departmentId && !one.isArchived,
    );
    if (needsDepartment && !department) refuse('not_found', 'department/not-found');
    const id = ctx.newId();
    const grant = { role: input.role, departmentId: department?.id ?? null };
    await people.insertGrant(tx, {
      tenantId: actor.tenantId,
      id,
      personId: person.id,
      ...grant,
      grantedById: actor.personId,
      at: ctx.now,
    });
    await people.endSessionsOfPerson(tx, person);
    const watched = watchedRoles.find((role) => role === input.role);
    if (watched)
      await tellAdministrators(tx, actor, {
        kind: 'role.given',
        key: id,
        words: mailTexts.role[watched],
        values: { person: person.name, email: person.email },
        personId: person.id,
      });
    await recordAudit(tx, ctx, 'role.give', {
      objectType: 'person',
      objectId: person.id,
      summary: `role ${input.role.replaceAll('_', ' ')} given`,
      after: { grantId: id, ...grant },
    });
    return { id };
  });
}
