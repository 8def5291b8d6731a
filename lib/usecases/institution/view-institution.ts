import { can } from '@/lib/access/can';
import { getInstitution, type Institution } from '@/lib/db/institutions';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { type WaitingRole, waitingRoles } from '../role/waiting-roles';

export interface InstitutionView {
  institution: Institution;
  /** Roles that wait for a second administrator, for those who can settle some of them. */
  waiting: WaitingRole[];
  maySave: boolean;
}

/** One's own institution. */
export async function viewInstitution(ctx: Context): Promise<InstitutionView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'institution.view', { tenantId: actor.tenantId });
    const maySettle = can(actor, 'role.decline', { tenantId: actor.tenantId }).allowed;
    return {
      institution: await getInstitution(tx, actor.tenantId),
      waiting: maySettle ? await waitingRoles(tx, actor) : [],
      maySave: can(actor, 'institution.save', { tenantId: actor.tenantId }).allowed,
    };
  });
}
