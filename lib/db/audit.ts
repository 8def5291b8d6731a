import type { AuditEntry } from '@/lib/audit/chain';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { Page } from './codec';
import type { Prisma } from './generated/client';
import type { Tx } from './tx';

export interface NewAuditEvent {
  tenantId: string;
  at: string;
  /** Null: a student, or rules by themselves. */
  actorId: string | null;
  action: string;
  objectType: string;
  objectId: string;
  summary: string;
  requestId: string;
  commitment: string;
}

/** Appends one entry; the database numbers and chains it. */
export async function append(
  tx: Tx,
  event: NewAuditEvent,
  detail: { salt: string; before: unknown; after: unknown },
): Promise<void> {
  const rows = await tx.$queryRaw<{ seq: bigint }[]>`
    INSERT INTO audit_event (tenant_id, seq, at, actor_id, action, object_type, object_id, summary, request_id, commitment, prev_hash, hash)
    VALUES (${event.tenantId}::uuid, 0, ${event.at}::timestamptz, ${event.actorId}::uuid, ${event.action}, ${event.objectType},
            ${event.objectId}, ${event.summary}, ${event.requestId}, ${event.commitment}, '', '')
    RETURNING seq`;
  const [row] = rows;
  if (!row) throw new Error('The audit entry was not written.');
  // As text, and read back as text: the commitment covers every digit, and a driver's idea of numbers has no say in it.
  await tx.$executeRaw`
    INSERT INTO audit_detail (tenant_id, seq, salt, before, after)
    VALUES (${event.tenantId}::uuid, ${row.seq}, ${detail.salt}, ${asJson(detail.before)}::jsonb, ${asJson(detail.after)}::jsonb)`;
}

/** The same of many entries of one institution, in their order and at once. */
export async function appendMany(
  tx: Tx,
  entries: readonly {
    event: NewAuditEvent;
    detail: { salt: string; before: unknown; after: unknown };
  }[],
): Promise<void> {
  const rows = entries.map(({ event, detail }, place) => ({
    place,
    ...event,
    ...detail,
    before: asJson(detail.before),
    after: asJson(detail.after),
  }));
  // A commitment is salted, so that each detail finds its entry by it.
  await tx.$executeRaw`
    WITH given AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (place int, "tenantId" uuid, at timestamptz, "actorId" uuid, action text, "objectType" text,
             "objectId" text, summary text, "requestId" text, commitment text, salt text, before text, after text)
    ), written AS (
      INSERT INTO audit_event (tenant_id, seq, at, actor_id, action, object_type, object_id, summary, request_id, commitment, prev_hash, hash)
      SELECT "tenantId", 0, at, "actorId", action, "objectType", "objectId", summary, "requestId", commitment, '', '' FROM given ORDER BY place
      RETURNING tenant_id, seq, commitment
    )
    INSERT INTO audit_detail (tenant_id, seq, salt, before, after)
    SELECT w.tenant_id, w.seq, g.salt, g.before::jsonb, g.after::jsonb FROM written w JOIN given g ON g.commitment = w.commitment`;
}

function asJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

export interface AuditFilter {
  actorId?: string | undefined;
  action?: string | undefined;
  objectType?: string | undefined;
  objectId?: string | undefined;
  /** Instants, ISO 8601; from is inclusive, before is not. */
  from?: string | undefined;
  before?: string | undefined;
  seq?: string | undefined;
}

export interface AuditRow extends AuditEntry {
  /** Empty where the entry names nobody, or somebody whose record is gone. */
  actorName: string;
  /** In whose place it was done; null where nobody's, or where that was erased. */
  onBehalfOfName: string | null;
}

/** Entries, the newest first. `page` counts from 1. */
export async function listEvents(tx: Tx, filter: AuditFilter, page = 1, size = 50): Promise<Page<AuditRow>> {
  const where = whereOf(filter);
  const rows = await tx.auditEvent.findMany({
    where,
    orderBy: { seq: 'desc' },
    skip: (page - 1) * size,
    take: size,
  });
  const actors = await tx.person.findMany({
    where: { id: { in: [...new Set(rows.flatMap((row) => row.actorId ?? []))] } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(actors.map((actor) => [actor.id, actor.name]));
  const others = await listOnBehalf(
    tx,
    rows.map(({ seq }) => seq),
  );
  return {
    rows: rows.map((row) => ({
      ...toEntry(row),
      actorName: nameOf.get(row.actorId ?? '') ?? '',
      onBehalfOfName: others.get(row.seq) ?? null,
    })),
    total: await tx.auditEvent.count({ where }),
  };
}

/** Of these entries, in whose place each was done. */
async function listOnBehalf(tx: Tx, seqs: readonly bigint[]): Promise<Map<bigint, string>> {
  if (seqs.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ seq: bigint; name: string }[]>`
    SELECT d.seq, p.name FROM audit_detail d JOIN person p ON p.tenant_id = d.tenant_id AND p.id = (d.after ->> 'onBehalfOfId')::uuid
     WHERE d.tenant_id = current_tenant() AND d.seq = ANY(${[...seqs]})`;
  return new Map(rows.map(({ seq, name }) => [seq, name]));
}

/** The instant at which a day begins where the institution is. */
export async function startOfDay(tx: Tx, day: CivilDate): Promise<string> {
  const [row] = await tx.$queryRaw<{ at: Date }[]>`
    SELECT ${day}::text::timestamp AT TIME ZONE i.time_zone AS at FROM institution i WHERE i.id = current_tenant()`;
  if (!row) throw new Error('An institution reads its own trail.');
  return row.at.toISOString();
}

/** States before and after; erasedAt where they were erased. */
export interface AuditStates {
  salt: string;
  before: unknown;
  after: unknown;
  erasedAt: string | null;
}

export async function findEvent(
  tx: Tx,
  seq: string,
): Promise<{ entry: AuditRow; states: AuditStates | null } | null> {
  const {
    rows: [entry],
  } = await listEvents(tx, { seq }, 1, 1);
  if (!entry) return null;
  return { entry, states: (await findStates(tx, [BigInt(seq)])).get(seq) ?? null };
}

/** Erases the states of one entry; false when there is nothing left to erase. */
export async function eraseDetail(tx: Tx, seq: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ done: boolean }[]>`SELECT erase_audit_detail(${BigInt(seq)}) AS done`;
  return row?.done === true;
}

/** Entries after a number, the oldest first, for an export. */
export async function listForExport(
  tx: Tx,
  afterSeq: string,
  size: number,
): Promise<{ entry: AuditEntry; states: AuditStates | null }[]> {
  const rows = await tx.auditEvent.findMany({
    where: { seq: { gt: BigInt(afterSeq) } },
    orderBy: { seq: 'asc' },
    take: size,
  });
  const states = await findStates(
    tx,
    rows.map((row) => row.seq),
  );
  return rows.map((row) => ({ entry: toEntry(row), states: states.get(String(row.seq)) ?? null }));
}

/** The entries of the trail from one number to another, the oldest first. */
export async function listRun(tx: Tx, from: bigint, to: bigint): Promise<AuditEntry[]> {
  const rows = await tx.auditEvent.findMany({
    where: { seq: { gte: from, lte: to } },
    orderBy: { seq: 'asc' },
  });
  return rows.map(toEntry);
}

/** The entries of these numbers, by number; one that is not there is left out. */
export async function listNumbered(tx: Tx, seqs: readonly bigint[]): Promise<Map<string, AuditEntry>> {
  const rows = await tx.auditEvent.findMany({ where: { seq: { in: [...seqs] } } });
  return new Map(rows.map((row) => [String(row.seq), toEntry(row)]));
}

/** Number and hash of the last entry; null while there is none. */
export async function findHead(tx: Tx): Promise<{ tenantId: string; seq: string; hash: string } | null> {
  const head = await tx.auditHead.findFirst();
  return head && { tenantId: head.tenantId, seq: String(head.seq), hash: head.hash };
}

function whereOf(filter: AuditFilter): Prisma.AuditEventWhereInput {
  const { actorId, action, objectType, objectId, from, before, seq } = filter;
  return {
    ...(seq && { seq: BigInt(seq) }),
    ...(actorId && { actorId }),
    ...(action && { action }),
    ...(objectType && { objectType }),
    ...(objectId && { objectId }),
    ...((from || before) && {
      at: { ...(from && { gte: new Date(from) }), ...(before && { lt: new Date(before) }) },
    }),
  };
}

function toEntry({ seq, at, actorId, ...row }: Prisma.AuditEventModel): AuditEntry {
  return { ...row, seq: String(seq), at: at.toISOString(), actorId: actorId ?? '' };
}

/** The states of these entries, by number. */
export async function findStates(tx: Tx, seqs: readonly bigint[]): Promise<Map<string, AuditStates>> {
  if (seqs.length === 0) return new Map();
  const rows = await tx.$queryRaw<
    { seq: bigint; salt: string; before: string | null; after: string | null; erased_at: Date | null }[]
  >`
    SELECT seq, salt, before::text AS before, after::text AS after, erased_at FROM audit_detail
     WHERE tenant_id = current_tenant() AND seq = ANY(${[...seqs]})`;
  return new Map(
    rows.map((row) => [
      String(row.seq),
      {
        salt: row.salt,
        before: fromJson(row.before),
        after: fromJson(row.after),
        erasedAt: row.erased_at?.toISOString() ?? null,
      },
    ]),
  );
}

function fromJson(text: string | null): unknown {
  return text === null ? null : (JSON.parse(text) as unknown);
}
