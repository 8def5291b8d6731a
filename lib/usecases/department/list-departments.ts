import type { Role } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { listHolding } from '@/lib/db/colleagues';
import { type DepartmentUses, listUses } from '@/lib/db/departments';
import { allDepartments, type Department } from '@/lib/db/institutions';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';

/** A department with those who hold a role in it today. */
export interface ListedDepartment extends Department {
  chairs: string[];
  reviewers: number;
  uses: DepartmentUses;
}

export async function listDepartments(ctx: Context): Promise<{
  departments: ListedDepartment[];
  maySave: boolean;
  /** Whether a new one can be added together with its people. */
  mayStaff: boolean;
}> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'institution.view', { tenantId: actor.tenantId });
    const uses = await listUses(tx);
    const staff = await listHolding(tx, ['chair', 'reviewer']);
    return {
      departments: (await allDepartments(tx)).map((department) => {
        const holding = (role: Role) =>
          staff.filter(({ roles }) =>
            roles.some((held) => held.role === role && held.departmentId === department.id),
          );
        return {
          ...department,
          chairs: holding('chair').map(({ name }) => name),
          reviewers: holding('reviewer').length,
          uses: uses.get(department.id) ?? { openCases: 0, courses: 0, programs: 0, mappings: 0 },
        };
      }),
      maySave: can(actor, 'department.save', { tenantId: actor.tenantId }).allowed,
      mayStaff: (['person.save', 'role.give'] as const).every(
        (act) => can(actor, act, { tenantId: actor.tenantId }).allowed,
      ),
    };
  });
}
