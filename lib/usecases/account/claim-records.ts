import { claimMemberships } from '@/lib/db/identities';
import { listMemberships } from '@/lib/db/sessions';
import { listUnclaimed } from '@/lib/db/staff-roles';
import { withTenant } from '@/lib/db/tx';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { mailTexts } from '../mail-words';
import { tellAdministrators } from '../person/tell-administrators';

/**
 * A proved address claims the staff records that are under it. One that would undo separation together with a record of the account is
 * left as it was, and the administrators of that institution are told, once.
 */
export async function claimRecords(
  ctx: Pick<Context, 'actor' | 'database'>,
  userId: string,
  provedEmail: string,
): Promise<void> {
  authorize(ctx, 'account.signIn', { tenantId: null });
  const { database } = ctx;
  await claimMemberships(database, userId, provedEmail);
  for (const { tenantId, personId, isDemonstration } of await listMemberships(database, userId)) {
    if (isDemonstration) continue;
    await withTenant(database, { tenantId }, async (tx) => {
      for (const { id, name, email, beside } of await listUnclaimed(tx)) {
        if (beside.id !== personId) continue;
        // Whoever signs in is told as well, where they are an administrator: it was not their act.
        await tellAdministrators(
          tx,
          { tenantId, personId: id, name: beside.name },
          {
            kind: 'person.unclaimed',
            key: `${id}:${beside.id}`,
            words: mailTexts.person.unclaimed,
            values: { person: name, email },
            personId: id,
          },
        );
      }
    });
  }
}
