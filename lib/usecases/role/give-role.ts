import * as z from 'zod';
import { type HeldRole, Role, type StaffMember } from '@/lib/access/actor';
import { undoingOf } from '@/lib/access/separation';
import { allDepartments } from '@/lib/db/institutions';
import * as people from '@/lib/db/people';
import { listStaffRoles, lockRoles } from '@/lib/db/staff-roles';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Acting, Context } from '../context';
import { mailTexts } from '../mail-words';
import { tellAdministrators } from '../person/tell-administrators';
import { recordAudit } from '../record-audit';
import { roleInWords } from './role-in-words';
import { enterRole } from './enter-role';
import { proposeRole } from './propose-role';

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
 * Gives a role. Nobody gives one to oneself. The person's sessions end, so that the next request is a fresh sign-in. A role that would undo
 * separation of duties is not given but waits for a second administrator (`waits`); then `id` is the proposal's.
 * @refuses not_found · forbidden `access/oneself` · rule_violation `person/suspended` · invalid_input `role/department-needed`,
 *   `role/department-not-for-it` · conflict `role/held-already`, `role/proposed-already`
 */
export async function giveRole(ctx: Context, input: GiveRole): Promise<{ id: string; waits: boolean }> {
  return command(ctx, 'role.give', input, async (tx, actor, ctx) => {
    await lockRoles(tx);
    return giveRoleIn(tx, ctx, actor, input);
  });
}

/** The step that gives a role or proposes it; all roles are locked by the caller. @refuses as giveRole */
export async function giveRoleIn(
  tx: Tx,
  ctx: Acting,
  actor: StaffMember,
  input: GiveRole,
): Promise<{ id: string; waits: boolean }> {
  const person = await people.lockPerson(tx, input.personId);
  authorize(ctx, 'role.give', { tenantId: actor.tenantId, personId: person.id });
  if (person.status === 'suspended') refuse('rule_violation', 'person/suspended');
  const held = await roleIn(tx, input);
  if (holdsAlready(person, held)) refuse('conflict', 'role/held-already');
  const undoing = undoingOf(
    { role: held.role, toId: person.id, byId: actor.personId },
    await listStaffRoles(tx),
  );
  if (undoing) return { ...(await proposeRole(tx, ctx, actor, person, held, undoing)), waits: true };
  const id = ctx.newId();
  await enterRole(tx, person, {
    tenantId: actor.tenantId,
    id,
    ...held,
    grantedById: actor.personId,
    at: ctx.now,
    proposalId: null,
  });
  const watched = watchedRoles.find((role) => role === held.role);
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
    summary: `${await roleInWords(tx, held)} given`,
    after: { grantId: id, ...held },
  });
  return { id, waits: false };
}

/** The role with its department, where it has one. */
async function roleIn(tx: Tx, { role, departmentId }: GiveRole): Promise<HeldRole> {
  const needsDepartment = departmentRoles.includes(role);
  if (needsDepartment && !departmentId)
    refuse('invalid_input', 'role/department-needed', {
      fieldErrors: { departmentId: 'field/department' },
    });
  if (!needsDepartment && departmentId)
    refuse('invalid_input', 'role/department-not-for-it', {
      fieldErrors: { departmentId: 'field/whole-institution' },
    });
  const department = (await allDepartments(tx)).find((one) => one.id === departmentId && !one.isArchived);
  if (needsDepartment && !department) refuse('not_found', 'department/not-found');
  return { role, departmentId: department?.id ?? null };
}

function holdsAlready({ roles }: people.PersonWithRoles, { role, departmentId }: HeldRole): boolean {
  return roles.some(
    (held) => held.endedAt === null && held.role === role && held.departmentId === departmentId,
  );
}
