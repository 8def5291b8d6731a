import { heldTogether, type HeldTogether } from '@/lib/access/separation';
import { listStaffRoles, listUnclaimed } from '@/lib/db/staff-roles';
import type { Tx } from '@/lib/db/tx';

/** What undoes separation of duties in an institution as it stands, or would: for the administrators to put right. */
export interface UndoneSeparation {
  held: (HeldTogether & { name: string; otherName: string })[];
  /** Records that no account has claimed, since their roles do not go with those of the record beside them. */
  unclaimed: { id: string; name: string; email: string; beside: { id: string; name: string } }[];
}

export async function undoneSeparation(tx: Tx): Promise<UndoneSeparation> {
  const staff = await listStaffRoles(tx);
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? '';
  return {
    held: heldTogether(staff).map((pair) => ({
      ...pair,
      name: nameOf(pair.id),
      otherName: nameOf(pair.otherId),
    })),
    unclaimed: await listUnclaimed(tx),
  };
}
