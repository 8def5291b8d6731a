import { refuse } from '@/lib/kernel/refusal';
import { restingStatuses } from './change-notices';
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

/** A code is taken however it is written, as that of a course. @refuses conflict `department/code-taken` */
export async function insertDepartment(
  tx: Tx,
  department: { tenantId: string; id: string; code: string; name: string },
): Promise<void> {
  const added = await tx.$executeRaw`
    INSERT INTO department (tenant_id, id, code, name)
    SELECT ${department.tenantId}::uuid, ${department.id}::uuid, ${department.code}, ${department.name}
     WHERE NOT EXISTS (SELECT FROM department WHERE tenant_id = current_tenant() AND fold_course_code(code) = fold_course_code(${department.code}))
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
  if (change.code !== undefined) {
    const [taken] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM department WHERE tenant_id = current_tenant() AND id <> ${id}::uuid AND fold_course_code(code) = fold_course_code(${change.code}) LIMIT 1`;
    if (taken) refuseTaken();
  }
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

/** What belongs to a department or is under way there: what its end touches. */
export interface DepartmentUses {
  openCases: number;
  courses: number;
  programs: number;
  /** Mappings that it decided or is deciding about. */
  mappings: number;
}

/** The uses of each department that has some. */
export async function listUses(tx: Tx): Promise<Map<string, DepartmentUses>> {
  const rows = await tx.$queryRaw<(DepartmentUses & { id: string })[]>`
    SELECT d.id,
           (SELECT count(*)::int FROM review_case c WHERE c.tenant_id = d.tenant_id AND c.department_id = d.id AND c.status = 'open') AS "openCases",
           (SELECT count(*)::int FROM course c WHERE c.tenant_id = d.tenant_id AND c.department_id = d.id) AS courses,
           (SELECT count(*)::int FROM program p WHERE p.tenant_id = d.tenant_id AND p.department_id = d.id) AS programs,
           (SELECT count(DISTINCT v.rule_id)::int FROM equivalency_rule e JOIN rule_version v ON v.tenant_id = e.tenant_id AND v.rule_id = e.id
             WHERE e.tenant_id = d.tenant_id AND e.department_id = d.id AND v.status = ANY(${[...restingStatuses]})) AS mappings
      FROM department d WHERE d.tenant_id = current_tenant()`;
  return new Map(rows.map(({ id, ...uses }) => [id, uses]));
}

function refuseTaken(): never {
  refuse('conflict', 'department/code-taken', { fieldErrors: { code: 'field/department-code' } });
}
