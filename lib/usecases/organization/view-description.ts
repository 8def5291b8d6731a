import { can } from '@/lib/access/can';
import { type ClaimReason, whyNotClaimed } from '@/lib/catalog/claim';
import { type ClaimFacts, claimFactsOf } from '@/lib/db/claims';
import { findMergedInto, listMergedInto, type Merged } from '@/lib/db/merged-organizations';
import { type DescribedOrganization, getOrganization } from '@/lib/db/organizations';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';

/** An organization as staff describe it, and whether this institution may. */
export interface DescriptionView {
  organization: DescribedOrganization;
  /** What keeps the institution from stating anything; null: nothing. */
  barredBy: 'other-steward' | 'not-known-here' | null;
  /** Where it leads; null where it stands. */
  merged: Merged | null;
  /** What was merged into it. */
  others: Merged[];
  mayMerge: boolean;
  /** Who is known to be it, and what keeps this institution from being; null: nothing does. */
  claim: { claimed: ClaimFacts['claimed']; reason: ClaimReason | null; mayClaim: boolean };
}

/** What the form of an organization begins from. @refuses not_found */
export async function viewDescription(ctx: Context, organizationId: string): Promise<DescriptionView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'organization.describe', { tenantId: actor.tenantId });
    const organization = await getOrganization(tx, organizationId);
    const { stewardId, isKnownHere } = organization;
    const facts = await claimFactsOf(tx, organizationId, actor.personId);
    return {
      organization,
      claim: {
        claimed: facts.claimed,
        reason: whyNotClaimed({
          ...facts,
          isMerged: organization.isMerged,
          isClaimed: facts.claimed !== null,
        }),
        mayClaim: can(actor, 'organization.claim', { tenantId: actor.tenantId }).allowed,
      },
      barredBy:
        stewardId === actor.tenantId
          ? null
          : stewardId !== null
            ? 'other-steward'
            : isKnownHere
              ? null
              : 'not-known-here',
      merged: await findMergedInto(tx, organizationId),
      others: await listMergedInto(tx, organizationId),
      mayMerge: can(actor, 'organization.merge', { tenantId: actor.tenantId }).allowed,
    };
  });
}
