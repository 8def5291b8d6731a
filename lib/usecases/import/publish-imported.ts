import * as z from 'zod';
import { authorsOf, type Publication, publishSome } from '@/lib/db/imported-rules';
import { type ImportBatch, lockBatch, saveBatch } from '@/lib/db/imports';
import { findPolicyInForce, getInstitution } from '@/lib/db/institutions';
import type { Tx } from '@/lib/db/tx';
import { addMonths } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '@/lib/usecases/authorize';
import { workThrough } from '@/lib/usecases/command';
import { type Context, todayIn } from '@/lib/usecases/context';
import { recordAudit } from '@/lib/usecases/record-audit';
import record from '@/messages/en/record.json';

export const PublishImported = z.strictObject({
  batchId: z.uuid(),
  expectedVersion: z.coerce.number().int(),
});
export type PublishImported = z.infer<typeof PublishImported>;

/** Small enough for one statement to stay short. */
const atOnce = 2_000;

/**
 * Publishes all rules of an applied file at once. Whoever handed it in or applied it cannot. Runs longer than other commands, so
 * it has no idempotency key: a second press finds nothing left and says so.
 * @refuses forbidden `access/importer`, `access/author` · conflict · rule_violation `import/nothing-to-publish`
 */
export async function publishImported(
  ctx: Context,
  input: PublishImported,
): Promise<{ batchId: string; published: number }> {
  return workThrough(ctx, async (tx, actor, ctx) => {
    const batch = await lockBatch(tx, input.batchId);
    const authors = await authorsOf(tx, batch.id);
    authorize(ctx, 'rule.publishImported', { tenantId: batch.tenantId, importedById: batch.createdById });
    for (const authorId of authors)
      authorize(ctx, 'rule.publishImported', { tenantId: batch.tenantId, authorId });
    if (batch.rowVersion !== input.expectedVersion) refuse('conflict', 'import/changed-meanwhile');
    if (batch.status !== 'applied') refuse('invalid_transition', 'import/other-state');
    const published = await publishAll(ctx, tx, batch, actor.personId);
    if (published === 0) refuse('rule_violation', 'import/nothing-to-publish');
    await saveBatch(tx, batch.id, {
      counts: { ...batch.counts, published: batch.counts.published + published },
    });
    await recordAudit(tx, ctx, 'rule.publishImported', {
      objectType: 'import_batch',
      objectId: batch.id,
      summary: `${published} imported rules published`,
      after: { published, sha256: batch.sha256 },
    });
    return { batchId: batch.id, published };
  });
}

async function publishAll(ctx: Context, tx: Tx, batch: ImportBatch, publisherId: string): Promise<number> {
  const today = todayIn(ctx, (await getInstitution(tx, batch.tenantId)).timeZone);
  const policy = await findPolicyInForce(tx, today);
  const act: Publication = {
    batchId: batch.id,
    publisherId,
    at: ctx.now,
    today,
    reviewDueOn: policy && addMonths(today, policy.review.reReviewMonths),
    reason: record.reason.replacedImport,
  };
  let published = 0;
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const some = await publishSome(tx, act, last, atOnce);
    if (some.count === 0) return published;
    published += some.count;
    last = some.last;
  }
}
