import { refuse } from '@/lib/kernel/refusal';
import type { Department } from './institutions';
import { Prisma } from './generated/client';
import type { Tx } from './tx';

/** Takes the department for this transaction. @refuses not_found */
export async function lockDepartment(tx: Tx, id: string): Promise<Department> {
  await tx.$queryRaw`SELECT id FROM department WHERE tenant_id = current_tenant() AND id = ${id}::uuid FOR UPDATE`;
  const row = await tx.department.findFirst({ where: { id } });
  if (!row) refuse('not_found', 'department/not-found');
  const { tenantId: _, ...department } = row;
  return department;
}

/** @refuses conflict `department/code-taken` */
export async function insertDepartment(
  tx: Tx,
  department: { tenantId: string; id: string; code: string; name: string },
): Promise<void> {
  const added = await tx.$executeRaw`
    INSERT INTO department (tenant_id, id, code, name) VALUES (${department.tenantId}::uuid, ${department.id}::uuid, ${department.code}, ${department.name})
    ON CONFLICT (tenant_id, code) DO NOTHING`;
  if (added !== 1) refuseTaken();
}

/** @refuses conflict `department/changed-meanwhile`, `department/code-taken` */
export async function updateDepartment(
  tx: Tx,
  id: string,
  expectedVersion: number,
  change: Partial<Pick<Department, 'code' | 'name' | 'isArchived'>>,
): Promise<void> {
  try {
    const { count } = await tx.department.updateMany({
      where: { id, rowVersion: expectedVersion },
      data: { ...change, rowVersion: { increment: 1 } },
    });
    if (count !== 1) refuse('conflict', 'department/changed-meanwhile');
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') refuseTaken();
    throw error;
  }
}

/** Open work that names the department: roles held in it and reviews under way. */
export async function countUses(tx: Tx, departmentId: string): Promise<{ roles: number; openCases: number }> {
  const [roles, openCases] = [
    await tx.roleGrant.count({ where: { departmentId, endedAt: null } }),
    await tx.reviewCase.count({ where: { departmentId, status: 'open' } }),
  ];
  return { roles, openCases };
}

function refuseTaken(): never {
  refuse('conflict', 'department/code-taken', { fieldErrors: { code: 'field/department-code' } });
}
