import { OrganizationRole } from '@/lib/catalog/organization-role';
import type { Kind } from '@/lib/catalog/kind';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import type { Database } from './client';
import { Prisma } from './generated/client';
import { confirmedInName, listedInName } from './listed-in-name';
import { publicRead } from './public-read';
import type { Tx } from './tx';

/** Somebody whom entries name, and what is known of them. */
export interface Organization {
  id: string;
  slug: string;
  name: string;
  /** ISO 3166-1, two letters. */
  country: string | null;
  url: string | null;
  /** Name of the institution that states country and page, and since which day there; null where nobody does. */
  statedBy: string | null;
  statedOn: CivilDate | null;
}

const columns = `o.id, o.slug, o.name, o.country, o.url, i.name AS "statedBy", (o.stated_at AT TIME ZONE i.time_zone)::date::text AS "statedOn"`;

/** An organization as its page tells it. */
export interface ToldOrganization extends Organization {
  roles: OrganizationRole[];
  /** Names that lead to it. */
  otherNames: string[];
  /** Whether it is known to be the institution that states country and page, and since which day there. */
  confirmedOn: CivilDate | null;
}

/** Other names of an organization that its page tells. */
const mostNames = 50;

/** The organization at that address, or the one to which that address leads since it was merged, with what it is to entries. */
export async function findOrganization(database: Database, slug: string): Promise<ToldOrganization | null> {
  if (slug.includes('\0')) return null;
  const [row] = await publicRead<ToldOrganization>(
    database,
    `SELECT ${columns}, (o.claimed_at AT TIME ZONE i.time_zone)::date::text AS "confirmedOn",
            ARRAY(WITH RECURSIVE named AS (SELECT a.id, a.name FROM organization a WHERE a.merged_into_id = o.id
                                            UNION ALL SELECT a.id, a.name FROM named n JOIN organization a ON a.merged_into_id = n.id)
                  SELECT name FROM named ORDER BY name LIMIT ${mostNames}) AS "otherNames",
            ARRAY(SELECT r.role FROM unnest($2::text[]) WITH ORDINALITY AS r (role, place)
                   WHERE EXISTS (SELECT FROM entry_organization e WHERE e.organization_id = o.id AND e.role = r.role) ORDER BY r.place) AS roles
       FROM organization o LEFT JOIN institution i ON i.id = o.steward_tenant_id
      WHERE o.id = (SELECT stands_for(a.id) FROM organization a WHERE a.slug = $1)`,
    [slug, OrganizationRole.options],
  );
  return row ?? null;
}

export interface OrganizationEntry {
  id: string;
  slug: string;
  kind: Kind;
  title: string;
  language: string | null;
  provider: string;
  platform: string | null;
  isWithdrawn: boolean;
  /** Who listed it in the name of the institution that the organization is; null where that one did, or it is no institution. */
  listedBy: string | null;
  /** Which institutions that it names have said that it is right. */
  confirmedBy: string[];
}

/**
 * Entries to which an organization is that, by title: so many at most that come after one of them, or before it. An entry that is not
 * among them leads to the first ones.
 */
export async function listEntriesOfOrganization(
  database: Database,
  wanted: {
    organizationId: string;
    role: OrganizationRole;
    from: { way: 'after' | 'before'; id: string } | null;
    most: number;
  },
): Promise<OrganizationEntry[]> {
  const { organizationId, role, from, most } = wanted;
  const isBefore = from?.way === 'before';
  const rows = await publicRead<OrganizationEntry>(
    database,
    `SELECT m.id, m.slug, m.kind, m.title, m.language, m.provider, m.platform, m.status = 'withdrawn' AS "isWithdrawn", ${listedInName('m')} AS "listedBy", ${confirmedInName('m')} AS "confirmedBy"
       FROM (SELECT e.micro_credential_id, e.title FROM entry_organization e
              WHERE e.organization_id = $1 AND e.role = $2 AND NOT EXISTS (SELECT FROM micro_credential g WHERE g.id = e.micro_credential_id AND (g.same_as_id IS NOT NULL OR g.refused_at IS NOT NULL)) AND (e.title, e.micro_credential_id) ${isBefore ? '<' : '>'}
                    (coalesce((SELECT f.title FROM entry_organization f WHERE f.micro_credential_id = $3::uuid AND f.role = $2 AND f.organization_id = $1), ''),
                     coalesce($3::uuid, '00000000-0000-0000-0000-000000000000'))
              ORDER BY e.title ${isBefore ? 'DESC' : ''}, e.micro_credential_id ${isBefore ? 'DESC' : ''} LIMIT $4) e
       JOIN micro_credential m ON m.id = e.micro_credential_id
      ORDER BY e.title ${isBefore ? 'DESC' : ''}, e.micro_credential_id ${isBefore ? 'DESC' : ''}`,
    [organizationId, role, from?.id ?? null, most],
  );
  return isBefore ? rows.reverse() : rows;
}

/** An organization as staff describe it. */
export interface DescribedOrganization extends Organization {
  rowVersion: number;
  stewardId: string | null;
  /** Whether the institution at work lists something of it, or entered its advice. */
  isKnownHere: boolean;
  /** Whether it is another name of another organization. */
  isMerged: boolean;
  /** Whether it is known to be the institution that states country and page. */
  isClaimed: boolean;
}

/** Takes nothing: what is read is checked by its version when it is saved. @refuses not_found */
export async function getOrganization(tx: Tx, id: string): Promise<DescribedOrganization> {
  const [row] = await tx.$queryRaw<DescribedOrganization[]>`
    SELECT ${Prisma.raw(columns)}, o.row_version AS "rowVersion", o.steward_tenant_id AS "stewardId", has_to_do_with(o.id) AS "isKnownHere",
           o.merged_into_id IS NOT NULL AS "isMerged", o.claimed_tenant_id IS NOT NULL AS "isClaimed"
      FROM organization o LEFT JOIN institution i ON i.id = o.steward_tenant_id WHERE o.id = ${id}::uuid`;
  return row ?? refuse('not_found', 'organization/not-found');
}

/** States country and page of an organization, or that nothing is stated any more. @refuses conflict `organization/changed-meanwhile` */
export async function updateOrganization(
  tx: Tx,
  { id, rowVersion }: Pick<DescribedOrganization, 'id' | 'rowVersion'>,
  stated: { tenantId: string; at: string; country: string | null; url: string | null },
): Promise<void> {
  const { tenantId, at, country, url } = stated;
  const isStated = country !== null || url !== null;
  const { count } = await tx.organization.updateMany({
    where: { id, rowVersion },
    data: {
      country,
      url,
      stewardTenantId: isStated ? tenantId : null,
      statedAt: new Date(at),
      rowVersion: { increment: 1 },
    },
  });
  if (count !== 1) refuse('conflict', 'organization/changed-meanwhile');
}

/** How alike a name is that may be meant. @units similarity of pg_trgm, 0 to 1 */
const alike = 0.3;

/**
 * Names of organizations that entries name and that these words may mean, the likeliest first: those that have the words in them, those with
 * which the words begin (`IBM Corp` may mean `IBM`) or that they are the initials of, and those that look alike. A name that was merged gives the one that it leads to.
 */
export async function findOrganizationNames(tx: Tx, words: string, most: number): Promise<string[]> {
  return (await findOrganizationNamesOfEach(tx, [words], most)).get(words) ?? [];
}

/** The same of many at once, each with its own, at most so many. */
export async function findOrganizationNamesOfEach(
  tx: Tx,
  many: readonly string[],
  most: number,
): Promise<Map<string, string[]>> {
  if (many.length === 0) return new Map();
  // What asked for likenesses earlier in the transaction may have asked for more of it.
  await tx.$queryRaw`SELECT set_config('pg_trgm.similarity_threshold', ${String(alike)}, true)`;
  const rows = await tx.$queryRaw<{ words: string; names: string[] }[]>`
    SELECT asked.words, ARRAY(
      WITH typed AS (SELECT f.folded, string_to_array(f.folded, ' ') AS words FROM (SELECT folded_name(asked.words) AS folded) f),
           a AS (SELECT folded, '%' || regexp_replace(folded, '([!%_])', '!\\1', 'g') || '%' AS pattern,
                        ARRAY(SELECT array_to_string(words[1:n], ' ') FROM generate_series(1, cardinality(words)) n) AS beginnings FROM typed)
      SELECT t.name FROM (
        SELECT DISTINCT ON (stood.id) stood.id, o.folded = a.folded AS exact, starts_with(o.folded, a.folded) AS begins, (o.folded = ANY(a.beginnings) OR initials_of(o.name) = a.folded) AS begun, similarity(o.folded, a.folded) AS alike
          FROM organization o CROSS JOIN a CROSS JOIN LATERAL (SELECT CASE WHEN o.merged_into_id IS NULL THEN o.id ELSE stands_for(o.id) END AS id) stood
         WHERE o.folded LIKE a.pattern ESCAPE '!' OR o.folded = ANY(a.beginnings) OR initials_of(o.name) = a.folded OR o.folded % a.folded
         ORDER BY stood.id, exact DESC, begins DESC, begun DESC, alike DESC) found
        JOIN organization t ON t.id = found.id
       WHERE EXISTS (SELECT FROM entry_organization e WHERE e.organization_id = t.id)
       ORDER BY found.exact DESC, found.begins DESC, found.begun DESC, found.alike DESC, t.name
       LIMIT ${most}) AS names
      FROM unnest(${[...many]}::text[]) AS asked(words)`;
  return new Map(rows.map(({ words, names }) => [words, names]));
}

/** Whom an entry names and who recommends credit for it, in the order of the roles. */
export async function listOrganizationsOf(
  tx: Tx,
  microCredentialId: string,
): Promise<{ id: string; name: string; roles: OrganizationRole[] }[]> {
  const rows = await tx.entryOrganization.findMany({
    where: { microCredentialId },
    select: { role: true, organization: { select: { id: true, name: true } } },
  });
  const found = new Map<string, { id: string; name: string; roles: OrganizationRole[] }>();
  for (const role of OrganizationRole.options)
    for (const { organization } of rows
      .filter((row) => row.role === role)
      .sort((a, b) => (a.organization.name < b.organization.name ? -1 : 1))) {
      const known = found.get(organization.id);
      if (known === undefined) found.set(organization.id, { ...organization, roles: [role] });
      else known.roles.push(role);
    }
  return [...found.values()];
}

/** The addresses of the organizations that are called so, by their names as names are compared. */
export async function findOrganizationSlugs(
  database: Database,
  folded: readonly string[],
): Promise<Map<string, string>> {
  if (folded.length === 0) return new Map();
  const rows = await publicRead<{ folded: string; slug: string }>(
    database,
    `SELECT folded, slug FROM organization WHERE folded = ANY($1::text[])`,
    [folded],
  );
  return new Map(rows.map((row) => [row.folded, row.slug]));
}

/** What those of these names lead to that were merged, by the name as it was asked for. */
export async function mergedNames(tx: Tx, names: readonly string[]): Promise<Map<string, string>> {
  const asked = [...new Set(names)];
  if (asked.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ name: string; standing: string }[]>`
    SELECT n.name, s.name AS standing
      FROM unnest(${asked}::text[]) AS n(name)
      JOIN organization o ON o.folded = folded_name(n.name) AND o.merged_into_id IS NOT NULL
      JOIN organization s ON s.id = stands_for(o.id)`;
  return new Map(rows.map(({ name, standing }) => [name, standing]));
}
