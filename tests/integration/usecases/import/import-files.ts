import { createHash } from 'node:crypto';
import type { ImportCounts, ImportKind, OnBadRows } from '@/lib/import/kind';
import type { Context } from '@/lib/usecases/context';
import { applyImport, startImport } from '@/lib/usecases/import/apply-import';
import { checkImport } from '@/lib/usecases/import/check-import';
import { receiveImport } from '@/lib/usecases/import/receive-import';
import { viewImport } from '@/lib/usecases/import/view-import';

export interface Handed {
  batchId: string;
  counts: ImportCounts;
}

interface Reading {
  withText?: boolean;
  takeDoubtful?: boolean;
  matchColumns?: boolean;
  format?: 'columns' | 'transfer-rows' | 'mooc' | 'catalog';
}

/** Hands in a file and checks it. */
export async function check(
  ctx: Context,
  kind: ImportKind,
  content: string | Uint8Array,
  options: Reading = {},
): Promise<Handed> {
  const bytes = new Uint8Array(typeof content === 'string' ? Buffer.from(content) : content);
  const { batchId } = await receiveImport(ctx, {
    kind,
    fileName: `${kind}.csv`,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    source: 'Test file',
    onBadRows: 'stop',
    content: bytes,
    options: {
      format: options.format ?? 'columns',
      withText: options.withText ?? false,
      takeDoubtful: options.takeDoubtful ?? false,
      matchColumns: options.matchColumns ?? false,
    },
  });
  return { batchId, counts: await checkImport(ctx, { batchId }) };
}

/** Hands in a file, checks it and applies it. */
export async function importAll(
  ctx: Context,
  kind: ImportKind,
  content: string | Uint8Array,
  options: Reading & { onBadRows?: OnBadRows } = {},
): Promise<Handed> {
  const { batchId } = await check(ctx, kind, content, options);
  await startImport(ctx, {
    batchId,
    onBadRows: options.onBadRows ?? 'stop',
    expectedVersion: await versionOf(ctx, batchId),
  });
  return { batchId, counts: await applyImport(ctx, { batchId }) };
}

export async function versionOf(ctx: Context, batchId: string): Promise<number> {
  return (await viewImport(ctx, { batchId, outcome: null, page: 1 })).batch.rowVersion;
}

/** Outcomes and reason codes of all rows, in the order of the file. */
export async function outcomes(ctx: Context, batchId: string): Promise<[string, string][]> {
  const { rows } = await viewImport(ctx, { batchId, outcome: null, page: 1 });
  return rows.rows.map(({ outcome, reason }) => [outcome, reason.replace(/\?[^\n]*/g, '')]);
}

export const totals = ({ counts }: { counts: ImportCounts }) => [
  counts.new,
  counts.changed,
  counts.unchanged,
  counts.rejected,
];
