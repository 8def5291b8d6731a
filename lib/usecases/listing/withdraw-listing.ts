import { lockListing, saveMove } from '@/lib/db/listings';
import { orRefuse } from '@/lib/kernel/result';
import { moveListing } from '@/lib/micro-credential/listing-life';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { listingResource } from './listing-resource';
import type { MoveListing } from './submit-listing';

/** Gives up a listing that nobody has published; what it said stays on record. @refuses not_found · invalid_transition · conflict */
export async function withdrawListing(ctx: Context, input: MoveListing): Promise<{ id: string }> {
  return command(ctx, 'listing.withdraw', input, async (tx, _actor, ctx) => {
    const listing = await lockListing(tx, input.listingId);
    authorize(ctx, 'listing.withdraw', listingResource(listing));
    const status = orRefuse(moveListing(listing.status, 'withdraw'), 'invalid_transition');
    await saveMove(tx, listing.id, input.expectedVersion, { status, at: ctx.now });
    await recordAudit(tx, ctx, 'listing.withdraw', {
      objectType: 'listing',
      objectId: listing.id,
      summary: `${listing.kind} given up`,
      before: { status: listing.status },
      after: { status },
    });
    return { id: listing.id };
  });
}
