import { KeptCatalog } from '@/lib/usecases/kept-catalog';
import { logError } from './log';
import { database } from './shared-database';

/** @units milliseconds @source docs/search.md, "How it is kept" */
const [every, patience, atLeastEvery] = [100, 50, 60_000];

// One a process, as the database is: pages and what starts before them are built apart.
const shared = globalThis as { crosswalkCatalog?: Promise<KeptCatalog> };

/** The catalog that this process keeps. */
export function keptCatalog(): Promise<KeptCatalog> {
  shared.crosswalkCatalog ??= database().then(
    (opened) => new KeptCatalog(opened, { every, patience, failed }),
  );
  return shared.crosswalkCatalog;
}

/** Reads the catalog before anybody asks, and follows it though nobody does: changes are not kept for ever. */
export async function readCatalogAhead(): Promise<void> {
  const look = async () => (await keptCatalog()).upToDate(new Date().toISOString());
  await look().catch(failed);
  setInterval(() => void look().catch(failed), atLeastEvery).unref();
}

function failed(error: unknown): void {
  logError('catalog not followed', '', error);
}
