import { can } from '@/lib/access/can';
import { type Department, listDepartments as listAll } from '@/lib/db/institutions';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';

export async function listDepartments(
  ctx: Context,
): Promise<{ departments: Department[]; maySave: boolean }> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'institution.view', { tenantId: actor.tenantId });
    return {
      departments: await listAll(tx),
      maySave: can(actor, 'department.save', { tenantId: actor.tenantId }).allowed,
    };
  });
}
