import type { Database } from './client';
import { publicRead } from './public-read';

/** How long changes can be read. @units days */
export const daysKept = 7;

/** What changed since a mark: entries that say or stand otherwise, and institutions by whose rules any entry may stand otherwise. */
export interface CatalogChanges {
  entries: string[];
  institutions: string[];
  /** Where to go on from: the oldest transaction that was still running. */
  mark: string;
  /** What was read and will be read again, since a transaction older than it still runs. */
  again: ReadonlySet<string>;
}

/** The changes of the catalog from a mark on, without those that were read before. */
export async function readCatalogChanges(
  database: Database,
  mark: string,
  before: ReadonlySet<string>,
): Promise<CatalogChanges> {
  const [row] = await publicRead<{
    mark: string;
    changes: { id: string; isBehind: boolean; entry: string | null; institution: string | null }[];
  }>(
    database,
    `SELECT pg_snapshot_xmin(s)::text AS mark, coalesce((
        SELECT json_agg(json_build_object('id', c.id::text, 'isBehind', c.xid < pg_snapshot_xmin(s), 'entry', c.micro_credential_id, 'institution', c.institution_id))
          FROM catalog_change c WHERE c.xid >= $1::text::xid8), '[]') AS changes
       FROM pg_current_snapshot() s`,
    [mark],
  );
  const changes = row?.changes ?? [];
  const fresh = changes.filter(({ id }) => !before.has(id));
  return {
    entries: unique(fresh.map(({ entry }) => entry)),
    institutions: unique(fresh.map(({ institution }) => institution)),
    mark: row?.mark ?? mark,
    again: new Set(changes.filter(({ isBehind }) => !isBehind).map(({ id }) => id)),
  };
}

/** The mark of now: what is committed later comes after it. */
export async function markOfNow(database: Database): Promise<string> {
  const [row] = await publicRead<{ mark: string }>(
    database,
    `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS mark`,
  );
  if (row === undefined) throw new Error('PostgreSQL told no snapshot.');
  return row.mark;
}

/**
 * Which history of which database the feed is of: another one wherever the database was made anew, or set back to an earlier moment, and a
 * mark of before means nothing.
 */
export async function historyOf(database: Database): Promise<string> {
  const [row] = await publicRead<{ history: string }>(
    database,
    `SELECT concat_ws('/', (SELECT system_identifier FROM pg_control_system()), (SELECT timeline_id FROM pg_control_checkpoint()),
            (SELECT oid FROM pg_database WHERE datname = current_database())) AS history`,
  );
  if (row === undefined) throw new Error('PostgreSQL told nothing of itself.');
  return row.history;
}

/** Forgets changes that every reader has long seen. */
export async function forgetCatalogChanges(database: Database): Promise<void> {
  await database.prisma
    .$executeRaw`DELETE FROM catalog_change WHERE at < now() - make_interval(days => ${daysKept})`;
}

function unique(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.flatMap((id) => id ?? []))];
}

/** When the last change was committed that can still be read; null where there is none. */
export async function lastChange(database: Database): Promise<string | null> {
  const [row] = await publicRead<{ at: string | null }>(
    database,
    `SELECT max(at)::text AS at FROM catalog_change`,
    [],
  );
  return row?.at ?? null;
}
