import type { Considered } from '@/lib/catalog/standing';
import { type AsOf, asOfValue, dayAt } from './as-of';
import type { Database } from './client';
import { publicRead } from './public-read';

/** What institutions last said of proposals for one of these micro-credentials that they did not accept, by that day; one for each institution. */
export async function listConsidered(
  database: Database,
  microCredentialIds: readonly string[],
  asOf: AsOf,
): Promise<(Considered & { tenantId: string })[]> {
  return publicRead(
    database,
    `SELECT DISTINCT ON (r.tenant_id) r.tenant_id AS "tenantId", r.kind, r.public_reason AS "publicReason",
            to_char(r.rejected_at AT TIME ZONE i.time_zone, 'YYYY-MM-DD') AS "on"
       FROM rule_rejection r JOIN institution i ON i.id = r.tenant_id
       JOIN rule_source s ON s.tenant_id = r.tenant_id AND s.rule_version_id = r.rule_version_id
      WHERE s.micro_credential_id = ANY($1::uuid[]) AND (r.rejected_at AT TIME ZONE i.time_zone)::date <= ${dayAt('$2')}
      ORDER BY r.tenant_id, r.rejected_at DESC`,
    [microCredentialIds, asOfValue(asOf)],
  );
}

/** What one institution last said so of each of many micro-credentials, by their ids. */
export async function listConsideredBy(
  database: Database,
  tenantId: string,
  microCredentialIds: readonly string[],
  asOf: AsOf,
): Promise<Map<string, Considered>> {
  if (microCredentialIds.length === 0) return new Map();
  const rows = await publicRead<Considered & { id: string }>(
    database,
    `SELECT DISTINCT ON (s.micro_credential_id) s.micro_credential_id AS id, r.kind, r.public_reason AS "publicReason",
            to_char(r.rejected_at AT TIME ZONE i.time_zone, 'YYYY-MM-DD') AS "on"
       FROM rule_rejection r JOIN institution i ON i.id = r.tenant_id
       JOIN rule_source s ON s.tenant_id = r.tenant_id AND s.rule_version_id = r.rule_version_id
      WHERE r.tenant_id = $3::uuid AND s.micro_credential_id = ANY($1::uuid[]) AND (r.rejected_at AT TIME ZONE i.time_zone)::date <= ${dayAt('$2')}
      ORDER BY s.micro_credential_id, r.rejected_at DESC`,
    [microCredentialIds, asOfValue(asOf), tenantId],
  );
  return new Map(rows.map(({ id, ...said }) => [id, said]));
}
