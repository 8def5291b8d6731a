import * as z from 'zod';
import { involvedIn, isAdministrator } from '@/lib/access/separation';
import { allDepartments } from '@/lib/db/institutions';
import * as people from '@/lib/db/people';
import { lockOpenProposal, settleProposal } from '@/lib/db/role-proposals';
import { listStaffRoles, lockRoles } from '@/lib/db/staff-roles';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { mailTexts } from '../mail-words';
import { tellAdministrators } from '../person/tell-administrators';
import { recordAudit } from '../record-audit';
import { roleInWords } from './role-in-words';
import { enterRole } from './enter-role';
import { mailedRole } from './mailed-role';

export const ConfirmRole = z.strictObject({ proposalId: z.uuid() });
export type ConfirmRole = z.infer<typeof ConfirmRole>;

/**
 * Gives a role that waited, as the second administrator: another person than who proposed it and whom it is about, under every record that
 * is theirs or looks so. It stands as given by who proposed it, who must still be an administrator.
 * @refuses not_found · forbidden `access/involved` · conflict `role/settled-already`, `role/held-already` · rule_violation
 *   `person/suspended`, `role/proposer-gone`
 */
export async function confirmRole(ctx: Context, input: ConfirmRole): Promise<{ id: string }> {
  return command(ctx, 'role.confirm', input, async (tx, actor, ctx) => {
    await lockRoles(tx);
    const proposal = await lockOpenProposal(tx, input.proposalId);
    const { personId, proposedById, role, departmentId } = proposal;
    const staff = await listStaffRoles(tx);
    authorize(ctx, 'role.confirm', {
      tenantId: actor.tenantId,
      personId,
      proposedById,
      involvedIds: involvedIn(proposal, staff),
    });
    const person = await people.lockPerson(tx, personId);
    if (person.status === 'suspended') refuse('rule_violation', 'person/suspended');
    const proposer = staff.find(({ id }) => id === proposedById);
    if (proposer === undefined || !isAdministrator(proposer)) refuse('rule_violation', 'role/proposer-gone');
    const isOpen = (await allDepartments(tx)).some(
      ({ id, isArchived }) => id === departmentId && !isArchived,
    );
    if (departmentId !== null && !isOpen) refuse('not_found', 'department/not-found');
    await settleProposal(tx, proposal.id, { outcome: 'confirmed', byId: actor.personId, at: ctx.now });
    const id = ctx.newId();
    await enterRole(tx, person, {
      tenantId: actor.tenantId,
      id,
      role,
      departmentId,
      grantedById: proposedById,
      at: ctx.now,
      proposalId: proposal.id,
    });
    await tellAdministrators(tx, actor, {
      kind: 'role.confirmed',
      key: proposal.id,
      words: mailTexts.role.confirmed,
      values: { person: person.name, role: mailedRole(role), proposer: proposal.proposedByName },
      personId,
    });
    await recordAudit(tx, ctx, 'role.confirm', {
      objectType: 'person',
      objectId: personId,
      summary: `${await roleInWords(tx, { role, departmentId })} confirmed`,
      after: { proposalId: proposal.id, grantId: id, role, departmentId, proposedById },
    });
    return { id };
  });
}
