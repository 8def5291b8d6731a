import { OrganizationRole } from '@/lib/catalog/organization-role';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import type { Prisma } from './generated/client';
import type { Tx } from './tx';

/** An organization by name and address. */
export interface CalledOrganization {
  id: string;
  slug: string;
  name: string;
}

/** Where a merged organization leads, and who merged it on which day there. */
export interface Merged extends CalledOrganization {
  by: string;
  on: CivilDate;
}

/** The organizations that were merged into this one, by name. */
export async function listMergedInto(tx: Tx, id: string): Promise<Merged[]> {
  return tx.$queryRaw<Merged[]>`
    SELECT o.id, o.slug, o.name, i.name AS by, (o.merged_at AT TIME ZONE i.time_zone)::date::text AS on
      FROM organization o JOIN institution i ON i.id = o.merged_by_tenant_id WHERE o.merged_into_id = ${id}::uuid ORDER BY o.name, o.id LIMIT 100`;
}

/** Where this organization was merged into; null where it stands. */
export async function findMergedInto(tx: Tx, id: string): Promise<Merged | null> {
  const [row] = await tx.$queryRaw<Merged[]>`
    SELECT t.id, t.slug, t.name, i.name AS by, (o.merged_at AT TIME ZONE i.time_zone)::date::text AS on
      FROM organization o JOIN organization t ON t.id = o.merged_into_id JOIN institution i ON i.id = o.merged_by_tenant_id WHERE o.id = ${id}::uuid`;
  return row ?? null;
}

/** What is linked to an organization. @units entries; institutions that list them */
export interface LinkedTo {
  entries: Record<OrganizationRole, number>;
  institutions: number;
}

/** How many entries of how many institutions name an organization, each way. */
export async function countLinkedTo(tx: Tx, id: string): Promise<LinkedTo> {
  const rows = await tx.entryOrganization.groupBy({
    by: ['role'],
    where: { organizationId: id },
    _count: { _all: true },
  });
  const [{ count } = { count: 0 }] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT m.steward_tenant_id)::int AS count FROM entry_organization e JOIN micro_credential m ON m.id = e.micro_credential_id
     WHERE e.organization_id = ${id}::uuid`;
  const of = (role: string) => rows.find((row) => row.role === role)?._count._all ?? 0;
  return {
    entries: Object.fromEntries(
      OrganizationRole.options.map((role) => [role, of(role)]),
    ) as LinkedTo['entries'],
    institutions: count,
  };
}

/** Organizations that stand and that these words may mean, the likeliest first; this one is not among them. */
export async function findOthersCalled(
  tx: Tx,
  { id, words, most }: { id: string; words: string; most: number },
): Promise<CalledOrganization[]> {
  return tx.$queryRaw<CalledOrganization[]>`
    WITH asked AS (SELECT f.folded, '%' || regexp_replace(f.folded, '([!%_])', '!\\1', 'g') || '%' AS pattern,
                          ARRAY(SELECT array_to_string(f.words[1:n], ' ') FROM generate_series(1, cardinality(f.words)) n) AS beginnings
                     FROM (SELECT folded_name(${words}) AS folded, string_to_array(folded_name(${words}), ' ') AS words) f)
    SELECT o.id, o.slug, o.name FROM organization o CROSS JOIN asked a
     WHERE o.merged_into_id IS NULL AND o.id <> ${id}::uuid AND a.folded <> ''
       AND (o.folded LIKE a.pattern ESCAPE '!' OR o.folded = ANY(a.beginnings) OR initials_of(o.name) = a.folded OR o.folded % a.folded)
     ORDER BY o.folded = a.folded DESC, starts_with(o.folded, a.folded) DESC, (o.folded = ANY(a.beginnings) OR initials_of(o.name) = a.folded) DESC, similarity(o.folded, a.folded) DESC, o.name
     LIMIT ${most}`;
}

/** The organization at that address, which leads on where it was merged. */
export async function findStandingOrganization(tx: Tx, slug: string): Promise<CalledOrganization | null> {
  if (slug.includes('\0')) return null;
  const [row] = await tx.$queryRaw<CalledOrganization[]>`
    SELECT t.id, t.slug, t.name FROM organization o JOIN organization t ON t.id = stands_for(o.id) WHERE o.slug = ${slug}`;
  return row ?? null;
}

/** Makes one organization another name of the other, or itself again; links follow in the database. @refuses conflict `organization/changed-meanwhile` */
export async function setMergedInto(
  tx: Tx,
  { id, rowVersion }: { id: string; rowVersion: number },
  merged: { intoId: string; tenantId: string; at: string } | null,
): Promise<void> {
  const { count } = await tx.organization.updateMany({
    where: { id, rowVersion, mergedIntoId: merged === null ? { not: null } : null },
    data: {
      mergedIntoId: merged?.intoId ?? null,
      mergedByTenantId: merged?.tenantId ?? null,
      mergedAt: merged === null ? null : new Date(merged.at),
      rowVersion: { increment: 1 },
    } satisfies Prisma.OrganizationUncheckedUpdateManyInput,
  });
  if (count !== 1) refuse('conflict', 'organization/changed-meanwhile');
}

/** Whether a merged name is one spelling of the institution of the installation to which it leads, which nobody takes from it. */
export async function isNameOfInstitution(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ is: boolean }[]>`
    SELECT is_spelling_of_institution(o.id, o.merged_into_id) AS is FROM organization o WHERE o.id = ${id}::uuid`;
  return row?.is ?? false;
}
