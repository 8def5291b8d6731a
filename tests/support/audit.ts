import { queryAsSuperuser } from './db';

/** The audit entries about one thing, the oldest first, with the states they commit to. */
export async function auditOf(
  objectId: string,
): Promise<{ action: string; actorId: string; summary: string; before: unknown; after: unknown }[]> {
  return queryAsSuperuser(
    `SELECT e.action, e.actor_id AS "actorId", e.summary, d.before, d.after FROM audit_event e JOIN audit_detail d ON d.tenant_id = e.tenant_id AND d.seq = e.seq
      WHERE e.object_id = $1 ORDER BY e.seq`,
    [objectId],
  );
}
