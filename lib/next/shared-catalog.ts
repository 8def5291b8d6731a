import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { env } from '@/lib/env';
import type { Snapshots } from '@/lib/usecases/catalog-snapshot';
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
    (opened) => new KeptCatalog(opened, { every, patience, failed }, inFile(env().CROSSWALK_CATALOG_FILE)),
  );
  return shared.crosswalkCatalog;
}

/** Reads the catalog before anybody asks, and follows it though nobody does: changes are not kept for ever. */
export async function readCatalogAhead(): Promise<void> {
  const look = async () => (await keptCatalog()).upToDate(new Date().toISOString());
  await look().catch(failed);
  setInterval(() => void look().catch(failed), atLeastEvery).unref();
}

/** A file that is there whole or not at all; null where there is no place for it. */
function inFile(file: string | undefined): Snapshots | null {
  if (file === undefined) return null;
  return {
    read: () =>
      readFile(file).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      }),
    async write(bytes) {
      const begun = `${file}.${randomUUID()}`;
      await writeFile(begun, bytes, { mode: 0o600 });
      await rename(begun, file).catch((error: unknown) =>
        rm(begun, { force: true }).then(() => Promise.reject(error)),
      );
    },
  };
}

function failed(error: unknown): void {
  logError('catalog not followed', '', error);
}
