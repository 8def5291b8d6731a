import { entryIdsInOrder, type WhoseEntries } from '@/lib/db/certificate-list';
import { exportedEntries } from '@/lib/db/exported-rows';
import type { FileForm } from '@/lib/export/cells';
import { cellsOfEntry, entryColumns } from '@/lib/export/entry-cells';
import { authorize } from '../authorize';
import { readOnRecord } from '../command';
import type { Context } from '../context';
import type { CertificateQuery } from '../listing/list-certificates';
import { type ExportedFile, recordExport, fileOf, partsOf } from './exported-file';

/** What of the catalog a file holds: entries that the institution lists, or those of others, under the words of the list. */
export type ExportedEntries = Pick<CertificateQuery, 'words'> & { show: WhoseEntries };

/**
 * The entries of the catalog that the list of certificates shows under the same words, all pages of it, as a file that an import reads
 * again: each version a row, and parts before what consists of them. @refuses unauthenticated · forbidden
 */
export async function exportEntries(
  ctx: Context,
  form: FileForm,
  { show, words }: ExportedEntries,
): Promise<ExportedFile> {
  const { facts, ids } = await readOnRecord(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'listing.list', { tenantId: actor.tenantId });
    const ids = await entryIdsInOrder(tx, show, words);
    const filters = { show, words };
    return {
      ids,
      facts: await recordExport(tx, actor, ctx, { what: 'entries', form, filters, count: ids.length }),
    };
  });
  return fileOf(
    form,
    entryColumns,
    facts,
    partsOf(ctx, ids, async (tx, some) => (await exportedEntries(tx, some)).flatMap(cellsOfEntry)),
  );
}
