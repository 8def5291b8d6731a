import type { HeldRole } from '@/lib/access/actor';
import * as people from '@/lib/db/people';
import type { Tx } from '@/lib/db/tx';

/**
 * Puts a role on record. The person's sessions end, so that the next request is a fresh sign-in. Only where it may be given at once, or
 * a second administrator has confirmed it. @refuses conflict `role/held-already`
 */
export async function enterRole(
  tx: Tx,
  person: people.Person,
  grant: HeldRole & {
    tenantId: string;
    id: string;
    grantedById: string;
    at: string;
    proposalId: string | null;
  },
): Promise<void> {
  await people.insertGrant(tx, { ...grant, personId: person.id });
  await people.endSessionsOfPerson(tx, person);
}
