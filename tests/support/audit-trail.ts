import { queryAsSuperuser } from './db';

/** The newest audit entry of an institution, with its states. */
export async function lastAuditEntry(tenantId: string): Promise<
  | {
      action: string;
      object_type: string;
      object_id: string;
      actor_id: string;
      summary: string;
      before: unknown;
      after: unknown;
    }
  | undefined
> {
  const [row] = await queryAsSuperuser<{
    action: string;
    object_type: string;
    object_id: string;
    actor_id: string;
    summary: string;
    before: unknown;
    after: unknown;
  }>(
    `SELECT e.action, e.object_type, e.object_id, e.actor_id, e.summary, d.before, d.after FROM audit_event e JOIN audit_detail d USING (tenant_id, seq) WHERE e.tenant_id = $1 ORDER BY e.seq DESC LIMIT 1`,
    [tenantId],
  );
  return row;
}

export async function countAuditEntries(tenantId: string): Promise<number> {
  const [row] = await queryAsSuperuser<{ n: number }>(
    'SELECT count(*)::int AS n FROM audit_event WHERE tenant_id = $1',
    [tenantId],
  );
  return row?.n ?? 0;
}
