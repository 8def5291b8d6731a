import { Prisma } from './generated/client';
import type { Tx } from './tx';

export interface NewAuditEvent {
  tenantId: string;
  at: string;
  actorId: string;
  action: string;
  objectType: string;
  objectId: string;
  summary: string;
  requestId: string;
  commitment: string;
}

/** Appends one entry; the database numbers and chains it. */
export async function append(tx: Tx, event: NewAuditEvent, detail: { salt: string; before: unknown; after: unknown }): Promise<void> {
  const rows = await tx.$queryRaw<{ seq: bigint }[]>`
    INSERT INTO audit_event (tenant_id, seq, at, actor_id, action, object_type, object_id, summary, request_id, commitment, prev_hash, hash)
    VALUES (${event.tenantId}::uuid, 0, ${event.at}::timestamptz, ${event.actorId}::uuid, ${event.action}, ${event.objectType},
            ${event.objectId}, ${event.summary}, ${event.requestId}, ${event.commitment}, '', '')
    RETURNING seq`;
  const [row] = rows;
  if (!row) throw new Error('The audit entry was not written.');
  await tx.auditDetail.create({
    data: { tenantId: event.tenantId, seq: row.seq, salt: detail.salt, before: asJson(detail.before), after: asJson(detail.after) },
  });
}

function asJson(value: unknown): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  return value === null ? Prisma.JsonNull : (JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue);
}
