import { randomUUID } from 'node:crypto';
import { newestCatalogChange } from '@/lib/db/catalog-entries';
import { listUntoldChanges, lockTelling } from '@/lib/db/change-notices';
import type { Database } from '@/lib/db/client';
import { listPublicInstitutions } from '@/lib/db/public-institutions';
import { withTenant } from '@/lib/db/tx';
import { logError } from '@/lib/next/log';
import { tellOwners, touchedRules } from '@/lib/usecases/institution/touched-rules';
import type { GroundChange } from '@/lib/usecases/institution/ground-change';

/**
 * Tells the owners of mappings, at every institution, what changed in the catalog below them: whoever lists a certificate cannot see the
 * mappings of others. Whatever road the change came by, it is told once. A failure at one institution stops no other.
 */
export async function tellOfCatalogChanges(database: Database): Promise<void> {
  const at = new Date().toISOString();
  for (const { id: tenantId } of await listPublicInstitutions(database, { now: at })) {
    try {
      await tellAt(database, tenantId, at);
    } catch (error) {
      logError('telling of catalog changes failed', '', error);
    }
  }
}

/** The same, for calling again and again: looks closely only where something has changed since. */
export function catalogWatch(database: Database): () => Promise<void> {
  let told: string | null = null;
  return async () => {
    const newest = await newestCatalogChange(database);
    if (newest === told) return;
    await tellOfCatalogChanges(database);
    told = newest;
  };
}

async function tellAt(database: Database, tenantId: string, at: string): Promise<void> {
  await withTenant(database, { tenantId }, async (tx) => {
    await lockTelling(tx);
    const untold = await listUntoldChanges(tx);
    if (untold.length === 0) return;
    const changes = new Map(
      untold.map(
        ({ subject, subjectId: id, microCredentialId, name: code, firstDay }): [string, GroundChange] => [
          `${id} ${firstDay}`,
          { subject, id, microCredentialId, code, firstDay },
        ],
      ),
    );
    const isUntold = new Set(
      untold.map(({ ruleVersionId, subjectId, firstDay }) => `${ruleVersionId} ${subjectId} ${firstDay}`),
    );
    const touched = (await touchedRules(tx, { database }, [...changes.values()])).filter(({ rule, change }) =>
      isUntold.has(`${rule.id} ${change.id} ${change.firstDay}`),
    );
    await tellOwners(tx, { at, event: randomUUID() }, touched, { tenantId, personId: null });
  });
}
