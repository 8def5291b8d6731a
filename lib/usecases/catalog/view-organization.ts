import type { OrganizationQuery, OrganizationRole } from '@/lib/catalog/organization-role';
import {
  findOrganization,
  listEntriesOfOrganization,
  type OrganizationEntry,
  type ToldOrganization,
} from '@/lib/db/organizations';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import type { Context } from '../context';

/** @units entries a page */
const entriesPerPage = 50;

export interface OrganizationView {
  organization: Omit<ToldOrganization, 'roles'>;
  /** Everything that it is to any entry. */
  roles: OrganizationRole[];
  /** Of which of them entries are told; null where no entry names it any more. */
  role: OrganizationRole | null;
  entries: OrganizationEntry[];
  /** The entries from which the page before and the next one go on; null where there is none. */
  before: string | null;
  after: string | null;
}

/** An organization with what it provides, hosts, awards or recommends credit for. However much that is, one page is read. @refuses not_found */
export async function viewOrganization(
  ctx: Context,
  wanted: OrganizationQuery & { slug: string },
): Promise<OrganizationView> {
  authorize(ctx, 'catalog.view', { tenantId: null });
  const found = await findOrganization(ctx.database, wanted.slug);
  if (found === null) refuse('not_found', 'organization/not-found');
  const { roles, ...organization } = found;
  const role = roles.find((one) => one === wanted.role) ?? roles[0] ?? null;
  if (role === null) return { organization, roles, role, entries: [], before: null, after: null };
  const read = (from: OrganizationQuery['from']) =>
    listEntriesOfOrganization(ctx.database, {
      organizationId: organization.id,
      role,
      from,
      most: entriesPerPage + 1,
    });
  const asked = wanted.from === null ? [] : await read(wanted.from);
  // Behind the last one, or beside one that has gone, are the first ones.
  const from = asked.length === 0 ? null : wanted.from;
  const rows = from === null ? await read(null) : asked;
  const isCut = rows.length > entriesPerPage;
  const isBefore = from?.way === 'before';
  const entries = isCut ? (isBefore ? rows.slice(1) : rows.slice(0, -1)) : rows;
  return {
    organization,
    roles,
    role,
    entries,
    before: from?.way === 'after' || (isBefore && isCut) ? (entries[0]?.id ?? null) : null,
    after: isBefore || isCut ? (entries.at(-1)?.id ?? null) : null,
  };
}
