import type { Tx } from './tx';

/**
 * All staff records of the institution that are known to belong to the people of these records, themselves included: those that one
 * account has claimed, and those of one mailbox, whose address differs only after a plus. What merely looks alike is not among them.
 */
export async function recordsOfSamePeople(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<
    { id: string }[]
  >`SELECT id FROM records_of_same_people(current_tenant(), ${[...ids]}::uuid[])`;
  return rows.map(({ id }) => id);
}
