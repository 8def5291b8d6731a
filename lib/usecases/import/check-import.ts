import { saveBatch } from '@/lib/db/imports';
import type { ImportCounts } from '@/lib/import/kind';
import type { Context } from '@/lib/usecases/context';
import { carryOut, type CarryOut } from './carry-out';

/**
 * The dry run: reads a received file, compares every row with what is stored and says what an application would do. Saves
 * nothing but that. A file that cannot be read becomes `refused`. @refuses invalid_input `file/…` · conflict `import/under-way`
 */
export async function checkImport(ctx: Context, input: CarryOut): Promise<ImportCounts> {
  return carryOut(ctx, input, {
    verb: 'import.check',
    from: 'checking',
    whenRefused: 'refused',
    finish: (tx, batch, counts) => saveBatch(tx, batch.id, { status: 'checked', counts }),
  });
}
