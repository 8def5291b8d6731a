import { likelySamePeople, type SamePersonReason } from '@/lib/access/same-person';
import { listActive } from '@/lib/db/people';
import type { Tx } from '@/lib/db/tx';

/** Another record that looks like the same person, and why. */
export interface LookAlike {
  id: string;
  name: string;
  reason: SamePersonReason;
}

/** For each of the institution's people who seems to be on record twice: as whom else. */
export async function lookAlikesOf(tx: Tx): Promise<Map<string, LookAlike[]>> {
  const people = await listActive(tx);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const found = new Map<string, LookAlike[]>();
  const add = (of: string, id: string, reason: SamePersonReason) =>
    found.set(of, [...(found.get(of) ?? []), { id, name: names.get(id) ?? '', reason }]);
  for (const {
    ids: [one, other],
    reason,
  } of likelySamePeople(people)) {
    add(one, other, reason);
    add(other, one, reason);
  }
  return found;
}
