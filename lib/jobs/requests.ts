import { answerOf } from '@/lib/catalog/certificate-request';
import { forgetAskers, listTenantsAsked } from '@/lib/db/certificate-askers';
import { listAskedDecisions, lockRequest } from '@/lib/db/certificate-requests';
import { markOfNow, readCatalogChanges } from '@/lib/db/catalog-feed';
import type { Database } from '@/lib/db/client';
import { listPublicInstitutions } from '@/lib/db/public-institutions';
import { withTenant } from '@/lib/db/tx';
import { portionsOf } from '@/lib/kernel/portions-of';
import { logError } from '@/lib/next/log';
import { settleAndTell } from '@/lib/usecases/request/settle-request';
import { standingsHere } from '@/lib/usecases/request/standings-here';

/**
 * For how long what askers left is kept. An address that nobody confirmed may be a stranger's: a week is enough to open a mail. A year is
 * how long demand says something of today. @units days @source docs/decisions/0031-requests-are-counted-without-names.md
 */
export const askersKept = { unconfirmed: 7, asking: 365, mail: 30 } as const;

/** Certificates that are looked at in one go. */
const portion = 200;

/**
 * Answers the requests that decisions have answered meanwhile, whatever road these came by: a rule of one's own, an import, a proposal that
 * was considered, a day that has begun. A failure at one institution stops no other.
 */
export async function answerRequests(database: Database, at = new Date().toISOString()): Promise<void> {
  const institutions = await listPublicInstitutions(database, { now: at });
  for (const tenantId of await listTenantsAsked(database)) {
    try {
      await answerAt(database, tenantId, { now: at, institutions });
    } catch (error) {
      logError('answering requests failed', '', error);
    }
  }
}

type Look = Parameters<typeof standingsHere>[2];

async function answerAt(database: Database, tenantId: string, look: Look): Promise<void> {
  const asked = await withTenant(database, { tenantId }, listAskedDecisions);
  for (const some of portionsOf(asked, portion)) {
    const standingOf = await standingsHere(
      database,
      some.map(({ microCredentialId }) => microCredentialId),
      look,
    );
    for (const { id, microCredentialId } of some) {
      const answer = answerOf(standingOf(microCredentialId, tenantId));
      if (answer === null) continue;
      await withTenant(database, { tenantId }, async (tx) => {
        const request = await lockRequest(tx, id);
        // Another process, or somebody of staff, may have been quicker.
        if (request.answer !== null) return;
        await settleAndTell(tx, request, { answer, microCredentialId, closedById: null, at: look.now });
      });
    }
  }
}

/** Milliseconds after which it is looked again though nothing changed: days begin, and what is kept too long is forgotten. */
const lookedEvery = 600_000;

/** The same, for calling again and again: looks closely where the catalog's feed of changes says so, and else every ten minutes. */
export function requestWatch(database: Database): (clock?: number) => Promise<void> {
  let seen: { mark: string; again: ReadonlySet<string> } | null = null;
  let looked = -Infinity;
  return async (clock = performance.now()) => {
    const before = seen;
    const changes = before && (await readCatalogChanges(database, before.mark, before.again));
    const next = changes ?? { mark: await markOfNow(database), again: new Set<string>() };
    const hasChanged = changes === null || changes.entries.length + changes.institutions.length > 0;
    if (hasChanged || clock - looked >= lookedEvery) {
      await answerRequests(database);
      await forgetAskers(database, askersKept);
      looked = clock;
    }
    seen = { mark: next.mark, again: next.again };
  };
}
