import * as z from 'zod';
import { getListedEntry } from '@/lib/db/listed-entries';
import { addContributor, type Listing, lockListing, saveMove } from '@/lib/db/listings';
import type { Tx } from '@/lib/db/tx';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { missingToHandIn } from '@/lib/micro-credential/listing-content';
import { moveListing } from '@/lib/micro-credential/listing-life';
import { fieldOf, planNextVersion } from '@/lib/micro-credential/next-version';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Acting, Context } from '../context';
import { recordAudit } from '../record-audit';
import { listingResource } from './listing-resource';
import { plannedParts } from './parts-of-entry';
import { reviseIn, type ReviseListing } from './revise-listing';

/** Which listing, and as which row version the actor saw it. */
export const MoveListing = z.strictObject({
  listingId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
});
export type MoveListing = z.output<typeof MoveListing>;

/**
 * Saves what is on the screen and hands it in, as one act: what cannot be handed in is not saved either, and stays where it was entered.
 * @refuses as reviseListing · invalid_input `listing/incomplete` with the fields in the details
 */
export async function handInListing(
  ctx: Context,
  input: ReviseListing,
): Promise<{ id: string; rowVersion: number }> {
  return command(ctx, 'listing.submit', input, async (tx, _actor, ctx) => {
    const saved = await reviseIn(tx, ctx, input);
    try {
      return await submitIn(tx, ctx, { listingId: saved.id, expectedVersion: saved.rowVersion });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(error.code, error.reason, { ...(error.details as object | undefined), isUnsaved: true });
    }
  });
}

async function submitIn(
  tx: Tx,
  ctx: Acting,
  input: MoveListing,
): Promise<{ id: string; rowVersion: number }> {
  const listing = await lockListing(tx, input.listingId);
  authorize(ctx, 'listing.submit', listingResource(listing));
  const status = orRefuse(moveListing(listing.status, 'submit'), 'invalid_transition');
  const fieldErrors = await whatIsMissing(tx, listing);
  if (Object.keys(fieldErrors).length > 0) refuse('invalid_input', 'listing/incomplete', { fieldErrors });
  await addContributor(tx, listing, { personId: ctx.actor.personId, at: ctx.now });
  await saveMove(tx, listing.id, input.expectedVersion, { status, at: ctx.now });
  await recordAudit(tx, ctx, 'listing.submit', {
    objectType: 'listing',
    objectId: listing.id,
    summary: `${listing.kind} handed in`,
    before: { status: listing.status },
    after: { status },
  });
  return { id: listing.id, rowVersion: input.expectedVersion + 1 };
}

/** What keeps a listing from being handed in, by field. */
export async function whatIsMissing(tx: Tx, listing: Listing): Promise<Record<string, string>> {
  const missing: Record<string, string> = missingToHandIn(listing.content);
  const entry =
    listing.microCredentialId === null ? null : await getListedEntry(tx, listing.microCredentialId);
  const parts = await plannedParts(tx, entry, listing.content.components);
  if (!parts.ok) missing['components'] ??= parts.reason;
  if (entry === null) return missing;
  const { versions } = entry;
  if (listing.kind === 'correction') {
    const others = versions.filter(({ id }) => id !== listing.versionId);
    if (others.some(({ label }) => label === listing.content.label))
      missing['label'] = 'field/version-label-taken';
    if (listing.reason === '') missing['reason'] = 'field/why';
    return missing;
  }
  const planned = planNextVersion(versions, listing.content);
  if (!planned.ok) missing[fieldOf(planned.reason)] ??= planned.reason;
  return missing;
}
