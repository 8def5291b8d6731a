import {
  type CalledOrganization,
  countLinkedTo,
  findMergedInto,
  findOthersCalled,
  findStandingOrganization,
  type LinkedTo,
  type Merged,
} from '@/lib/db/merged-organizations';
import { type DescribedOrganization, getOrganization } from '@/lib/db/organizations';
import { can } from '@/lib/access/can';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';

/** As many as are read at a glance. */
const mostProposed = 8;

export interface MergingView {
  organization: DescribedOrganization;
  /** Where it leads already; null where it stands. */
  merged: Merged | null;
  mayPart: boolean;
  /** What keeps this institution from merging it or taking it apart; null: nothing. */
  barredBy: 'other-steward' | 'not-known-here' | null;
  /** Organizations that it may be another name of. */
  proposed: CalledOrganization[];
  /** The one that was chosen to stay, and what it has; null where none was. */
  into: (CalledOrganization & { linked: LinkedTo }) | null;
  /** What leads to the one that stays from then on. */
  linked: LinkedTo;
}

/** What would become of it if an organization were merged into another, before it is. @refuses not_found */
export async function viewMerging(
  ctx: Context,
  asked: { organizationId: string; words: string; into: string },
): Promise<MergingView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'organization.merge', { tenantId: actor.tenantId });
    const organization = await getOrganization(tx, asked.organizationId);
    const { id, name, stewardId, isKnownHere } = organization;
    const chosen = asked.into === '' ? null : await findStandingOrganization(tx, asked.into);
    const into = chosen === null || chosen.id === id ? null : chosen;
    return {
      organization,
      merged: await findMergedInto(tx, id),
      mayPart: can(actor, 'organization.part', { tenantId: actor.tenantId }).allowed,
      barredBy:
        stewardId !== null && stewardId !== actor.tenantId
          ? 'other-steward'
          : isKnownHere
            ? null
            : 'not-known-here',
      proposed: await findOthersCalled(tx, { id, words: asked.words || name, most: mostProposed }),
      into: into && { ...into, linked: await countLinkedTo(tx, into.id) },
      linked: await countLinkedTo(tx, id),
    };
  });
}
