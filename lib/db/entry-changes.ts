import { adviceAbout } from './advice-standing';
import type { Database } from './client';
import { publicRead } from './public-read';

/**
 * Entries in the order of their addresses, each with when what is said of it last changed: itself, its versions, what third parties
 * advise, and the rules that name it. That an institution counts otherwise by now (a policy, a course) is no change of an entry.
 */
export async function listEntryChanges(
  database: Database,
  from: number,
  most: number,
): Promise<{ slug: string; changedAt: string }[]> {
  return publicRead(
    database,
    `SELECT m.slug, to_char(greatest(m.created_at, m.changed_at,
              (SELECT max(x.changed_at) FROM micro_credential_version x WHERE x.micro_credential_id = m.id),
              (SELECT max(r.changed_at) FROM ${adviceAbout('m.id')}),
              (SELECT max(greatest(v.published_at, v.status_since::timestamptz)) FROM rule_source s JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id
                WHERE s.micro_credential_id = m.id)) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "changedAt"
       FROM (SELECT * FROM micro_credential WHERE same_as_id IS NULL AND refused_at IS NULL ORDER BY slug OFFSET $1 LIMIT $2) m ORDER BY m.slug`,
    [from, most],
  );
}
