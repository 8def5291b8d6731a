import type { Database } from './client';
import { publicRead } from './public-read';

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

/** Forgets changes that every reader has long seen. */
export async function forgetCatalogChanges(database: Database): Promise<void> {
  await database.prisma.$executeRaw`DELETE FROM catalog_change WHERE at < now() - interval '7 days'`;
}

function unique(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.flatMap((id) => id ?? []))];
}
