import { ListingKind, ListingStatus, openStatuses } from '@/lib/micro-credential/listing-life';
import { Prisma } from './generated/client';
import { hasTypedWords } from './has-typed-words';
import type { Tx } from './tx';

/** A listing that waits for somebody. */
export interface OpenListing {
  id: string;
  kind: ListingKind;
  status: ListingStatus;
  title: string;
  language: string | null;
  provider: string;
  authorNames: string[];
  updatedAt: string;
}

const inOurName = Prisma.sql`m.id IN (SELECT n.micro_credential_id FROM entry_in_name n WHERE n.tenant_id = current_tenant() AND is_about(m.id, n.tenant_id))`;

/** Of the own institution, of the others, or of others in its name. */
export type WhoseEntries = 'own' | 'others' | 'named';

const entries = (whose: WhoseEntries, words: string) => Prisma.sql`
  micro_credential m WHERE m.same_as_id IS NULL AND m.steward_tenant_id ${Prisma.raw(whose === 'own' ? '=' : '<>')} current_tenant()
    AND ${whose === 'named' ? inOurName : Prisma.sql`true`} AND ${hasTypedWords(Prisma.sql`m.folded`, words)}`;

/** Ids of entries that one's own institution lists, or the others, by title; a page of them. @units page from 1 */
export async function listEntryIds(
  tx: Tx,
  whose: WhoseEntries,
  { words, page, size }: { words: string; page: number; size: number },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM ${entries(whose, words)} ORDER BY ${whose === 'named' ? Prisma.sql`EXISTS (SELECT FROM entry_in_name n WHERE n.tenant_id = current_tenant() AND n.micro_credential_id = m.id AND n.state = 'waiting') DESC,` : Prisma.empty} m.title, m.id LIMIT ${size} OFFSET ${(page - 1) * size}`;
  return rows.map(({ id }) => id);
}

/** Ids of all of them, in the order of a file: what others consist of stands before them, and else by title. */
export async function entryIdsInOrder(tx: Tx, whose: WhoseEntries, words: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE deep (id, depth) AS (
      SELECT whole_id, 1 FROM micro_credential_component
      UNION SELECT c.whole_id, d.depth + 1 FROM deep d JOIN micro_credential_component c ON c.part_id = d.id WHERE d.depth < 100
    ), deepest AS (SELECT id, max(depth) AS depth FROM deep GROUP BY id)
    SELECT e.id FROM (SELECT m.id, m.title FROM ${entries(whose, words)}) e LEFT JOIN deepest d ON d.id = e.id
     ORDER BY coalesce(d.depth, 0), e.title, e.id`;
  return rows.map(({ id }) => id);
}

/** Ids of what third parties advise about any of them, by certificate and recommender. */
export async function recommendationIdsInOrder(
  tx: Tx,
  whose: WhoseEntries,
  words: string,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM (SELECT m.id, m.title FROM ${entries(whose, words)}) e JOIN recommendation a ON a.micro_credential_id = e.id
     ORDER BY e.title, e.id, a.recommender, a.valid_from NULLS FIRST, a.natural_key`;
  return rows.map(({ id }) => id);
}

const open = (words: string) => Prisma.sql`
  listing l WHERE l.tenant_id = current_tenant() AND l.status = ANY(${[...openStatuses]})
    AND ${hasTypedWords(Prisma.sql`compact_form(concat_ws('|', l.content ->> 'title', l.content ->> 'provider', l.content ->> 'platform', initials_of(l.content ->> 'provider'), initials_of(l.content ->> 'platform')))`, words)}`;

/** Listings that wait, those that wait for a second person first, then the longest untouched. @units page from 1 */
export async function listOpenListings(
  tx: Tx,
  { words, page, size }: { words: string; page: number; size: number },
): Promise<OpenListing[]> {
  const rows = await tx.$queryRaw<StoredOpen[]>`
    SELECT ${told} FROM ${open(words)} ORDER BY l.status = 'submitted' DESC, l.updated_at, l.id LIMIT ${size} OFFSET ${(page - 1) * size}`;
  return rows.map(toOpen);
}

type StoredOpen = Omit<OpenListing, 'kind' | 'status'> & { kind: string; status: string };
const toOpen = ({ kind, status, ...row }: StoredOpen): OpenListing => ({
  ...row,
  kind: ListingKind.parse(kind),
  status: ListingStatus.parse(status),
});
const told = Prisma.sql`l.id, l.kind, l.status, l.content ->> 'title' AS title, l.content ->> 'language' AS language, l.content ->> 'provider' AS provider,
           to_char(l.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "updatedAt",
           ARRAY(SELECT p.name FROM person p WHERE p.tenant_id = l.tenant_id AND p.id = l.author_id
                 UNION ALL
                 (SELECT p.name FROM listing_contributor c JOIN person p ON p.tenant_id = c.tenant_id AND p.id = c.person_id
                   WHERE c.tenant_id = l.tenant_id AND c.listing_id = l.id ORDER BY c.since)) AS "authorNames"`;

/**
 * Listings that a person can move on, the longest untouched first, and how many there are: those handed in to a second person, which
 * whoever has a part in them is not, and those that were sent back to them.
 * @units at most `size` of them; `records` are all of the person
 */
export async function listListingsFor(
  tx: Tx,
  records: readonly string[],
  size: number,
): Promise<{ rows: OpenListing[]; total: number }> {
  const mine = Prisma.sql`(l.author_id = ANY(${[...records]}::uuid[]) OR EXISTS (SELECT FROM listing_contributor c
    WHERE c.tenant_id = l.tenant_id AND c.listing_id = l.id AND c.person_id = ANY(${[...records]}::uuid[])))`;
  const rows = await tx.$queryRaw<(StoredOpen & { total: number })[]>`
    SELECT ${told}, count(*) OVER ()::int AS total FROM listing l
     WHERE l.tenant_id = current_tenant() AND ((l.status = 'submitted' AND NOT ${mine}) OR (l.status = 'returned' AND ${mine}))
     ORDER BY l.updated_at, l.id LIMIT ${size}`;
  return { rows: rows.map(({ total: _, ...row }) => toOpen(row)), total: rows[0]?.total ?? 0 };
}

/** How many there are of each, under the same words. */
export async function countCertificates(
  tx: Tx,
  words: string,
): Promise<Record<'own' | 'others' | 'open' | 'named', number>> {
  const [row] = await tx.$queryRaw<Record<'own' | 'others' | 'open' | 'named', number>[]>`
    SELECT (SELECT count(*)::int FROM ${entries('own', words)}) AS own, (SELECT count(*)::int FROM ${entries('others', words)}) AS others,
           (SELECT count(*)::int FROM ${open(words)}) AS open, (SELECT count(*)::int FROM ${entries('named', words)}) AS named`;
  return row ?? { own: 0, others: 0, open: 0, named: 0 };
}

/** What was written about an entry here, the latest first. */
export async function listListingsOf(
  tx: Tx,
  microCredentialId: string,
): Promise<
  {
    id: string;
    kind: ListingKind;
    status: ListingStatus;
    reason: string;
    updatedAt: string;
    publishedByName: string | null;
  }[]
> {
  const rows = await tx.listing.findMany({
    where: { microCredentialId },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
    take: 50,
    select: {
      id: true,
      kind: true,
      status: true,
      reason: true,
      updatedAt: true,
      publishedBy: { select: { name: true } },
    },
  });
  return rows.map(({ publishedBy, ...row }) => ({
    ...row,
    kind: ListingKind.parse(row.kind),
    status: ListingStatus.parse(row.status),
    updatedAt: row.updatedAt.toISOString(),
    publishedByName: publishedBy?.name ?? null,
  }));
}
