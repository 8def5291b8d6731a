import type { FileLook } from '@/lib/import/file-look';
import { BatchStatus, ImportCounts, ImportKind, OnBadRows } from '@/lib/import/kind';
import { Matching } from '@/lib/import/matching';
import { refuse } from '@/lib/kernel/refusal';
import { type Page, plainJson, toInstant } from './codec';
import type { Prisma } from './generated/client';
import type { Tx } from './tx';

export interface ImportBatch {
  tenantId: string;
  id: string;
  kind: ImportKind;
  fileName: string;
  sha256: string;
  source: string;
  onBadRows: OnBadRows;
  status: BatchStatus;
  counts: ImportCounts;
  /** How its columns were matched, as far as somebody has; null for a file whose header is ours. */
  matching: Matching | null;
  /** Whether the file itself is kept, so that it can be applied without being handed in again. */
  hasContent: boolean;
  createdById: string;
  createdByName: string;
  createdAt: string;
  appliedAt: string | null;
  undoneAt: string | null;
  undoneByName: string | null;
  rowVersion: number;
}

const shown = {
  tenantId: true,
  id: true,
  kind: true,
  fileName: true,
  sha256: true,
  source: true,
  onBadRows: true,
  status: true,
  counts: true,
  matching: true,
  createdById: true,
  createdAt: true,
  appliedAt: true,
  undoneAt: true,
  rowVersion: true,
  createdBy: { select: { name: true } },
  undoneBy: { select: { name: true } },
} satisfies Prisma.ImportBatchSelect;

export type NewImportBatch = Pick<
  ImportBatch,
  'tenantId' | 'id' | 'kind' | 'fileName' | 'sha256' | 'source' | 'onBadRows' | 'counts' | 'createdById'
> & {
  content: Uint8Array<ArrayBuffer> | null;
  at: string;
};

export async function createBatch(tx: Tx, { at, counts, ...batch }: NewImportBatch): Promise<void> {
  await tx.importBatch.create({
    data: { ...batch, counts: plainJson(counts), createdAt: new Date(at) },
    select: { id: true },
  });
}

/** A batch for a command: locked until the transaction ends. @refuses not_found */
export async function lockBatch(tx: Tx, id: string): Promise<ImportBatch> {
  await tx.$queryRaw`SELECT id FROM import_batch WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return getBatch(tx, id);
}

/** @refuses not_found */
export async function getBatch(tx: Tx, id: string): Promise<ImportBatch> {
  const row = await tx.importBatch.findFirst({ where: { id }, select: shown });
  if (!row) refuse('not_found', 'import/not-found');
  const [kept] = await tx.$queryRaw<
    { kept: boolean }[]
  >`SELECT content IS NOT NULL AS kept FROM import_batch WHERE id = ${id}::uuid`;
  return fromRow(row, kept?.kept ?? false);
}

/** Batches, the newest first. `page` counts from 1. */
export async function listBatches(tx: Tx, page: number, size: number): Promise<Page<ImportBatch>> {
  const rows = await tx.importBatch.findMany({
    select: shown,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: (page - 1) * size,
    take: size,
  });
  return { rows: rows.map((row) => fromRow(row, false)), total: await tx.importBatch.count() };
}

export async function findContent(tx: Tx, id: string): Promise<Uint8Array | null> {
  const row = await tx.importBatch.findFirst({ where: { id }, select: { content: true } });
  return row?.content ?? null;
}

/** What was found in a file whose header is not ours; null where nobody had to look. */
export async function findLook(tx: Tx, id: string): Promise<FileLook | null> {
  const row = await tx.importBatch.findFirst({ where: { id }, select: { look: true } });
  return (row?.look ?? null) as unknown as FileLook | null;
}

export interface BatchChange {
  status?: BatchStatus;
  counts: ImportCounts;
  onBadRows?: OnBadRows;
  appliedAt?: string;
  undone?: { at: string; byId: string };
  look?: FileLook;
  matching?: Matching;
}

export async function saveBatch(tx: Tx, id: string, change: BatchChange): Promise<void> {
  const { counts, appliedAt, undone, look, matching, ...rest } = change;
  await tx.importBatch.updateMany({
    where: { id },
    data: {
      ...rest,
      counts: plainJson(counts),
      ...(look && { look: plainJson(look) }),
      ...(matching && { matching: plainJson(matching) }),
      ...(appliedAt && { appliedAt: new Date(appliedAt) }),
      ...(undone && { undoneAt: new Date(undone.at), undoneById: undone.byId }),
      rowVersion: { increment: 1 },
    },
  });
}

/** Says how far a check or an application has come, from a transaction of its own, so that others see it. */
export async function reportProgress(tx: Tx, id: string, counts: ImportCounts): Promise<void> {
  await tx.importBatch.updateMany({
    where: { id, status: { in: ['checking', 'applying'] } },
    data: { counts: plainJson(counts) },
  });
}

/** Takes the batch for this transaction alone. @refuses conflict when it is being worked on */
export async function takeWork(tx: Tx, id: string): Promise<void> {
  const [row] = await tx.$queryRaw<
    { taken: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(${workSpace}::int4, hashtext(${id})) AS taken`;
  if (!row?.taken) refuse('conflict', 'import/under-way');
}

/** One application at a time in one institution: two files about the same things would undo each other's reading. */
export async function waitForTurn(tx: Tx, tenantId: string): Promise<void> {
  const [row] = await tx.$queryRaw<
    { taken: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(${turnSpace}::int4, hashtext(${tenantId})) AS taken`;
  if (!row?.taken) refuse('conflict', 'import/other-under-way');
}

/** Whether some process is at work on the batch right now; a batch whose process died is not. */
export async function isWorkedOn(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ busy: boolean }[]>`
    SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                      AND objsubid = 2 AND classid = ${workSpace}::int4::oid AND objid = hashtext(${id})::oid) AS busy`;
  return row?.busy ?? false;
}
const workSpace = 7_301;
const turnSpace = 7_302;

function fromRow(
  row: Prisma.ImportBatchGetPayload<{ select: typeof shown }>,
  hasContent: boolean,
): ImportBatch {
  const { createdBy, createdAt, appliedAt, undoneBy, undoneAt, ...rest } = row;
  return {
    ...rest,
    kind: ImportKind.parse(row.kind),
    onBadRows: OnBadRows.parse(row.onBadRows),
    status: BatchStatus.parse(row.status),
    counts: ImportCounts.parse(row.counts),
    matching: row.matching === null ? null : Matching.parse(row.matching),
    hasContent,
    createdByName: createdBy.name,
    createdAt: toInstant(createdAt),
    appliedAt: toInstant(appliedAt),
    undoneAt: toInstant(undoneAt),
    undoneByName: undoneBy?.name ?? null,
  };
}
