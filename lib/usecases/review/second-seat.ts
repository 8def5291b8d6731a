import { recordsOfSamePeople } from '@/lib/db/same-people';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';

/** Gives nobody two seats in one stage under two records. @refuses rule_violation `review/seated-twice` */
export async function refuseSecondSeat(
  tx: Tx,
  seatedIds: readonly string[],
  added: readonly { id: string }[],
): Promise<void> {
  if ((await withoutSecondRecords(tx, seatedIds, added)).length < added.length)
    refuse('rule_violation', 'review/seated-twice');
}

/** Those of these people who are not on record a second time, among them or among who has a seat: of two records the first stays. */
export async function withoutSecondRecords<Person extends { id: string }>(
  tx: Tx,
  seatedIds: readonly string[],
  people: readonly Person[],
): Promise<Person[]> {
  const taken = new Set(await recordsOfSamePeople(tx, seatedIds));
  const kept: Person[] = [];
  for (const person of people) {
    if (taken.has(person.id)) continue;
    kept.push(person);
    for (const id of await recordsOfSamePeople(tx, [person.id])) taken.add(id);
  }
  return kept;
}
