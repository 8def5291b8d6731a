import type { Tx } from './tx';

/**
 * Some of a batch that are to be published, as far apart as possible, each with all of the batch that names a certificate of it: what is
 * decided about one certificate is there as a whole or not at all. So many at most; the same ones every time while nothing changes.
 * @units certificates, versions
 */
export async function sampledUnpublished(
  tx: Tx,
  batchId: string,
  { certificates, versions }: { certificates: number; versions: number },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH waiting AS MATERIALIZED (
      SELECT s.micro_credential_id AS entry, v.id FROM rule_version v JOIN rule_source s ON s.tenant_id = v.tenant_id AND s.rule_version_id = v.id
       WHERE v.tenant_id = current_tenant() AND v.import_batch_id = ${batchId}::uuid AND v.status = 'approved'
    ), entries AS (
      SELECT entry, count(*) AS size, row_number() OVER (ORDER BY entry) AS place, count(*) OVER () AS among FROM waiting GROUP BY entry
    ), chosen AS (
      SELECT entry, sum(size) OVER (ORDER BY place) AS until FROM entries WHERE place % greatest(1, ceil(among::numeric / ${certificates})::int) = 0
    )
    SELECT DISTINCT w.id FROM waiting w JOIN chosen c ON c.entry = w.entry WHERE c.until <= ${versions} ORDER BY w.id`;
  return rows.map(({ id }) => id);
}
