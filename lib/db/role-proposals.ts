import * as z from 'zod';
import { type HeldRole, Role } from '@/lib/access/actor';
import type { Undoing } from '@/lib/access/separation';
import { refuse } from '@/lib/kernel/refusal';
import { toInstant } from './codec';
import type { Prisma } from './generated/client';
import type { Tx } from './tx';

const Why = z.enum(['ownLikeness', 'appoints', 'twoVoices']) satisfies z.ZodType<Undoing>;

/** A role that waits for a second administrator. */
export interface RoleProposal extends HeldRole {
  id: string;
  personId: string;
  personName: string;
  departmentName: string | null;
  why: Undoing;
  /** With whose record together it would undo separation; often the person's own. */
  otherPersonId: string;
  otherPersonName: string;
  proposedById: string;
  proposedByName: string;
  proposedAt: string;
}

const named = { select: { name: true } } as const;
const include = { person: named, otherPerson: named, proposedBy: named, department: named } as const;

/** Those that nobody has settled, the oldest first: of the institution, or of one person. */
export async function listOpenProposals(tx: Tx, personId?: string): Promise<RoleProposal[]> {
  const rows = await tx.roleProposal.findMany({
    where: { settledAt: null, ...(personId !== undefined && { personId }) },
    include,
    orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toProposal);
}

/** Takes an open proposal for this transaction. @refuses not_found · conflict `role/settled-already` */
export async function lockOpenProposal(tx: Tx, id: string): Promise<RoleProposal> {
  await tx.$queryRaw`SELECT id FROM role_proposal WHERE tenant_id = current_tenant() AND id = ${id}::uuid FOR UPDATE`;
  const row = await tx.roleProposal.findFirst({ where: { id }, include });
  if (!row) refuse('not_found', 'role/no-such-proposal');
  if (row.settledAt) refuse('conflict', 'role/settled-already');
  return toProposal(row);
}

/** @refuses conflict `role/proposed-already` */
export async function insertProposal(
  tx: Tx,
  proposal: Pick<
    RoleProposal,
    'id' | 'personId' | 'role' | 'departmentId' | 'why' | 'otherPersonId' | 'proposedById'
  > & { tenantId: string; at: string },
): Promise<void> {
  const added = await tx.$executeRaw`
    INSERT INTO role_proposal (tenant_id, id, person_id, role, department_id, why, other_person_id, proposed_by_id, proposed_at)
    VALUES (${proposal.tenantId}::uuid, ${proposal.id}::uuid, ${proposal.personId}::uuid, ${proposal.role}, ${proposal.departmentId}::uuid,
            ${proposal.why}, ${proposal.otherPersonId}::uuid, ${proposal.proposedById}::uuid, ${proposal.at}::timestamptz)
    ON CONFLICT DO NOTHING`;
  if (added !== 1) refuse('conflict', 'role/proposed-already');
}

/** Says how a proposal ended, and by whom; for good. */
export async function settleProposal(
  tx: Tx,
  id: string,
  settled: { outcome: 'confirmed' | 'declined' | 'withdrawn'; byId: string; at: string },
): Promise<void> {
  await tx.roleProposal.updateMany({
    where: { id, settledAt: null },
    data: { outcome: settled.outcome, settledById: settled.byId, settledAt: new Date(settled.at) },
  });
}

function toProposal(row: Prisma.RoleProposalGetPayload<{ include: typeof include }>): RoleProposal {
  return {
    id: row.id,
    personId: row.personId,
    personName: row.person.name,
    role: Role.parse(row.role),
    departmentId: row.departmentId,
    departmentName: row.department?.name ?? null,
    why: Why.parse(row.why),
    otherPersonId: row.otherPersonId,
    otherPersonName: row.otherPerson.name,
    proposedById: row.proposedById,
    proposedByName: row.proposedBy.name,
    proposedAt: toInstant(row.proposedAt),
  };
}
