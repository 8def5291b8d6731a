import type { AwaitedLine } from '@/lib/claim/acknowledgement';
import { type PlannedLine, PostingSettings } from '@/lib/claim/posting';
import type { postingStates } from '@/lib/claim/posting-query';
import { refuse } from '@/lib/kernel/refusal';
import { plainJson, toInstant } from './codec';
import type { Prisma } from './generated/client';
import { plannedAnew } from './planned-anew';
import type { Tx } from './tx';

/** Keeps a batch as it leaves, and which lines are on their way. */
export async function insertBatch(
  tx: Tx,
  batch: {
    tenantId: string;
    id: string;
    settings: PostingSettings;
    content: string;
    sha256: string;
    madeById: string;
    madeAt: string;
  },
  lines: readonly PlannedLine[],
): Promise<number> {
  const { tenantId, id: batchId, settings } = batch;
  const number = (await tx.postingBatch.count()) + 1;
  await tx.postingBatch.create({
    data: { ...batch, settings: plainJson(settings), number, lines: lines.length },
    select: { id: true },
  });
  // In one statement: thousands of lines would be as many parameters of seventeen columns.
  await tx.$executeRaw`
    INSERT INTO posting_line (tenant_id, batch_id, place, key, kind, claim_id, student_id, decision_id, line, version, student_number)
    SELECT ${tenantId}::uuid, ${batchId}::uuid, r.place, r.key, r.kind, r."claimId", r."studentId", r."decisionId", r.line, r.version, r."studentNumber"
      FROM json_to_recordset(${JSON.stringify(lines.map((line, index) => ({ ...line, place: index + 1 })))}::json)
        AS r (place int, key text, kind text, "claimId" uuid, "studentId" uuid, "decisionId" uuid, line int, version int, "studentNumber" text)`;
  return number;
}

export interface PostingBatch {
  id: string;
  number: number;
  settings: PostingSettings;
  sha256: string;
  madeAt: string;
  madeByName: string;
  lines: Record<PostingState, number>;
}
export type PostingState = (typeof postingStates)[number];

const told = {
  id: true,
  number: true,
  settings: true,
  sha256: true,
  madeAt: true,
  madeBy: { select: { name: true } },
} satisfies Prisma.PostingBatchSelect;

async function withCounts(
  tx: Tx,
  rows: Prisma.PostingBatchGetPayload<{ select: typeof told }>[],
): Promise<PostingBatch[]> {
  const groups = await tx.postingLine.groupBy({
    by: ['batchId', 'state'],
    where: { batchId: { in: rows.map(({ id }) => id) } },
    _count: true,
  });
  const count = (id: string, state: PostingState) =>
    groups.find((one) => one.batchId === id && one.state === state)?._count ?? 0;
  return rows.map(({ madeBy, madeAt, settings, ...row }) => ({
    ...row,
    settings: PostingSettings.parse(settings),
    madeAt: toInstant(madeAt),
    madeByName: madeBy.name,
    lines: {
      sent: count(row.id, 'sent'),
      confirmed: count(row.id, 'confirmed'),
      failed: count(row.id, 'failed'),
    },
  }));
}

/** A page of the batches, the newest first, and how many there are. */
export async function listBatches(
  tx: Tx,
  { page, size }: { page: number; size: number },
): Promise<{ batches: PostingBatch[]; count: number }> {
  const rows = await tx.postingBatch.findMany({
    select: told,
    orderBy: { number: 'desc' },
    skip: (page - 1) * size,
    take: size,
  });
  return { batches: await withCounts(tx, rows), count: await tx.postingBatch.count() };
}

/** @refuses not_found `posting/not-found` */
export async function getBatch(tx: Tx, id: string): Promise<PostingBatch> {
  const row = await tx.postingBatch.findFirst({ where: { id }, select: told });
  const [batch] = row === null ? [] : await withCounts(tx, [row]);
  return batch ?? refuse('not_found', 'posting/not-found');
}

/** The batch, of which nobody else settles lines before the transaction ends. @refuses not_found `posting/not-found` */
export async function lockBatch(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`posting ${id}`}, 0))`;
  await getBatch(tx, id);
}

/** What the settings of the newest batch were; null before the first. */
export async function lastSettings(tx: Tx): Promise<PostingSettings | null> {
  const row = await tx.postingBatch.findFirst({ select: { settings: true }, orderBy: { number: 'desc' } });
  return row && PostingSettings.parse(row.settings);
}

/** The file of a batch, as it left. @refuses not_found `posting/not-found` */
export async function contentOf(
  tx: Tx,
  id: string,
): Promise<{ number: number; content: string; lines: number }> {
  const row = await tx.postingBatch.findFirst({
    where: { id },
    select: { number: true, content: true, lines: true },
  });
  return row ?? refuse('not_found', 'posting/not-found');
}

/** How the lines of a batch stand, and whether they are of one of these students. */
export async function linesOfBatch(tx: Tx, batchId: string, own: readonly string[]): Promise<AwaitedLine[]> {
  const rows = await tx.postingLine.findMany({
    where: { batchId },
    select: { key: true, state: true, studentId: true },
  });
  return rows.map(({ key, state, studentId }) => ({
    key,
    state: state as PostingState,
    isOwn: own.includes(studentId),
  }));
}

/** A line of a batch as it is read. */
export interface PostedLine {
  key: string;
  kind: 'award' | 'reversal';
  claimId: string;
  studentName: string;
  studentNumber: string;
  target: string;
  awarded: string;
  unit: string;
  state: PostingState;
  reference: string | null;
  reason: string;
  settledAt: string | null;
}

/** A page of the lines of a batch that stand so, in the order of the file. */
export async function postedLines(
  tx: Tx,
  batchId: string,
  { state, page, size }: { state: PostingState; page: number; size: number },
): Promise<PostedLine[]> {
  const rows = await tx.postingLine.findMany({
    where: { batchId, state },
    include: {
      award: { select: { target: true, awarded: true, unit: true } },
      claim: { select: { student: { select: { name: true } } } },
    },
    orderBy: { place: 'asc' },
    skip: (page - 1) * size,
    take: size,
  });
  return rows.map(({ award, claim, settledAt, ...row }) => ({
    ...row,
    ...award,
    kind: row.kind as PostedLine['kind'],
    state: row.state as PostingState,
    studentName: claim.student.name,
    settledAt: toInstant(settledAt),
  }));
}

export interface SettledLine {
  key: string;
  outcome: 'confirmed' | 'failed';
  reference: string;
  reason: string;
}

/** Settles lines of a batch that are awaited; answers how many were. */
export async function settleLines(
  tx: Tx,
  batchId: string,
  lines: readonly SettledLine[],
  by: { personId: string; at: string },
): Promise<number> {
  return tx.$executeRaw`${plannedAnew}
    UPDATE posting_line p SET state = r.outcome, reference = nullif(r.reference, ''), reason = CASE WHEN r.outcome = 'failed' THEN r.reason ELSE '' END,
           settled_by_id = ${by.personId}::uuid, settled_at = ${by.at}::timestamptz
      FROM json_to_recordset(${JSON.stringify(lines)}::json) AS r (key text, outcome text, reference text, reason text)
     WHERE p.tenant_id = current_tenant() AND p.batch_id = ${batchId}::uuid AND p.key = r.key AND p.state = 'sent'`;
}
