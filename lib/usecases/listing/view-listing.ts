import { can } from '@/lib/access/can';
import type { DenyReason } from '@/lib/access/resource';
import type { Permission } from '@/lib/access/permission';
import type { Likeness } from '@/lib/db/entry-likenesses';
import { findListedEntries, type ListedEntry, type ListedVersion } from '@/lib/db/listed-entries';
import { getInstitution } from '@/lib/db/institutions';
import { getListing, type Listing } from '@/lib/db/listings';
import { type Completeness, completenessOf } from '@/lib/micro-credential/completeness';
import {
  blankContent,
  changedFields,
  type ListingField,
  shownValue,
} from '@/lib/micro-credential/listing-content';
import { type ListingMove, moveListing, writableStatuses } from '@/lib/micro-credential/listing-life';
import { planNextVersion } from '@/lib/micro-credential/next-version';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { alikeTo } from './alike-to';
import { listingResource } from './listing-resource';
import { whatIsMissing } from './submit-listing';
import { type RestingRule, restingRules } from './view-entry';

/** One field in which a change differs from what the entry says now. */
export interface FieldChange {
  field: ListingField;
  before: string;
  after: string;
}

export interface ListingView {
  listing: Listing;
  institutionName: string;
  entry: ListedEntry | null;
  /** The version that is corrected. */
  version: ListedVersion | null;
  /** The version that ends when a new one is published, and its last day then. */
  ends: { label: string; on: string } | null;
  /** Whether the quality assurance that an open listing names is over today. */
  isAssuranceOver: boolean;
  completeness: Completeness;
  /** What keeps it from being handed in, by field; reasons. */
  missing: Record<string, string>;
  /** What a change makes of the entry; what a new entry says. */
  changes: FieldChange[];
  rules: RestingRule[];
  /** What may be the same, for a new entry. */
  likenesses: readonly Likeness[];
  mayRevise: boolean;
  /** What its state allows, and why this person may not. */
  acts: { act: ListingMove; denied: DenyReason | null }[];
}

const permissionOf = {
  submit: 'listing.submit',
  publish: 'listing.publish',
  return: 'listing.return',
  withdraw: 'listing.withdraw',
} as const satisfies Record<ListingMove, Permission>;

/** A listing with all that its authors and whoever decides about it look at. @refuses not_found */
export async function viewListing(ctx: Context, id: string): Promise<ListingView> {
  return query(ctx, async (tx, actor, ctx) => {
    const listing = await getListing(tx, id);
    const resource = listingResource(listing);
    authorize(ctx, 'listing.view', resource);
    const { content, microCredentialId, kind, status } = listing;
    const isOpen = status !== 'published' && status !== 'withdrawn';
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const [entry = null] = await findListedEntries(tx, microCredentialId === null ? [] : [microCredentialId]);
    const version = entry?.versions.find((one) => one.id === listing.versionId) ?? null;
    const before = version?.content ?? (kind === 'version' ? entry?.versions[0]?.content : undefined);
    const planned = kind === 'version' && entry && isOpen ? planNextVersion(entry.versions, content) : null;
    const verdict = (act: ListingMove) => can(actor, permissionOf[act], resource);
    return {
      listing,
      institutionName: institution.name,
      entry,
      version,
      ends: planned?.ok ? planned.value.ends : null,
      isAssuranceOver: isOpen && content.qualityUntil !== '' && content.qualityUntil < today,
      completeness: completenessOf(content),
      missing: writableStatuses.includes(status) ? await whatIsMissing(tx, listing) : {},
      changes: isOpen
        ? changesOf(before ?? entry?.content ?? blankContent, content)
        : changesOf(blankContent, content),
      rules: microCredentialId !== null && isOpen ? await restingRules(tx, microCredentialId, today) : [],
      likenesses: kind === 'entry' && isOpen ? await alikeTo(tx, content) : [],
      mayRevise: writableStatuses.includes(status) && can(actor, 'listing.revise', resource).allowed,
      acts: (Object.keys(permissionOf) as ListingMove[]).flatMap((act) => {
        if (!moveListing(status, act).ok) return [];
        const asked = verdict(act);
        return [{ act, denied: asked.allowed ? null : asked.reason }];
      }),
    };
  });
}

function changesOf(before: Listing['content'], after: Listing['content']): FieldChange[] {
  return changedFields(before, after).map((field) => ({
    field,
    before: shownValue(before, field),
    after: shownValue(after, field),
  }));
}
