import * as z from 'zod';
import { recordsOf, type StaffMember } from '@/lib/access/actor';
import * as departments from '@/lib/db/departments';
import { findPersonByAddress } from '@/lib/db/people';
import { lockRoles } from '@/lib/db/staff-roles';
import type { Tx } from '@/lib/db/tx';
import { Mailbox } from '@/lib/kernel/mailbox';
import { refuse } from '@/lib/kernel/refusal';
import { calledName } from '@/lib/kernel/shown-text';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Acting, Context } from '../context';
import { addPersonIn } from '../person/save-person';
import { recordAudit } from '../record-audit';
import { giveRoleIn } from '../role/give-role';

export const DepartmentCode = z
  .string()
  .trim()
  .min(1, 'field/code')
  .max(20)
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]*$/, 'field/code-letters');
export const DepartmentName = calledName(200);
const blank = z.literal('').transform(() => undefined);
/** Somebody who gets a role in the department at once: on the staff already under that address, or new with that name. */
const office = {
  name: DepartmentName.or(blank).optional(),
  email: Mailbox.or(blank).optional(),
};
export const AddDepartment = z
  .strictObject({
    code: DepartmentCode,
    name: DepartmentName,
    chairName: office.name,
    chairEmail: office.email,
    reviewerName: office.name,
    reviewerEmail: office.email,
  })
  .superRefine((input, context) => {
    for (const role of ['chair', 'reviewer'] as const)
      if (input[`${role}Name`] && !input[`${role}Email`])
        context.addIssue({ code: 'custom', path: [`${role}Email`], message: 'field/email' });
    if (input.chairEmail && input.reviewerEmail === input.chairEmail)
      context.addIssue({ code: 'custom', path: ['reviewerEmail'], message: 'field/reviewer-is-chair' });
  });
export type AddDepartment = z.output<typeof AddDepartment>;

/**
 * Adds a department, with its chair and a reviewer where these are named: reviews need both, and no chair decides alone. All or nothing.
 * @refuses conflict `department/code-taken` · forbidden `access/oneself`, at the field of the own address · invalid_input `person/name-missing` for an address that nobody here has · as addPerson and giveRole
 */
export async function addDepartment(ctx: Context, input: AddDepartment): Promise<{ id: string }> {
  return command(ctx, 'department.save', input, async (tx, actor, ctx) => {
    if (input.chairEmail || input.reviewerEmail) await lockRoles(tx);
    const id = await addDepartmentIn(tx, ctx, actor, { code: input.code, name: input.name });
    for (const role of ['chair', 'reviewer'] as const) {
      const email = input[`${role}Email`];
      if (!email) continue;
      const name = input[`${role}Name`];
      const known = await findPersonByAddress(tx, email);
      if (known !== null && recordsOf(actor).includes(known))
        refuse('forbidden', 'access/oneself', { fieldErrors: { [`${role}Email`]: 'field/own-address' } });
      if (known === null && !name)
        refuse('invalid_input', 'person/name-missing', { fieldErrors: { [`${role}Name`]: 'field/name' } });
      const personId = known ?? (await addPersonIn(tx, ctx, actor, { name: name ?? '', email }));
      await giveRoleIn(tx, ctx, actor, { personId, role, departmentId: id });
    }
    return { id };
  });
}

/** The step that adds a department, also together with the first course. @refuses conflict `department/code-taken` */
export async function addDepartmentIn(
  tx: Tx,
  ctx: Acting,
  actor: StaffMember,
  department: { code: string; name: string },
): Promise<string> {
  authorize(ctx, 'department.save', { tenantId: actor.tenantId });
  const id = ctx.newId();
  await departments.insertDepartment(tx, { tenantId: actor.tenantId, id, ...department });
  await recordAudit(tx, ctx, 'department.save', {
    objectType: 'department',
    objectId: id,
    summary: `department ${department.code} added`,
    after: department,
  });
  return id;
}

export const SaveDepartment = z.strictObject({
  departmentId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  code: DepartmentCode,
  name: DepartmentName,
});
export type SaveDepartment = z.infer<typeof SaveDepartment>;

/** Renames. @refuses not_found · conflict `department/changed-meanwhile`, `department/code-taken` */
export async function saveDepartment(ctx: Context, input: SaveDepartment): Promise<{ id: string }> {
  return command(ctx, 'department.save', input, async (tx, actor, ctx) => {
    const department = await departments.lockDepartment(tx, input.departmentId);
    authorize(ctx, 'department.save', { tenantId: actor.tenantId });
    const { code, name } = input;
    await departments.updateDepartment(tx, department.id, input.expectedVersion, { code, name });
    await recordAudit(tx, ctx, 'department.save', {
      objectType: 'department',
      objectId: department.id,
      summary: `department ${code} renamed`,
      before: { code: department.code, name: department.name },
      after: { code, name },
    });
    return { id: department.id };
  });
}

export const ArchiveDepartment = z.strictObject({
  departmentId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  isArchived: z.enum(['yes', 'no']),
});
export type ArchiveDepartment = z.infer<typeof ArchiveDepartment>;

/**
 * Archives a department nobody works in any more, or takes it back. @refuses not_found · conflict `department/changed-meanwhile` ·
 *   rule_violation `department/in-use`, with how many roles and open reviews
 */
export async function archiveDepartment(ctx: Context, input: ArchiveDepartment): Promise<{ id: string }> {
  return command(ctx, 'department.save', input, async (tx, actor, ctx) => {
    const department = await departments.lockDepartment(tx, input.departmentId);
    authorize(ctx, 'department.save', { tenantId: actor.tenantId });
    const isArchived = input.isArchived === 'yes';
    const uses = await departments.countUses(tx, department.id);
    if (isArchived && uses.roles + uses.openCases > 0) refuse('rule_violation', 'department/in-use', uses);
    await departments.updateDepartment(tx, department.id, input.expectedVersion, { isArchived });
    await recordAudit(tx, ctx, 'department.save', {
      objectType: 'department',
      objectId: department.id,
      summary: `department ${department.code} ${isArchived ? 'archived' : 'taken back'}`,
      before: { isArchived: department.isArchived },
      after: { isArchived },
    });
    return { id: department.id };
  });
}
