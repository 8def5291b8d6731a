import type { DemandQuery, RequestAnswer, RequestKind } from '@/lib/catalog/certificate-request';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { openStatuses } from '@/lib/micro-credential/listing-life';
import { isInWork } from '@/lib/rule/lifecycle';
import { RuleStatus } from '@/lib/rule/rule-version';
import { Prisma } from './generated/client';
import type { Tx } from './tx';

/** What is asked of the institution, as it is kept. */
export interface CertificateRequest {
  tenantId: string;
  id: string;
  kind: RequestKind;
  /** Of a wish to list as it was typed, of a decision the entry's own. */
  title: string;
  provider: string;
  url: string;
  /** The entry to decide about, or the one that was listed. */
  microCredentialId: string | null;
  slug: string | null;
  answer: string | null;
  rowVersion: number;
}

const columns = Prisma.sql`r.tenant_id AS "tenantId", r.id, r.kind, coalesce(nullif(r.title, ''), m.title) AS title, coalesce(nullif(r.provider, ''), m.provider) AS provider,
       r.url, coalesce(m.same_as_id, r.micro_credential_id) AS "microCredentialId", m.slug, r.answer, r.row_version AS "rowVersion"
  FROM certificate_request r LEFT JOIN micro_credential m ON m.id = r.micro_credential_id`;

/** How many ask for the request `r`, and since and until when: everybody with a mailbox of their own that they confirmed, and else each network once. */
export const askersOfR = Prisma.sql`
  SELECT coalesce(sum(greatest(1, n.mailboxes)), 0)::int AS askers, min(n.first) AS first, max(n.last) AS last
    FROM (SELECT count(DISTINCT k.mailbox_key) AS mailboxes, min(k.first_asked_at) AS first, max(k.last_asked_at) AS last
            FROM certificate_asker k WHERE k.tenant_id = r.tenant_id AND k.request_id = r.id GROUP BY k.network_key) n`;

/** What somebody asks for: `title`, `provider` and `url` of a wish to list, the entry of a decision. */
export interface AskedFor {
  tenantId: string;
  kind: RequestKind;
  subjectKey: string;
  title: string;
  provider: string;
  url: string;
  microCredentialId: string | null;
  at: string;
}

/** The open request for the same, begun where there is none, taken for this transaction: of many at once each counts those before it. */
export async function takeOpenRequest(tx: Tx, asked: AskedFor): Promise<string> {
  const { tenantId, kind, subjectKey, title, provider, url, microCredentialId, at } = asked;
  await tx.$executeRaw`
    INSERT INTO certificate_request (tenant_id, kind, subject_key, title, provider, url, micro_credential_id, created_at)
    VALUES (${tenantId}::uuid, ${kind}, ${subjectKey}, ${title}, ${provider}, ${url}, ${microCredentialId}::uuid, ${at}::timestamptz)
    ON CONFLICT (tenant_id, subject_key) WHERE answer IS NULL DO NOTHING`;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM certificate_request WHERE tenant_id = current_tenant() AND subject_key = ${subjectKey} AND answer IS NULL FOR UPDATE`;
  return row?.id ?? refuse('conflict', 'request/changed-meanwhile');
}

/** How many wishes to list are open. */
export async function countOpenWishes(tx: Tx): Promise<number> {
  return tx.certificateRequest.count({ where: { kind: 'list', answer: null } });
}

/** Takes the request for this transaction. @refuses not_found */
export async function lockRequest(tx: Tx, id: string): Promise<CertificateRequest> {
  const [row] = await tx.$queryRaw<CertificateRequest[]>`
    SELECT ${columns} WHERE r.tenant_id = current_tenant() AND r.id = ${id}::uuid FOR UPDATE OF r`;
  return row ?? refuse('not_found', 'request/not-found');
}

/** @refuses not_found */
export async function getRequest(tx: Tx, id: string): Promise<CertificateRequest> {
  const [row] = await tx.$queryRaw<CertificateRequest[]>`
    SELECT ${columns} WHERE r.tenant_id = current_tenant() AND r.id = ${id}::uuid`;
  return row ?? refuse('not_found', 'request/not-found');
}

/** The open request from which a listing was begun. */
export async function findRequestOfListing(tx: Tx, listingId: string): Promise<string | null> {
  const row = await tx.certificateRequest.findFirst({
    where: { listingId, answer: null },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** A listing was begun from it; one that is settled meanwhile stays as it is. */
export async function noteListing(tx: Tx, id: string, listingId: string): Promise<void> {
  await tx.certificateRequest.updateMany({
    where: { id, kind: 'list', answer: null },
    data: { listingId, rowVersion: { increment: 1 } },
  });
}

/** Everything that the institution is asked to decide. */
export async function listAskedDecisions(tx: Tx): Promise<{ id: string; microCredentialId: string }[]> {
  return tx.$queryRaw`
    SELECT r.id, coalesce(m.same_as_id, r.micro_credential_id) AS "microCredentialId" FROM certificate_request r JOIN micro_credential m ON m.id = r.micro_credential_id
     WHERE r.tenant_id = current_tenant() AND r.kind = 'decide' AND r.answer IS NULL ORDER BY r.id`;
}

/** How many ask the institution to decide about each of these entries; who asks about none is missing. */
export async function countAskers(tx: Tx, entryIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; askers: number }[]>`
    SELECT r.micro_credential_id AS id, a.askers FROM certificate_request r, LATERAL (${askersOfR}) a
     WHERE r.tenant_id = current_tenant() AND r.kind = 'decide' AND r.answer IS NULL AND r.micro_credential_id = ANY(${[...entryIds]}::uuid[])`;
  return new Map(rows.map(({ id, askers }) => [id, askers]));
}

/** Settles a request, with how many had asked; none of those is kept. Returns the mailboxes that were confirmed. */
export async function settle(
  tx: Tx,
  { id, kind }: Pick<CertificateRequest, 'id' | 'kind'>,
  by: { answer: RequestAnswer; microCredentialId: string | null; closedById: string | null; at: string },
): Promise<{ id: string; mailbox: string }[]> {
  const [counted] = await tx.$queryRaw<{ askers: number }[]>`
    SELECT askers FROM (SELECT current_tenant() AS tenant_id, ${id}::uuid AS id) r, LATERAL (${askersOfR}) a`;
  const told = await tx.$queryRaw<{ id: string; mailbox: string }[]>`
    SELECT id, mailbox FROM certificate_asker
     WHERE tenant_id = current_tenant() AND request_id = ${id}::uuid AND confirmed_at IS NOT NULL ORDER BY id`;
  await tx.certificateAsker.deleteMany({ where: { requestId: id } });
  await tx.certificateRequest.updateMany({
    where: { id },
    data: {
      answer: by.answer,
      askers: counted?.askers ?? 0,
      closedById: by.closedById,
      settledAt: new Date(by.at),
      ...(kind === 'list' && { microCredentialId: by.microCredentialId }),
      rowVersion: { increment: 1 },
    },
  });
  return told;
}

/** One line of demand. Days are the institution's own. */
export interface Demand
  extends Pick<
    CertificateRequest,
    'id' | 'kind' | 'title' | 'provider' | 'url' | 'microCredentialId' | 'slug' | 'rowVersion'
  > {
  language: string | null;
  askers: number;
  firstOn: CivilDate;
  lastOn: CivilDate;
  /** The listing that somebody is at. */
  listingId: string | null;
  /** A mapping of the certificate that is on its way. */
  ruleVersionId: string | null;
}

const orders: Record<DemandQuery['sort'], Prisma.Sql> = {
  askers: Prisma.sql`askers DESC, last DESC`,
  last: Prisma.sql`last DESC`,
  first: Prisma.sql`first`,
  title: Prisma.sql`lower(title)`,
};

/** Open requests that somebody still asks for, a page of one kind. */
export async function listOpenRequests(
  tx: Tx,
  { show, sort, page, size }: DemandQuery & { size: number },
): Promise<Demand[]> {
  return tx.$queryRaw`
    SELECT *, to_char(first AT TIME ZONE zone, 'YYYY-MM-DD') AS "firstOn", to_char(last AT TIME ZONE zone, 'YYYY-MM-DD') AS "lastOn" FROM (
      SELECT r.id, r.kind, coalesce(nullif(r.title, ''), m.title) AS title, coalesce(nullif(r.provider, ''), m.provider) AS provider, r.url,
             coalesce(m.same_as_id, r.micro_credential_id) AS "microCredentialId", m.slug, m.language, r.row_version AS "rowVersion", i.time_zone AS zone,
             a.askers, a.first, a.last, l.id AS "listingId",
             (SELECT v.id FROM rule_source s JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id
               WHERE s.tenant_id = r.tenant_id AND s.micro_credential_id = coalesce(m.same_as_id, r.micro_credential_id) AND r.kind = 'decide'
                 AND v.status = ANY(${RuleStatus.options.filter(isInWork)})
               ORDER BY v.created_at DESC LIMIT 1) AS "ruleVersionId"
        FROM certificate_request r JOIN institution i ON i.id = r.tenant_id
        JOIN LATERAL (${askersOfR}) a ON a.askers > 0
        LEFT JOIN micro_credential m ON m.id = r.micro_credential_id
        LEFT JOIN listing l ON l.tenant_id = r.tenant_id AND l.id = r.listing_id AND l.status = ANY(${[...openStatuses]})
       WHERE r.tenant_id = current_tenant() AND r.answer IS NULL AND r.kind = ${show}) asked
     ORDER BY ${orders[sort]}, lower(title), id LIMIT ${size} OFFSET ${(page - 1) * size}`;
}

/** How many requests of each kind somebody still asks for. */
export async function countOpenRequests(tx: Tx): Promise<Record<RequestKind, number>> {
  const rows = await tx.$queryRaw<{ kind: RequestKind; count: number }[]>`
    SELECT r.kind, count(*)::int AS count FROM certificate_request r
     WHERE r.tenant_id = current_tenant() AND r.answer IS NULL
       AND EXISTS (SELECT FROM certificate_asker a WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id)
     GROUP BY r.kind`;
  const of = (kind: RequestKind) => rows.find((row) => row.kind === kind)?.count ?? 0;
  return { decide: of('decide'), list: of('list') };
}
