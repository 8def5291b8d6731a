import * as z from 'zod';
import * as departments from '@/lib/db/departments';
import { refuse } from '@/lib/kernel/refusal';
import { calledName } from '@/lib/kernel/shown-text';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

const Code = z
  .string()
  .trim()
  .min(1, 'field/code')
  .max(20)
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]*$/, 'field/code-letters');
const Name = calledName(200);
export const AddDepartment = z.strictObject({ code: Code, name: Name });
export type AddDepartment = z.infer<typeof AddDepartment>;

/** @refuses conflict `department/code-taken` */
export async function addDepartment(ctx: Context, input: AddDepartment): Promise<{ id: string }> {
  return command(ctx, 'department.save', input, async (tx, actor, ctx) => {
    authorize(ctx, 'department.save', { tenantId: actor.tenantId });
    const id = ctx.newId();
    await departments.insertDepartment(tx, { tenantId: actor.tenantId, id, ...input });
    await recordAudit(tx, ctx, 'department.save', {
      objectType: 'department',
      objectId: id,
      summary: `department ${input.code} added`,
      after: input,
    });
    return { id };
  });
}

export const SaveDepartment = z.strictObject({
  departmentId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  code: Code,
  name: Name,
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
