import { can } from '@/lib/access/can';
import { type AlikeOrganization, listAlikeOrganizations } from '@/lib/db/alike-organizations';
import { getInstitution, type Institution } from '@/lib/db/institutions';
import { listShownAndDecided } from '@/lib/db/suggestions';
import { type Followed, followedBy } from '@/lib/rule/suggested-target';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { type UndoneSeparation, undoneSeparation } from '../role/undone-separation';
import { type WaitingRole, waitingRoles } from '../role/waiting-roles';

/** As many as are read at a glance. */
const mostAlike = 8;

export interface InstitutionView {
  institution: Institution;
  /** Roles that wait for a second administrator, for those who can settle some of them. */
  waiting: WaitingRole[];
  /** What undoes separation of duties already, for the same readers; null for others. */
  undone: UndoneSeparation | null;
  followed: FollowedCounts;
  /** Organizations that may be the institution, and that nobody is known to be. */
  alike: AlikeOrganization[];
  maySave: boolean;
  /** The year after that of today there. */
  nextYear: number;
}

/** How often what was suggested became the decision. @units decided mappings beside which something had been suggested */
export interface FollowedCounts {
  shown: number;
  /** The first of the suggestions. */
  first: number;
  /** Another one. */
  among: number;
}

/** One's own institution. */
export async function viewInstitution(ctx: Context): Promise<InstitutionView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'institution.view', { tenantId: actor.tenantId });
    const maySettle = can(actor, 'role.decline', { tenantId: actor.tenantId }).allowed;
    const institution = await getInstitution(tx, actor.tenantId);
    return {
      institution,
      nextYear: Number(todayIn(ctx, institution.timeZone).slice(0, 4)) + 1,
      waiting: maySettle ? await waitingRoles(tx, actor) : [],
      undone: maySettle ? await undoneSeparation(tx) : null,
      followed: countFollowed(await listShownAndDecided(tx)),
      alike: await listAlikeOrganizations(tx, mostAlike),
      maySave: can(actor, 'institution.save', { tenantId: actor.tenantId }).allowed,
    };
  });
}

function countFollowed(mappings: Awaited<ReturnType<typeof listShownAndDecided>>): FollowedCounts {
  const said = mappings.map(({ shown, definition }) => followedBy(shown, definition));
  const count = (wanted: Followed) => said.filter((one) => one === wanted).length;
  return { shown: said.length, first: count('first'), among: count('among') };
}
