import { type ImportBatch, listBatches } from '@/lib/db/imports';
import type { Page } from '@/lib/db/codec';
import { authorize } from '@/lib/usecases/authorize';
import { query } from '@/lib/usecases/command';
import type { Context } from '@/lib/usecases/context';

export const batchesAPage = 25;

/** The institution's imports, the newest first. `page` counts from 1. @refuses unauthenticated · forbidden */
export async function listImports(ctx: Context, { page }: { page: number }): Promise<Page<ImportBatch>> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'import.list', { tenantId: actor.tenantId });
    return listBatches(tx, page, batchesAPage);
  });
}
