import { type DescribedOrganization, getOrganization } from '@/lib/db/organizations';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';

/** An organization as staff describe it, and whether this institution may. */
export interface DescriptionView {
  organization: DescribedOrganization;
  /** What keeps the institution from stating anything; null: nothing. */
  barredBy: 'other-steward' | 'not-known-here' | null;
}

/** What the form of an organization begins from. @refuses not_found */
export async function viewDescription(ctx: Context, organizationId: string): Promise<DescriptionView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'organization.describe', { tenantId: actor.tenantId });
    const organization = await getOrganization(tx, organizationId);
    const { stewardId, isKnownHere } = organization;
    if (stewardId === actor.tenantId) return { organization, barredBy: null };
    return {
      organization,
      barredBy: stewardId !== null ? 'other-steward' : isKnownHere ? null : 'not-known-here',
    };
  });
}
