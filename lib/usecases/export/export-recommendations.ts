import { recommendationIdsInOrder } from '@/lib/db/certificate-list';
import { exportedRecommendations } from '@/lib/db/exported-rows';
import type { FileForm } from '@/lib/export/cells';
import { cellsOfRecommendation, recommendationColumns } from '@/lib/export/recommendation-cells';
import { authorize } from '../authorize';
import { readOnRecord } from '../command';
import type { Context } from '../context';
import { type ExportedFile, recordExport, fileOf, partsOf } from './exported-file';
import type { ExportedEntries } from './export-entries';

/**
 * What third parties advise about the certificates that the list shows under the same words, whoever keeps it, as a file that an import
 * reads again. @refuses unauthenticated · forbidden
 */
export async function exportRecommendations(
  ctx: Context,
  form: FileForm,
  { show, words }: ExportedEntries,
): Promise<ExportedFile> {
  const { facts, ids } = await readOnRecord(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'listing.list', { tenantId: actor.tenantId });
    const ids = await recommendationIdsInOrder(tx, show, words);
    const filters = { show, words };
    return {
      ids,
      facts: await recordExport(tx, actor, ctx, {
        what: 'recommendations',
        form,
        filters,
        count: ids.length,
      }),
    };
  });
  return fileOf(
    form,
    recommendationColumns,
    facts,
    partsOf(ctx, ids, async (tx, some) =>
      (await exportedRecommendations(tx, some)).map(cellsOfRecommendation),
    ),
  );
}
