import { can } from '@/lib/access/can';
import { getInstitution, type Institution } from '@/lib/db/institutions';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';

/** One's own institution. */
export async function viewInstitution(ctx: Context): Promise<{ institution: Institution; maySave: boolean }> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'institution.view', { tenantId: actor.tenantId });
    return {
      institution: await getInstitution(tx, actor.tenantId),
      maySave: can(actor, 'institution.save', { tenantId: actor.tenantId }).allowed,
    };
  });
}
