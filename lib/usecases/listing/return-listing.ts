import * as z from 'zod';
import { lockListing, saveMove } from '@/lib/db/listings';
import { orRefuse } from '@/lib/kernel/result';
import { moveListing } from '@/lib/micro-credential/listing-life';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { listingResource } from './listing-resource';
import { MoveListing } from './submit-listing';

export const ReturnListing = MoveListing.extend({
  remark: z.string().trim().min(1, 'field/why').max(2_000),
});
export type ReturnListing = z.output<typeof ReturnListing>;

/** A second person sends it back to its authors, with what is to be mended. @refuses not_found · forbidden `access/author` · invalid_transition · conflict */
export async function returnListing(ctx: Context, input: ReturnListing): Promise<{ id: string }> {
  return command(ctx, 'listing.return', input, async (tx, _actor, ctx) => {
    const listing = await lockListing(tx, input.listingId);
    authorize(ctx, 'listing.return', listingResource(listing));
    const status = orRefuse(moveListing(listing.status, 'return'), 'invalid_transition');
    const { remark } = input;
    await saveMove(tx, listing.id, input.expectedVersion, { status, at: ctx.now, remark });
    await recordAudit(tx, ctx, 'listing.return', {
      objectType: 'listing',
      objectId: listing.id,
      summary: `${listing.kind} returned`,
      before: { status: listing.status },
      after: { status, remark },
    });
    return { id: listing.id };
  });
}
