import type { Tx } from './tx';

/**
 * All staff records of the institution that are known to belong to the people of these records, themselves included: those that one
 * account has claimed, and those of one mailbox, whose address differs only after a plus. What merely looks alike is not among them.
 */
export async function recordsOfSamePeople(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH one AS (
      SELECT id, user_id, email FROM person WHERE tenant_id = current_tenant() AND id = ANY(${[...ids]}::uuid[])
    )
    SELECT id FROM one
    UNION SELECT other.id FROM one JOIN person other ON other.tenant_id = current_tenant() AND other.user_id = one.user_id
    UNION SELECT other.id FROM one JOIN person other
             ON other.tenant_id = current_tenant() AND bare_mailbox(other.email) = bare_mailbox(one.email)`;
  return rows.map(({ id }) => id);
}
