import type { StaffMember } from '@/lib/access/actor';
import type { Database } from './client';
import { findStaffMember } from './sessions';
import { withTenant } from './tx';

/** Id of an institution by the word in its address. Institutions are public, so no tenant is needed. */
export async function findInstitutionId(database: Database, slug: string): Promise<string | null> {
  const found = await database.prisma.institution.findUnique({ where: { slug }, select: { id: true } });
  return found?.id ?? null;
}

/** A member of staff by e-mail address, for commands given on the server's own command line. Null when unknown or suspended. */
export async function findOperator(
  database: Database,
  tenantId: string,
  email: string,
): Promise<StaffMember | null> {
  const person = await withTenant(database, { tenantId }, (tx) =>
    tx.person.findUnique({
      where: { tenantId_email: { tenantId, email: email.toLowerCase() } },
      select: { id: true, userId: true },
    }),
  );
  return person && findStaffMember(database, person.userId ?? '', { tenantId, personId: person.id });
}
