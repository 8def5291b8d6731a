import type { Effect } from '@/lib/catalog/effect';
import { countUnpublished } from '@/lib/db/imported-rules';
import { getBatch, type ImportBatch } from '@/lib/db/imports';
import { listByIds } from '@/lib/db/rules-by-key';
import { isId } from '@/lib/kernel/id';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '@/lib/usecases/authorize';
import { query } from '@/lib/usecases/command';
import type { Context } from '@/lib/usecases/context';
import { effectOfBooks } from '@/lib/usecases/rule/effect-of-books';
import { booksOfPublishing } from '@/lib/usecases/rule/test-rules';
import { decisionsTried } from './decisions-tried';
import { whyNotPublishImported } from './publish-imported';

/** What publishing the waiting decisions of an import would change, taken together; null where none waits, or too much has a say. */
export interface TestedImport {
  batch: Pick<ImportBatch, 'id' | 'fileName' | 'rowVersion'>;
  unpublished: number;
  /** How many of them it was tried with: of very many, all that are about some certificates, taken evenly. */
  tried: number;
  effect: Effect | null;
  /** Null when the reader may publish them, else why not. */
  whyNotPublish: string | null;
}

/** Changes nothing. @refuses unauthenticated · forbidden · not_found */
export async function testImported(ctx: Context, { batchId }: { batchId: string }): Promise<TestedImport> {
  if (!isId(batchId)) refuse('not_found', 'import/not-found');
  const { books, ...tested } = await query(ctx, async (tx, actor, ctx) => {
    const batch = await getBatch(tx, batchId);
    authorize(ctx, 'import.list', { tenantId: batch.tenantId });
    authorize(ctx, 'rule.list', { tenantId: batch.tenantId });
    const unpublished = await countUnpublished(tx, batch.id);
    const versions = unpublished > 0 ? await listByIds(tx, await decisionsTried(tx, batch.id)) : [];
    return {
      batch,
      unpublished,
      tried: versions.length,
      whyNotPublish: await whyNotPublishImported(tx, actor, batch),
      books: versions.length === 0 ? null : await booksOfPublishing(tx, ctx, versions),
    };
  });
  return { ...tested, effect: books && (await effectOfBooks(books)) };
}
