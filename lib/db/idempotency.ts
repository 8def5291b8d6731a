import { Prisma } from './generated/client';
import type { Tx } from './tx';

export interface CommandClaim {
  tenantId: string;
  actorId: string;
  verb: string;
  key: string;
  fingerprint: string;
}

/** Claims a key for this transaction, or returns what an earlier command under it answered. Waits for one under way. */
export async function claim(
  tx: Tx,
  wanted: CommandClaim,
): Promise<{ fingerprint: string; reply: unknown } | null> {
  const claimed = await tx.$executeRaw`
    INSERT INTO idempotency_key (tenant_id, actor_id, verb, key, fingerprint)
    VALUES (${wanted.tenantId}::uuid, ${wanted.actorId}::uuid, ${wanted.verb}, ${wanted.key}, ${wanted.fingerprint})
    ON CONFLICT DO NOTHING`;
  if (claimed === 1) return null;
  return tx.idempotencyKey.findUnique({
    where: { tenantId_actorId_verb_key: keyOf(wanted) },
    select: { fingerprint: true, reply: true },
  });
}

export async function keepReply(tx: Tx, claimed: CommandClaim, reply: unknown): Promise<void> {
  await tx.idempotencyKey.update({
    where: { tenantId_actorId_verb_key: keyOf(claimed) },
    data: { reply: reply === null ? Prisma.JsonNull : (reply as Prisma.InputJsonValue) },
  });
}

function keyOf({ tenantId, actorId, verb, key }: CommandClaim) {
  return { tenantId, actorId, verb, key };
}
