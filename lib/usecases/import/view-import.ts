import { can } from '@/lib/access/can';
import type { Permission } from '@/lib/access/permission';
import type { Page } from '@/lib/db/codec';
import { countTold, countUnpublished } from '@/lib/db/imported-rules';
import { countFixes } from '@/lib/db/import-cells';
import {
  countReasons,
  type ImportRow,
  type ListedRow,
  listRows,
  type ReasonCount,
  rowsAfter,
} from '@/lib/db/import-rows';
import { getBatch, type ImportBatch, isWorkedOn } from '@/lib/db/imports';
import { findPolicyInForce } from '@/lib/db/institutions';
import { type Outcome, permissionOf } from '@/lib/import/kind';
import { isId } from '@/lib/kernel/id';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '@/lib/usecases/authorize';
import { query } from '@/lib/usecases/command';
import type { Context } from '@/lib/usecases/context';
import { todayAt } from '@/lib/usecases/today-at';
import { whyNotPublishImported } from './publish-imported';
import { mayUndo } from './undo-import';

export const rowsAPage = 50;

export interface ImportView {
  batch: ImportBatch;
  rows: Page<ListedRow>;
  /** How often each reason was given, over all rows. */
  reasons: ReasonCount[];
  /** Checked or applied right now by some process; a batch in that state that is not is abandoned. */
  isWorkedOn: boolean;
  mayApply: boolean;
  /** Whether this reader may put cells of it right now. */
  mayFix: boolean;
  /** Cells that were put right, while the file itself stays as it was. */
  fixedCells: number;
  /** Whether it is of a kind that can be undone, and this reader may, while nothing rests on it. */
  mayUndo: boolean;
  /** Decisions of this batch that are published: with one of them, it can no longer be undone. */
  published: number;
  /** Rules of this batch that wait for a second person. */
  unpublished: number;
  /** Null when the reader may publish them, else why not. */
  whyNotPublish: string | null;
  /** Whether nothing of it could be published today, since no credit policy is in force. */
  lacksPolicy: boolean;
}

/** One import with a page of its rows. @refuses unauthenticated · forbidden · not_found */
export async function viewImport(
  ctx: Context,
  input: { batchId: string; outcome: Outcome | null; page: number },
): Promise<ImportView> {
  if (!isId(input.batchId)) refuse('not_found', 'import/not-found');
  return query(ctx, async (tx, actor, ctx) => {
    const batch = await getBatch(tx, input.batchId);
    authorize(ctx, 'import.list', { tenantId: batch.tenantId });
    const mayAll = (...permissions: Permission[]) =>
      permissions.every((permission) => can(actor, permission, { tenantId: batch.tenantId }).allowed);
    const isRules = batch.kind === 'equivalencies' && batch.status === 'applied';
    const published = isRules ? await countTold(tx, batch.id) : 0;
    return {
      batch,
      rows: await listRows(tx, batch.id, input.outcome, input.page, rowsAPage),
      reasons: await countReasons(tx, batch.id),
      isWorkedOn: await isWorkedOn(tx, batch.id),
      mayApply: mayAll('import.apply', permissionOf[batch.kind]),
      mayFix:
        batch.status === 'checked' && batch.hasContent && mayAll('import.check', permissionOf[batch.kind]),
      fixedCells: await countFixes(tx, batch.id),
      mayUndo: batch.status === 'applied' && published === 0 && (await mayUndo(tx, actor, batch)),
      published,
      unpublished: isRules ? await countUnpublished(tx, batch.id) : 0,
      whyNotPublish: isRules ? await whyNotPublishImported(tx, actor, batch) : null,
      lacksPolicy:
        batch.kind === 'equivalencies' &&
        (await findPolicyInForce(tx, await todayAt(tx, ctx, batch.tenantId))) === null,
    };
  });
}

/** How far it has come, for a page that asks again and again. @refuses unauthenticated · forbidden · not_found */
export async function viewImportProgress(
  ctx: Context,
  { batchId }: { batchId: string },
): Promise<Pick<ImportBatch, 'status' | 'counts'>> {
  if (!isId(batchId)) refuse('not_found', 'import/not-found');
  return query(ctx, async (tx, _actor, ctx) => {
    const { tenantId, status, counts } = await getBatch(tx, batchId);
    authorize(ctx, 'import.list', { tenantId });
    return { status, counts };
  });
}

/** All rejected rows, in bounded memory. @refuses unauthenticated · forbidden · not_found, before the first row */
export async function exportRejects(
  ctx: Context,
  { batchId }: { batchId: string },
): Promise<AsyncIterable<ImportRow[]>> {
  await viewImportProgress(ctx, { batchId });
  return (async function* () {
    for (let line = -1; ; ) {
      const rows = await query(ctx, (tx) => rowsAfter(tx, batchId, 'rejected', line, 1_000));
      const last = rows.at(-1);
      if (!last) return;
      yield rows;
      line = last.line;
    }
  })();
}
