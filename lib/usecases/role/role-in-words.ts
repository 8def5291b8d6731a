import type { HeldRole } from '@/lib/access/actor';
import { allDepartments } from '@/lib/db/institutions';
import type { Tx } from '@/lib/db/tx';

/** A role as the summaries of the audit trail name it: with the department that it is held in, since one person can hold it in several. */
export async function roleInWords(tx: Tx, { role, departmentId }: HeldRole): Promise<string> {
  const words = `role ${role.replaceAll('_', ' ')}`;
  if (departmentId === null) return words;
  const department = (await allDepartments(tx)).find(({ id }) => id === departmentId);
  return department === undefined ? words : `${words} in ${department.name}`;
}
