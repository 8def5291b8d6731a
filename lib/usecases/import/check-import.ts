import { getBatch, saveBatch } from '@/lib/db/imports';
import { type ImportCounts, permissionOf } from '@/lib/import/kind';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '@/lib/usecases/authorize';
import { query } from '@/lib/usecases/command';
import type { Context } from '@/lib/usecases/context';
import { runImport, type ImportRun } from './run-import';

/**
 * The dry run: reads a received file, compares every row with what is stored and says what an application would do. Saves
 * nothing but that. A file whose header is not ours waits for somebody to match its columns. A file that cannot be read becomes `refused`. @refuses invalid_input `file/…` · conflict `import/under-way`
 */
export async function checkImport(ctx: Context, input: ImportRun): Promise<ImportCounts> {
  return runImport(ctx, input, {
    verb: 'import.check',
    from: 'checking',
    whenRefused: 'refused',
    finish: (tx, batch, { counts, look }) =>
      saveBatch(tx, batch.id, look ? { status: 'matching', counts, look } : { status: 'checked', counts }),
  });
}

/** Says before the work begins whether this actor may have a received file checked again. @refuses not_found · forbidden · invalid_transition `import/other-state` */
export async function readyToCheck(ctx: Context, { batchId }: { batchId: string }): Promise<void> {
  await query(ctx, async (tx, _actor, ctx) => {
    const { tenantId, kind, status } = await getBatch(tx, batchId);
    authorize(ctx, 'import.check', { tenantId });
    authorize(ctx, permissionOf[kind], { tenantId });
    if (status !== 'checking') refuse('invalid_transition', 'import/other-state');
  });
}
