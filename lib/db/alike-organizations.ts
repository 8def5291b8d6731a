import type { Tx } from './tx';

/** An organization that may be the institution at work. */
export interface AlikeOrganization {
  id: string;
  slug: string;
  name: string;
  /** Whether its page is at the site of the institution; otherwise it is called almost alike. */
  isAtSite: boolean;
}

/** How alike a name is that may be one's own. @units similarity of pg_trgm, 0 to 1 */
const alike = 0.5;

/**
 * Organizations that entries name, that nobody is known to be, and that may be the institution at work: called almost so or by its short
 * name, or with a page at its site. The likeliest first.
 */
export async function listAlikeOrganizations(tx: Tx, most: number): Promise<AlikeOrganization[]> {
  await tx.$queryRaw`SELECT set_config('pg_trgm.similarity_threshold', ${String(alike)}, true)`;
  return tx.$queryRaw<AlikeOrganization[]>`
    SELECT o.id, o.slug, o.name, coalesce(host_of(o.url) = host_of(i.site_url), false) AS "isAtSite"
      FROM institution i JOIN organization o ON o.folded % folded_name(i.name) OR o.folded = folded_name(i.short_name) OR (o.url IS NOT NULL AND host_of(o.url) = host_of(i.site_url))
     WHERE i.id = current_tenant() AND o.claimed_tenant_id IS NULL AND o.merged_into_id IS NULL
       AND EXISTS (SELECT FROM entry_organization e WHERE e.organization_id = o.id AND e.role IN ('provider', 'awarding_body'))
     ORDER BY 4 DESC, similarity(o.folded, folded_name(i.name)) DESC, o.name LIMIT ${most}`;
}
