import { randomUUID } from 'node:crypto';
import type { Database } from '@/lib/db/client';
import { listPublicInstitutions } from '@/lib/db/public-institutions';
import { listSigningTenants } from '@/lib/db/signing-keys';
import { withTenant } from '@/lib/db/tx';
import { logError } from '@/lib/next/log';
import type { Signer } from '@/lib/usecases/ports';
import { recordUnattended } from '@/lib/usecases/record-audit';
import { signWaiting } from '@/lib/usecases/record/sign-waiting';

/** Records signed in one transaction, and of one institution in one round: others have their turn between. @units records */
const portion = 25;

/**
 * Signs what institutions published and nobody signed yet under the policy in force; returns how many. What is cut off is done in the next
 * round, and nothing twice. A failure at one institution stops no other.
 */
export async function signPublished(
  database: Database,
  signer: Signer,
  now = new Date().toISOString(),
): Promise<number> {
  const tenants = new Set(await listSigningTenants(database));
  if (tenants.size === 0) return 0;
  const institutions = await listPublicInstitutions(database, { now });
  let signed = 0;
  for (const institution of institutions.filter(({ id }) => tenants.has(id))) {
    const { id: tenantId } = institution;
    try {
      signed += await withTenant(database, { tenantId }, async (tx) => {
        const world = { database, now, signer, newId: randomUUID };
        const { keyId, records } = await signWaiting(tx, world, institution, portion);
        if (keyId === null || records.length === 0) return 0;
        await recordUnattended(tx, { tenantId, now, requestId: '' }, 'record.sign', {
          objectType: 'signing_key',
          objectId: keyId,
          summary: `${records.length} records signed`,
          after: { records },
        });
        return records.length;
      });
    } catch (error) {
      logError('signing records failed', '', error);
    }
  }
  return signed;
}
