import * as z from 'zod';
import { idsBySlug } from '@/lib/db/imported-micro-credentials';
import { getListedEntry } from '@/lib/db/listed-entries';
import { type Listing, lockListing, saveListing } from '@/lib/db/listings';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import {
  changedFields,
  type ListingContent,
  type ListingField,
  listingFields,
  refuseReversed,
  shownValue,
} from '@/lib/micro-credential/listing-content';
import { writableStatuses } from '@/lib/micro-credential/listing-life';
import { arranged, OutcomeAct } from '@/lib/micro-credential/outcome-rows';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Acting, Context } from '../context';
import { recordAudit } from '../record-audit';
import { basisOf } from './change-entry';
import { listingResource } from './listing-resource';

export interface ReviseListing {
  listingId: string;
  expectedVersion: number;
  content: ListingContent;
  /** Why a version is corrected. */
  reason: string;
}

/** The same as the fields of the editor. */
export const ReviseListingForm = z
  .strictObject({
    listingId: z.uuid(),
    expectedVersion: z.coerce.number().int().min(1),
    reason: z.string().trim().max(2_000).default(''),
    /** Sent by the button that hands in what is on the screen. */
    handIn: z.literal('yes').optional(),
    /** Sent by a button beside an outcome, where no script moves it. */
    arrange: OutcomeAct.optional(),
    ...listingFields,
  })
  .superRefine(refuseReversed)
  .transform(({ listingId, expectedVersion, reason, handIn, arrange, ...content }) => ({
    handsIn: handIn === 'yes',
    draft: {
      listingId,
      expectedVersion,
      reason,
      content: arrange ? { ...content, outcomes: arranged(content.outcomes, arrange) } : content,
    } satisfies ReviseListing as ReviseListing,
  }));

/**
 * Saves a draft. It need not be whole yet: that is asked when it is handed in.
 * @refuses not_found · invalid_transition `listing/frozen` · invalid_input where an address names no entry · conflict
 * `listing/changed-meanwhile`, with the fields that say something else in `details.changed`
 */
export async function reviseListing(
  ctx: Context,
  input: ReviseListing,
): Promise<{ id: string; rowVersion: number }> {
  return command(ctx, 'listing.revise', input, (tx, _actor, ctx) => reviseIn(tx, ctx, input));
}

/** Saves a draft within a transaction that may do more with it. @refuses as reviseListing */
export async function reviseIn(
  tx: Tx,
  ctx: Acting,
  input: ReviseListing,
): Promise<{ id: string; rowVersion: number }> {
  const listing = await lockListing(tx, input.listingId);
  authorize(ctx, 'listing.revise', listingResource(listing));
  if (!writableStatuses.includes(listing.status)) refuse('invalid_transition', 'listing/frozen');
  const content = asItMayBe(listing, input.content);
  if (listing.rowVersion !== input.expectedVersion)
    refuse('conflict', 'listing/changed-meanwhile', { changed: changedFields(listing.content, content) });
  await refuseUnknownComponents(tx, content);
  const { personId } = ctx.actor;
  const basedOn = await basisNow(tx, listing);
  const next = { ...listing, content, basedOn, reason: input.reason };
  await saveListing(tx, next, input.expectedVersion, { personId, at: ctx.now });
  await recordAudit(tx, ctx, 'listing.revise', {
    objectType: 'listing',
    objectId: listing.id,
    summary: `${listing.kind} revised`,
    ...statesOf(listing.content, content),
  });
  return { id: listing.id, rowVersion: input.expectedVersion + 1 };
}

/** What the trail keeps of a change: the fields that say something else, before and after. */
export function statesOf(before: ListingContent, after: ListingContent) {
  const fields = changedFields(before, after);
  const said = (content: ListingContent) =>
    Object.fromEntries(fields.map((field: ListingField) => [field, shownValue(content, field)]));
  return { before: said(before), after: said(after) };
}

/** A correction keeps the days of its version: other days are another version. */
function asItMayBe(
  { kind, content: { validFrom, validTo } }: Listing,
  content: ListingContent,
): ListingContent {
  return kind === 'correction' ? { ...content, validFrom, validTo } : content;
}

/** Whoever saves has seen what the entry says now: the page shows what the change makes of it. */
async function basisNow(tx: Tx, { microCredentialId, versionId, basedOn }: Listing) {
  if (microCredentialId === null) return basedOn;
  const entry = await getListedEntry(tx, microCredentialId);
  return basisOf(entry, entry.versions.find(({ id }) => id === versionId) ?? null);
}

async function refuseUnknownComponents(tx: Tx, { components }: ListingContent): Promise<void> {
  const known = await idsBySlug(tx, components);
  const unknown = components.find((slug) => !known.has(slug));
  if (unknown !== undefined)
    refuse('invalid_input', 'listing/no-such-part', {
      fieldErrors: { components: `field/no-such-entry ${unknown}` },
    });
}
