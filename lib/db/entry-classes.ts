import type { Database } from './client';
import { publicRead } from './public-read';

/** What an entry is about by its classifications, where whoever provides it is, null where nobody states it, and who listed it. */
export interface EntryClasses {
  iscedF: string | null;
  cip: string | null;
  organizationCountry: string | null;
  organizationPage: string | null;
  /** The institution that listed it. */
  listedBy: string;
}

/** Of some entries, by their ids. */
export async function findEntryClasses(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EntryClasses>> {
  const rows = await publicRead<EntryClasses & { id: string }>(
    database,
    `SELECT m.id, m.isced_f AS "iscedF", m.cip, o.country AS "organizationCountry", o.url AS "organizationPage", l.name AS "listedBy"
       FROM micro_credential m JOIN institution l ON l.id = m.steward_tenant_id
       LEFT JOIN organization a ON a.folded = folded_name(m.provider)
       LEFT JOIN organization o ON o.id = CASE WHEN a.merged_into_id IS NULL THEN a.id ELSE stands_for(a.id) END
      WHERE m.id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, ...classes }) => [id, classes]));
}
