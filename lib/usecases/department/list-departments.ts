import { can } from '@/lib/access/can';
import { allDepartments, type Department } from '@/lib/db/institutions';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';

export async function listDepartments(
  ctx: Context,
): Promise<{ departments: Department[]; maySave: boolean }> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'institution.view', { tenantId: actor.tenantId });
    return {
      departments: await allDepartments(tx),
      maySave: can(actor, 'department.save', { tenantId: actor.tenantId }).allowed,
    };
  });
}
