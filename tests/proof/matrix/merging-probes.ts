import type { Probe } from './probe';
import type { Tenant } from './tenant-shape';

/** What whoever lets an entry lead to another one does, as the database must refuse it. */
export function mergingProbes(here: Tenant, elsewhere: Tenant): Probe[] {
  const guard = 'guard_merged_entry on micro_credential';
  return [
    {
      guard,
      what: 'an entry merged in the name of another institution',
      sql: `UPDATE micro_credential m SET same_as_id = t.id, same_as_since = '2026-01-01', same_as_by = t.steward_tenant_id, row_version = m.row_version + 1
              FROM micro_credential t WHERE m.steward_tenant_id = $1 AND t.steward_tenant_id = $2`,
      values: [here.id, elsewhere.id],
    },
    {
      guard,
      what: 'unlike entries merged without a reason',
      sql: `UPDATE micro_credential m SET same_as_id = t.id, same_as_since = '2026-01-01', same_as_by = m.steward_tenant_id, row_version = m.row_version + 1
              FROM micro_credential t WHERE m.steward_tenant_id = $1 AND t.id = $2`,
      values: [here.id, elsewhere.microCredential.id],
    },
    {
      guard,
      what: 'an entry merged that was refused',
      given: `UPDATE micro_credential SET refused_by_id = $2::uuid, refused_at = now() WHERE steward_tenant_id = $1::uuid AND $3::uuid IS NOT NULL`,
      sql: `UPDATE micro_credential m SET same_as_id = $3::uuid, same_as_since = '2026-01-01', same_as_by = $1::uuid, same_as_reason = 'Same', row_version = m.row_version + 1
              FROM (SELECT set_config('app.tenant_id', $1, true)) at_work WHERE m.steward_tenant_id = $1::uuid AND $2::uuid IS NOT NULL`,
      values: [here.id, elsewhere.id, elsewhere.microCredential.id],
    },
    {
      guard: 'guard_merged_advice on recommendation',
      what: 'advice about an entry that was merged',
      given: `UPDATE micro_credential m SET same_as_id = $2::uuid, same_as_since = '2026-01-01', same_as_by = $1::uuid, same_as_reason = 'Same', row_version = m.row_version + 1
              FROM (SELECT set_config('app.tenant_id', $1, true)) at_work WHERE m.steward_tenant_id = $1::uuid`,
      sql: `INSERT INTO recommendation (steward_tenant_id, micro_credential_id, natural_key, recommender, source_url)
              SELECT $1::uuid, m.id, 'stray', 'ACE', 'https://x.example' FROM micro_credential m WHERE m.same_as_id = $2::uuid`,
      values: [here.id, elsewhere.microCredential.id],
    },
  ];
}
