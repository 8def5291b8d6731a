import type { PublishedKey } from '@/lib/signed-record/did-document';
import type { Database } from './client';
import { toInstant } from './codec';
import { publicRead } from './public-read';
import type { Tx } from './tx';

/** A key of an institution with its days, and who made it. */
export interface SigningKey extends PublishedKey {
  madeAt: string;
  madeByName: string;
  /** Since when it signs nothing; null for the one that signs. */
  retiredAt: string | null;
}

/** The keys of the institution at work, the newest first. */
export async function listSigningKeys(tx: Tx): Promise<SigningKey[]> {
  const rows = await tx.signingKey.findMany({
    orderBy: [{ retiredAt: { sort: 'desc', nulls: 'first' } }, { madeAt: 'desc' }, { id: 'asc' }],
    include: { madeBy: { select: { name: true } } },
  });
  return rows.map(({ id, did, publicKey, madeAt, retiredAt, madeBy }) => ({
    ...{ id, did, publicKey },
    madeAt: toInstant(madeAt),
    madeByName: madeBy.name,
    retiredAt: retiredAt && toInstant(retiredAt),
  }));
}

/** The key that signs for the institution at work; null where none does. It stays so until the transaction ends. */
export async function keyThatSigns(tx: Tx): Promise<PublishedKey | null> {
  const [row] = await tx.$queryRaw<PublishedKey[]>`
    SELECT id, did, public_key AS "publicKey" FROM signing_key WHERE tenant_id = current_tenant() AND retired_at IS NULL FOR SHARE`;
  return row ?? null;
}

/** Nobody else changes the key of the institution before the transaction ends. */
export async function lockSigningKeys(tx: Tx, tenantId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`signing keys ${tenantId}`}, 0))`;
}

/** Puts a key in the place of the one that signed, which is retired. */
export async function changeSigningKey(
  tx: Tx,
  key: PublishedKey & { tenantId: string; madeById: string },
  at: string,
): Promise<void> {
  await tx.signingKey.updateMany({ where: { retiredAt: null }, data: { retiredAt: at } });
  await tx.signingKey.create({ data: { ...key, madeAt: at }, select: { id: true } });
}

/** All keys that an institution publishes, the one that signs first. */
export async function publishedKeys(database: Database, tenantId: string): Promise<PublishedKey[]> {
  return publicRead<PublishedKey>(
    database,
    `SELECT id, did, public_key AS "publicKey" FROM signing_key WHERE tenant_id = $1::uuid ORDER BY retired_at IS NOT NULL, made_at DESC, id`,
    [tenantId],
  );
}

/** Institutions that have a key that signs. */
export async function listSigningTenants(database: Database): Promise<string[]> {
  const rows = await publicRead<{ id: string }>(
    database,
    `SELECT tenant_id AS id FROM signing_key WHERE retired_at IS NULL ORDER BY 1`,
  );
  return rows.map(({ id }) => id);
}
