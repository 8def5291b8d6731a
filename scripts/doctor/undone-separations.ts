import { openDatabase } from '@/lib/db/client';
import { withTenant } from '@/lib/db/tx';
import { undoneSeparation } from '@/lib/usecases/role/undone-separation';
import { listAuditedInstitutions } from '../audit-tenant';
import type { Undone } from './judge-database';

/** What undoes separation of duties at each institution that has any, as its administrators are shown it. */
export async function undoneSeparations(app: string, open: string): Promise<Undone[]> {
  const database = openDatabase({ app, public: open });
  const found: Undone[] = [];
  try {
    for (const { id, slug } of await listAuditedInstitutions(database)) {
      const { held, unclaimed } = await withTenant(database, { tenantId: id }, undoneSeparation);
      const says = [
        ...held.map(({ why, name, role, otherName, otherRole, id, otherId }) => {
          const [one, other] = [role, otherRole].map((of) => of.replaceAll('_', ' '));
          if (id === otherId) return `${name} is ${one} and ${other}`;
          const how = why === 'twoVoices' ? 'two voices' : 'who appoints and acts';
          return `${name} (${one}) may be ${otherName} (${other}), ${how}`;
        }),
        ...unclaimed.map(
          ({ name, beside }) =>
            `${name} has no account, since its roles do not go with those of ${beside.name}`,
        ),
      ];
      if (says.length > 0) found.push({ slug, says });
    }
  } finally {
    await database.close();
  }
  return found;
}
