import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type PlannedLine, postingColumns, PostingSettings } from '@/lib/claim/posting';
import { lockClaimsIn, saveMoves, takeTurnToPost } from '@/lib/db/due-postings';
import { insertBatch } from '@/lib/db/postings';
import { headOf, linesOf } from '@/lib/export/cells';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { moveClaim } from '@/lib/claim/lifecycle';
import { authorize } from '../authorize';
import { command } from '../command';
import { factsOf } from '../claim/move-claim';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { dryRun } from './view-posting';

export const MakePosting = z.strictObject({
  settings: PostingSettings,
  /** How many lines the page said would leave. */
  expected: z.coerce.number().int().min(1),
});
export type MakePosting = z.output<typeof MakePosting>;

/**
 * Makes a batch of all that lacks nothing: the file is kept as it leaves, its lines are on their way, and its claims are posted, in one
 * act. What is on its way or confirmed is in no other batch.
 * @refuses forbidden · conflict `posting/changed-meanwhile` where other lines would leave than the page showed
 */
export async function makePosting(
  ctx: Context,
  { settings, expected }: MakePosting,
): Promise<{ batchId: string; number: number }> {
  return command(ctx, 'posting.make', { settings, expected }, async (tx, actor, ctx) => {
    authorize(ctx, 'posting.make', { tenantId: actor.tenantId });
    await takeTurnToPost(tx);
    const ready = (await dryRun(tx, ctx, settings)).lines.filter(({ gap }) => gap === null);
    const awards = ready.filter(({ kind }) => kind === 'award');
    const claimIds = [...new Set(awards.map(({ claimId }) => claimId))];
    const held = await lockClaimsIn(tx, claimIds, 'accepted');
    if (ready.length !== expected || held.length !== claimIds.length)
      refuse('conflict', 'posting/changed-meanwhile');
    const content = fileOf(ready, settings);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const batchId = ctx.newId();
    const batch = { tenantId: actor.tenantId, id: batchId, settings, content, sha256 };
    const number = await insertBatch(tx, { ...batch, madeById: actor.personId, madeAt: ctx.now }, ready);
    const facts = factsOf([], { posting: { sent: awards.length, confirmed: 0, due: 0 } });
    if (claimIds.length > 0)
      await saveMoves(tx, claimIds, {
        state: orRefuse(moveClaim('accepted', 'post', 'staff', facts)),
        move: 'post',
        at: ctx.now,
        personId: actor.personId,
      });
    await recordAudit(tx, ctx, 'posting.make', {
      objectType: 'posting_batch',
      objectId: batchId,
      summary: `batch ${number} made: ${ready.length} lines`,
      after: { ...settings, lines: ready.length, sha256 },
    });
    return { batchId, number };
  });
}

/** The bytes of a batch; what a spreadsheet would take for a formula is made harmless. */
function fileOf(lines: readonly PlannedLine[], { layout }: PostingSettings): string {
  const columns = postingColumns[layout];
  const rows = linesOf(
    'csv',
    columns,
    lines.map(({ cells }) => cells),
  );
  const head = headOf('csv', columns);
  // A student system would take the mark for a part of the first name; a spreadsheet needs it.
  return `${layout === 'plain' ? head : head.replace('\ufeff', '')}${rows}`;
}
