import { refuse } from '@/lib/kernel/refusal';
import { type ListingContent, StoredContent } from '@/lib/micro-credential/listing-content';
import { ListingKind, ListingStatus, openStatuses } from '@/lib/micro-credential/listing-life';
import type { Prisma } from './generated/client';
import type { Tx } from './tx';

/** Which states of an entry and a version a change was written against. */
export interface BasedOn {
  entry: number;
  version: number | null;
}

/** What staff wrote about a micro-credential, until a second person publishes it and afterwards. */
export interface Listing {
  tenantId: string;
  id: string;
  kind: ListingKind;
  status: ListingStatus;
  /** The entry that it changes, or that came of it. */
  microCredentialId: string | null;
  /** The version that it corrects. */
  versionId: string | null;
  content: ListingContent;
  basedOn: BasedOn | null;
  reason: string;
  remark: string;
  authorId: string;
  contributorIds: string[];
  authorNames: string[];
  publishedByName: string | null;
  publishedAt: string | null;
  updatedAt: string;
  rowVersion: number;
}

const people = {
  author: { select: { name: true } },
  publishedBy: { select: { name: true } },
  contributors: {
    select: { person: { select: { id: true, name: true } } },
    orderBy: [{ since: 'asc' }, { personId: 'asc' }],
  },
} satisfies Prisma.ListingInclude;

/** @refuses not_found */
export async function getListing(tx: Tx, id: string): Promise<Listing> {
  const row = await tx.listing.findFirst({ where: { id }, include: people });
  return row ? fromRow(row) : refuse('not_found', 'listing/not-found');
}

/** Takes the listing for this transaction, so that nobody moves or rewrites it meanwhile. @refuses not_found */
export async function lockListing(tx: Tx, id: string): Promise<Listing> {
  await tx.$queryRaw`SELECT id FROM listing WHERE tenant_id = current_tenant() AND id = ${id}::uuid FOR UPDATE`;
  return getListing(tx, id);
}

/** The open change of an entry, if somebody is at one. */
export async function findOpenChange(tx: Tx, microCredentialId: string): Promise<string | null> {
  const row = await tx.listing.findFirst({
    where: { microCredentialId, status: { in: [...openStatuses] } },
    select: { id: true },
  });
  return row?.id ?? null;
}

export type NewListing = Pick<
  Listing,
  'tenantId' | 'id' | 'kind' | 'microCredentialId' | 'versionId' | 'content' | 'basedOn' | 'authorId'
> & { at: string };

export async function insertListing(tx: Tx, { at, content, basedOn, ...listing }: NewListing): Promise<void> {
  await tx.listing.create({
    data: { ...listing, ...asJson(content, basedOn), createdAt: new Date(at), updatedAt: new Date(at) },
    select: { id: true },
  });
}

/** Saves what a listing says, and who wrote it. @refuses conflict `listing/changed-meanwhile` */
export async function saveListing(
  tx: Tx,
  listing: Pick<Listing, 'tenantId' | 'id' | 'authorId' | 'content' | 'basedOn' | 'reason'>,
  expectedVersion: number,
  by: { personId: string; at: string },
): Promise<void> {
  const { content, basedOn, reason } = listing;
  await update(tx, listing.id, expectedVersion, by.at, { ...asJson(content, basedOn), reason });
  await addContributor(tx, listing, by);
}

/** Moves it on; `publishedBy` where that puts it into the catalog. @refuses conflict `listing/changed-meanwhile` */
export async function saveMove(
  tx: Tx,
  id: string,
  expectedVersion: number,
  to: {
    status: ListingStatus;
    at: string;
    remark?: string;
    published?: { byId: string; microCredentialId: string };
  },
): Promise<void> {
  const { status, at, remark, published } = to;
  await update(tx, id, expectedVersion, at, {
    status,
    ...(remark !== undefined && { remark }),
    ...(published && {
      publishedById: published.byId,
      publishedAt: new Date(at),
      microCredentialId: published.microCredentialId,
    }),
  });
}

/** Whoever writes or hands in a listing is one of its authors. */
export async function addContributor(
  tx: Tx,
  { tenantId, id: listingId, authorId }: Pick<Listing, 'tenantId' | 'id' | 'authorId'>,
  { personId, at }: { personId: string; at: string },
): Promise<void> {
  if (personId === authorId) return;
  await tx.listingContributor.createMany({
    data: [{ tenantId, listingId, personId, since: new Date(at) }],
    skipDuplicates: true,
  });
}

async function update(
  tx: Tx,
  id: string,
  expectedVersion: number,
  at: string,
  data: Prisma.ListingUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await tx.listing.updateMany({
    where: { id, rowVersion: expectedVersion },
    data: { ...data, updatedAt: new Date(at), rowVersion: { increment: 1 } },
  });
  if (count !== 1) refuse('conflict', 'listing/changed-meanwhile');
}

function asJson(content: ListingContent, basedOn: BasedOn | null) {
  return {
    content: content as unknown as Prisma.InputJsonObject,
    ...(basedOn && { basedOn: { ...basedOn } }),
  };
}

function fromRow(row: Prisma.ListingGetPayload<{ include: typeof people }>): Listing {
  const writers = row.contributors.map(({ person }) => person);
  return {
    tenantId: row.tenantId,
    id: row.id,
    kind: ListingKind.parse(row.kind),
    status: ListingStatus.parse(row.status),
    microCredentialId: row.microCredentialId,
    versionId: row.versionId,
    content: StoredContent.parse(row.content),
    basedOn: row.basedOn as BasedOn | null,
    reason: row.reason,
    remark: row.remark,
    authorId: row.authorId,
    contributorIds: writers.map(({ id }) => id),
    authorNames: [row.author.name, ...writers.map(({ name }) => name)],
    publishedByName: row.publishedBy?.name ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    rowVersion: row.rowVersion,
  };
}
