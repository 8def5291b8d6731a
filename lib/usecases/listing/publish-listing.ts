import { findRequestOfListing, lockRequest } from '@/lib/db/certificate-requests';
import { idsBySlug } from '@/lib/db/imported-micro-credentials';
import { type ListedEntry, type ListedVersion, lockListedEntry } from '@/lib/db/listed-entries';
import { type Listing, lockListing, saveMove } from '@/lib/db/listings';
import * as published from '@/lib/db/published-listings';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import {
  changedFields,
  type ListingContent,
  type ListingField,
} from '@/lib/micro-credential/listing-content';
import { moveListing } from '@/lib/micro-credential/listing-life';
import { naturalKeyOf, slugOf } from '@/lib/micro-credential/natural-key';
import { planNextVersion } from '@/lib/micro-credential/next-version';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Acting, Context } from '../context';
import { freeSlug } from '../import/save-micro-credential-rows';
import { recordAudit } from '../record-audit';
import { settleAndTell } from '../request/settle-request';
import { todayAt } from '../today-at';
import { basisOf } from './change-entry';
import { listingResource } from './listing-resource';
import { plannedParts } from './parts-of-entry';
import { statesOf } from './revise-listing';
import type { MoveListing } from './submit-listing';

/** What the database keeps dated of an entry and of a version. @source prisma/migrations, keep_what_was_said */
const datedOfEntry: readonly ListingField[] = ['title', 'provider'];
const datedOfVersion: readonly ListingField[] = [
  'label',
  'validFrom',
  'validTo',
  'workloadHours',
  'eqfMin',
  'eqfMax',
  'passMark',
  'creditAmount',
  'creditUnit',
  'creditFramework',
];

/**
 * A second person puts a listing into the catalog: a new entry, a new version, before which the last one ends, or a correction.
 * @refuses not_found · forbidden `access/author` · invalid_transition · conflict `listing/changed-meanwhile`, `listing/entry-changed`,
 * `listing/listed-meanwhile` · rule_violation `listing/changed-today`, `listing/parts-fixed`, `listing/contains-itself`,
 * `listing/outcome-marked` and the reasons of planNextVersion
 */
export async function publishListing(
  ctx: Context,
  input: MoveListing,
): Promise<{ id: string; microCredentialId: string; slug: string }> {
  return command(ctx, 'listing.publish', input, async (tx, actor, ctx) => {
    const listing = await lockListing(tx, input.listingId);
    authorize(ctx, 'listing.publish', listingResource(listing));
    const status = orRefuse(moveListing(listing.status, 'publish'), 'invalid_transition');
    if (listing.rowVersion !== input.expectedVersion) refuse('conflict', 'listing/changed-meanwhile');
    const done =
      listing.microCredentialId === null
        ? await publishEntry(tx, ctx, listing)
        : await publishChange(tx, ctx, listing, await lockListedEntry(tx, listing.microCredentialId));
    const { microCredentialId, slug, ...states } = done;
    await saveMove(tx, listing.id, input.expectedVersion, {
      status,
      at: ctx.now,
      published: { byId: actor.personId, microCredentialId },
    });
    await answerRequestFor(tx, listing.id, microCredentialId, ctx.now);
    await recordAudit(tx, ctx, 'listing.publish', {
      objectType: 'listing',
      objectId: listing.id,
      summary: `${listing.kind} published`,
      before: { status: listing.status, ...states.before },
      after: { status, microCredentialId, reason: listing.reason, ...states.after },
    });
    return { id: listing.id, microCredentialId, slug };
  });
}

/** Whoever asked for the certificate is told that it is there. */
async function answerRequestFor(
  tx: Tx,
  listingId: string,
  microCredentialId: string,
  at: string,
): Promise<void> {
  const asked = await findRequestOfListing(tx, listingId);
  if (asked === null) return;
  const request = await lockRequest(tx, asked);
  if (request.answer !== null) return;
  await settleAndTell(tx, request, { answer: 'listed', microCredentialId, closedById: null, at });
}

interface Published {
  microCredentialId: string;
  slug: string;
  before: object;
  after: object;
}

async function publishEntry(tx: Tx, ctx: Acting, { tenantId, content }: Listing): Promise<Published> {
  const key = naturalKeyOf({ kind: 'certificate', ...content });
  const readable = slugOf(content.title, content.provider);
  const isTaken = (await idsBySlug(tx, [readable])).size > 0;
  const slug = freeSlug({ slug: readable, key }, isTaken, new Set());
  const [id, versionId] = [ctx.newId(), ctx.newId()];
  const entry = { tenantId, id, slug, naturalKey: key, kind: 'certificate' as const, at: ctx.now };
  await published.insertEntry(tx, { ...entry, source: content.url || 'form' }, content);
  await published.insertVersion(tx, { tenantId, id: versionId, microCredentialId: id }, content);
  await saveParts(tx, tenantId, id, null, content.components);
  return { microCredentialId: id, slug, before: {}, after: { title: content.title, version: content.label } };
}

async function publishChange(tx: Tx, ctx: Acting, listing: Listing, entry: ListedEntry): Promise<Published> {
  const { tenantId, content } = listing;
  const version = entry.versions.find(({ id }) => id === listing.versionId) ?? null;
  const basis = basisOf(entry, version);
  if (basis.entry !== listing.basedOn?.entry || basis.version !== listing.basedOn.version)
    refuse('conflict', 'listing/entry-changed');
  const today = await todayAt(tx, ctx, tenantId);
  const before = version?.content ?? entry.content;
  const refuseSecond = ({ saidSince }: Pick<ListedVersion, 'saidSince'>, fields: readonly ListingField[]) => {
    const isDated = changedFields(before, content).some((field) => fields.includes(field));
    if (isDated && saidSince !== null && saidSince >= today)
      refuse('rule_violation', 'listing/changed-today');
  };
  refuseSecond(entry, datedOfEntry);
  await published.updateEntry(tx, entry, otherKey(entry, content), content);
  await saveParts(tx, tenantId, entry.id, entry, content.components);
  if (version !== null) {
    refuseSecond(version, datedOfVersion);
    await published.updateVersion(tx, tenantId, version, content);
  } else {
    const { ends } = orRefuse(planNextVersion(entry.versions, content));
    const ending = entry.versions.find(({ id }) => id === ends?.id);
    if (ends && ending?.saidSince && ending.saidSince >= today)
      refuse('rule_violation', 'listing/changed-today');
    if (ends) await published.endVersion(tx, ends.id, ends.on);
    const added = { tenantId, id: ctx.newId(), microCredentialId: entry.id };
    await published.insertVersion(tx, added, content);
  }
  return { microCredentialId: entry.id, slug: entry.slug, ...statesOf(before, content) };
}

/** The key under which files find the entry, where it is called otherwise; a course of another university is found by its code. */
function otherKey({ kind, content: before }: ListedEntry, after: ListingContent): string | null {
  const key = naturalKeyOf({ kind, ...after });
  return kind === 'external_course' || key === naturalKeyOf({ kind, ...before }) ? null : key;
}

async function saveParts(
  tx: Tx,
  tenantId: string,
  wholeId: string,
  before: ListedEntry | null,
  slugs: readonly string[],
): Promise<void> {
  const parts = await plannedParts(tx, before, slugs);
  if (!parts.ok && parts.reason === 'listing/no-such-part') refuse('conflict', parts.reason);
  const planned = orRefuse(parts);
  if (planned !== null) await published.saveComponents(tx, tenantId, wholeId, planned);
}
