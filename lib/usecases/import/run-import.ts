import {
  findContent,
  getBatch,
  type ImportBatch,
  reportProgress,
  saveBatch,
  takeWork,
  waitForTurn,
} from '@/lib/db/imports';
import { forgetRows } from '@/lib/db/import-rows';
import { type Tx, withTenant } from '@/lib/db/tx';
import type { BatchStatus, ImportCounts } from '@/lib/import/kind';
import { permissionOf } from '@/lib/import/kind';
import { encodeNotes, noteOf } from '@/lib/import/note';
import { isStopped } from '@/lib/import/reading';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import { authorize } from '@/lib/usecases/authorize';
import { workThrough } from '@/lib/usecases/command';
import { type Context, staffOf } from '@/lib/usecases/context';
import { openPass } from './open-pass';
import { type Passed, passOverFile } from './pass-over-file';

export interface ImportRun {
  batchId: string;
  /** Opens the file anew; without it the content kept with the batch is read. */
  open?: () => AsyncIterable<Uint8Array>;
  onProgress?: (counts: ImportCounts) => void;
}

interface Step {
  verb: 'import.check' | 'import.apply';
  from: BatchStatus;
  /** Where a batch goes that cannot be carried out, with the reason kept. */
  whenRefused: BatchStatus;
  finish: (tx: Tx, batch: ImportBatch, passed: Passed) => Promise<void>;
}

const secondsBetweenReports = 1;

/**
 * Goes through a file in one transaction: everything or nothing. How far it has come is written beside it, where others see it.
 * A file that cannot be carried out leaves its reason with the batch. @refuses not_found · forbidden · conflict
 */
export async function runImport(
  ctx: Context,
  { batchId, open, onProgress }: ImportRun,
  step: Step,
): Promise<ImportCounts> {
  const actor = staffOf(ctx);
  let lastReport = performance.now();
  const report = async (counts: ImportCounts) => {
    onProgress?.(counts);
    if (performance.now() - lastReport < secondsBetweenReports * 1_000) return;
    lastReport = performance.now();
    await withTenant(ctx.database, actor, (tx) => reportProgress(tx, batchId, counts));
  };
  let begun: ImportBatch | undefined;
  try {
    return await workThrough(ctx, async (tx, _actor, ctx) => {
      await takeWork(tx, batchId);
      const batch = await getBatch(tx, batchId);
      authorize(ctx, step.verb, { tenantId: batch.tenantId });
      authorize(ctx, permissionOf[batch.kind], { tenantId: batch.tenantId });
      if (batch.status !== step.from) refuse('invalid_transition', 'import/other-state');
      begun = batch;
      const isApplying = step.verb === 'import.apply';
      if (isApplying) await waitForTurn(tx, batch.tenantId);
      const bytes = open ? open() : kept(await findContent(tx, batchId));
      if (!isApplying) await forgetRows(tx, batchId);
      const passed = await passOverFile(
        await openPass(tx, ctx, batch, isApplying),
        ctx.readApart,
        bytes,
        report,
      );
      await step.finish(tx, batch, passed);
      return passed.counts;
    });
  } catch (error) {
    if (begun) await keepProblem(ctx, begun, step, error);
    throw error;
  }
}

async function keepProblem(ctx: Context, batch: ImportBatch, step: Step, error: unknown): Promise<void> {
  const note =
    error instanceof Refusal ? noteOf(error.reason, plainValues(error.details)) : noteOf('import/failed');
  await withTenant(ctx.database, staffOf(ctx), (tx) =>
    saveBatch(tx, batch.id, {
      status: step.whenRefused === 'refused' && isStopped(note.code) ? 'stopped' : step.whenRefused,
      counts: { ...batch.counts, done: 0, problem: encodeNotes([note]) },
    }),
  );
}

function plainValues(details: unknown): Record<string, string | number> {
  const entries = Object.entries(typeof details === 'object' && details !== null ? details : {});
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  );
}

async function* kept(content: Uint8Array | null): AsyncGenerator<Uint8Array> {
  if (!content) refuse('conflict', 'import/content-missing');
  for (let at = 0; at < content.byteLength; at += 65_536) yield content.subarray(at, at + 65_536);
}
