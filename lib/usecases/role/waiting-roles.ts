import type { StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { confirmersOf, involvedIn } from '@/lib/access/separation';
import { listOpenProposals, type RoleProposal } from '@/lib/db/role-proposals';
import { listStaffRoles } from '@/lib/db/staff-roles';
import type { Tx } from '@/lib/db/tx';

/** A role that waits for a second administrator, as somebody sees it. */
export interface WaitingRole extends RoleProposal {
  /** Who can confirm it today, by name; nobody where there is no second administrator yet. */
  confirmers: string[];
  /** What the reader may do about it; the verbs decide again. */
  may: { confirm: boolean; decline: boolean; withdraw: boolean };
}

/** All that waits in the institution, or for one person. */
export async function waitingRoles(tx: Tx, reader: StaffMember, personId?: string): Promise<WaitingRole[]> {
  const proposals = await listOpenProposals(tx, personId);
  if (proposals.length === 0) return [];
  const staff = await listStaffRoles(tx);
  return proposals.map((proposal) => {
    const involvedIds = involvedIn(proposal, staff);
    const resource = {
      tenantId: reader.tenantId,
      personId: proposal.personId,
      proposedById: proposal.proposedById,
      involvedIds,
    };
    const may = (permission: 'role.confirm' | 'role.decline' | 'role.withdraw') =>
      can(reader, permission, resource).allowed;
    return {
      ...proposal,
      confirmers: confirmersOf(proposal, staff).map(({ name }) => name),
      may: {
        confirm: may('role.confirm'),
        decline: may('role.decline'),
        withdraw: may('role.withdraw'),
      },
    };
  });
}
