import { allDepartments } from '@/lib/db/institutions';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';

/** The department that a form names, if it is one of the institution's own. @refuses not_found `department/not-found` */
export async function ownDepartment(tx: Tx, departmentId: string | null): Promise<string | null> {
  if (departmentId === null) return null;
  const own = await allDepartments(tx);
  return own.some(({ id }) => id === departmentId)
    ? departmentId
    : refuse('not_found', 'department/not-found');
}
