import type { HeldRole, StaffMember } from '@/lib/access/actor';
import type { undoingOf } from '@/lib/access/separation';
import type { Person } from '@/lib/db/people';
import { insertProposal } from '@/lib/db/role-proposals';
import type { Tx } from '@/lib/db/tx';
import { authorize } from '../authorize';
import type { Acting } from '../context';
import { mailTexts } from '../mail-words';
import { tellAdministrators } from '../person/tell-administrators';
import { recordAudit } from '../record-audit';
import { roleInWords } from './role-in-words';
import { mailedRole } from './mailed-role';

/**
 * Lets a role wait that would undo separation of duties: it counts for nothing until a second administrator confirms it, and every other
 * administrator is told. Where there is none yet, it waits for the first who comes. @refuses conflict `role/proposed-already`
 */
export async function proposeRole(
  tx: Tx,
  ctx: Acting,
  actor: StaffMember,
  person: Person,
  held: HeldRole,
  undoing: NonNullable<ReturnType<typeof undoingOf>>,
): Promise<{ id: string }> {
  authorize(ctx, 'role.propose', { tenantId: actor.tenantId, personId: person.id });
  const id = ctx.newId();
  const { why, otherId } = undoing;
  await insertProposal(tx, {
    tenantId: actor.tenantId,
    id,
    personId: person.id,
    ...held,
    why,
    otherPersonId: otherId,
    proposedById: actor.personId,
    at: ctx.now,
  });
  await tellAdministrators(tx, actor, {
    kind: 'role.proposed',
    key: id,
    words: mailTexts.role.proposed,
    values: { person: person.name, role: mailedRole(held.role) },
    personId: person.id,
  });
  await recordAudit(tx, ctx, 'role.propose', {
    objectType: 'person',
    objectId: person.id,
    summary: `${await roleInWords(tx, held)} proposed`,
    after: { proposalId: id, ...held, why, otherPersonId: otherId },
  });
  return { id };
}
