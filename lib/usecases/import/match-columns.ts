import * as z from 'zod';
import { findMatchings, rememberMatching } from '@/lib/db/column-matchings';
import { findLook, lockBatch, saveBatch } from '@/lib/db/imports';
import { lookAs, oneByteSet } from '@/lib/import/charset';
import { permissionOf } from '@/lib/import/kind';
import { Matching, mostMatched } from '@/lib/import/matching';
import { completed, openQuestions } from '@/lib/import/propose-matching';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '@/lib/usecases/authorize';
import { command } from '@/lib/usecases/command';
import type { Context } from '@/lib/usecases/context';
import { recordAudit } from '@/lib/usecases/record-audit';
import { signatureOf } from './known-shape';
import { mayMatch } from './view-matching';

export const MatchColumns = z.strictObject({
  batchId: z.uuid(),
  expectedVersion: z.coerce.number().int(),
  matching: Matching,
  /** Only keep it and show what becomes of it, or go on to the check once nothing is open. */
  intent: z.enum(['show', 'check']),
});
export type MatchColumns = z.infer<typeof MatchColumns>;

/**
 * Keeps how the columns of a file are matched, with the file and, once nothing is open, for the next file of the same shape. Says
 * whether the check can begin. @refuses conflict · forbidden · invalid_transition `import/other-state` · invalid_input `import/matching-too-large`
 */
export async function matchColumns(
  ctx: Context,
  input: MatchColumns,
): Promise<{ batchId: string; isReady: boolean }> {
  return command(ctx, 'import.check', input, async (tx, actor, ctx) => {
    const { batchId } = input;
    const batch = await lockBatch(tx, batchId);
    const { tenantId, kind, matching: before } = batch;
    authorize(ctx, 'import.check', { tenantId });
    authorize(ctx, permissionOf[kind], { tenantId });
    const kept = await findLook(tx, batchId);
    if (kept === null || !mayMatch(batch)) refuse('invalid_transition', 'import/other-state');
    if (batch.rowVersion !== input.expectedVersion) refuse('conflict', 'import/changed-meanwhile');
    const read = batch.counts.encoding;
    const encoding =
      oneByteSet(read) && (oneByteSet(input.matching.encoding) ?? oneByteSet(before?.encoding));
    const look = lookAs(kept, read, encoding);
    const matching = completed(kind, look, { ...input.matching, encoding });
    // It is handed to the program that reads as one argument.
    if (Buffer.byteLength(JSON.stringify(matching)) > mostMatched.characters)
      refuse('invalid_input', 'import/matching-too-large');
    const open = openQuestions(kind, look, matching, input.matching);
    const isReady = input.intent === 'check' && isNothing(open);
    await saveBatch(tx, batchId, {
      status: isReady ? 'checking' : 'matching',
      counts: { ...batch.counts, encoding: encoding ?? read, done: 0, problem: '' },
      matching,
      // What is shown of it next is what is read next.
      ...(look !== kept && { look }),
    });
    if (isReady) {
      const signature = signatureOf(kind, look, matching);
      const [earlier] = await findMatchings(tx, kind, [signature]);
      await rememberMatching(tx, {
        tenantId,
        kind,
        signature,
        matching,
        savedById: actor.personId,
        at: ctx.now,
      });
      await recordAudit(tx, ctx, 'import.check', {
        objectType: 'import_batch',
        objectId: batchId,
        summary: 'columns matched',
        before: earlier && { signature, matching: earlier.matching },
        after: { signature, matching },
      });
    } else
      await recordAudit(tx, ctx, 'import.check', {
        objectType: 'import_batch',
        objectId: batchId,
        summary: 'matching of columns kept',
        before: before && { matching: before },
        after: { matching },
      });
    return { batchId, isReady };
  });
}

function isNothing(open: ReturnType<typeof openQuestions>): boolean {
  const { missing, twice, values, dayOrder, decimalSign } = open;
  return missing.length + twice.length + values.length === 0 && !dayOrder && !decimalSign;
}
