import { allDepartments, type Department } from '@/lib/db/institutions';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';

/** The department that a form names, if it is one of the institution's own. @refuses not_found `department/not-found` */
export async function getOwnDepartment(tx: Tx, departmentId: string): Promise<Department> {
  const own = await allDepartments(tx);
  return own.find(({ id }) => id === departmentId) ?? refuse('not_found', 'department/not-found');
}

/** Its id, where a form names one. @refuses not_found `department/not-found` */
export async function ownDepartment(tx: Tx, departmentId: string | null): Promise<string | null> {
  return departmentId === null ? null : (await getOwnDepartment(tx, departmentId)).id;
}
