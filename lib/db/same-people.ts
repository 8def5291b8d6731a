import type { Tx } from './tx';

/**
 * All staff records of the institution that are known to belong to the people of these records, themselves included: those that one
 * account has claimed, and those of one mailbox, whose address differs only after a plus. What merely looks alike is not among them.
 */
export async function recordsOfSamePeople(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT other.id FROM person one JOIN person other
        ON other.tenant_id = one.tenant_id
       AND (other.id = one.id OR other.user_id = one.user_id
            OR split_part(split_part(lower(other.email), '@', 1), '+', 1) || '@' || split_part(lower(other.email), '@', 2)
             = split_part(split_part(lower(one.email), '@', 1), '+', 1) || '@' || split_part(lower(one.email), '@', 2))
     WHERE one.tenant_id = current_tenant() AND one.id = ANY(${[...ids]}::uuid[])`;
  return rows.map(({ id }) => id);
}
