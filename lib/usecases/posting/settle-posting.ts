import * as z from 'zod';
import {
  type AcknowledgedRow,
  type AwaitedLine,
  readAcknowledgement,
  type RowProblem,
  settledBy,
} from '@/lib/claim/acknowledgement';
import { type ClaimMove, moveClaim } from '@/lib/claim/lifecycle';
import { type ClaimOfBatch, postedClaimsOf, saveMoves, studentsWhoAre } from '@/lib/db/due-postings';
import { getInstitution } from '@/lib/db/institutions';
import { getBatch, linesOfBatch, lockBatch, settleLines } from '@/lib/db/postings';
import { enqueueMails } from '@/lib/db/outbox';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { authorize } from '../authorize';
import { command } from '../command';
import { factsOf } from '../claim/move-claim';
import type { Acting, Context } from '../context';
import { mailTexts, mailWords } from '../mail-words';
import { recordAudit } from '../record-audit';

export const AcknowledgePosting = z.strictObject({
  batchId: z.uuid(),
  /** The answer of the student system, as text. */
  text: z.string().min(1, 'posting/ack-empty'),
});
export type AcknowledgePosting = z.output<typeof AcknowledgePosting>;

export interface Settled {
  /** Lines that were settled by this; what was settled the same way before is not counted. */
  confirmed: number;
  failed: number;
  problems: RowProblem[];
}

/**
 * Reads back what the student system answered about a batch: all of it, or, where a row is wrong, nothing. The same file once more
 * settles nothing anew. @refuses not_found `posting/not-found` · forbidden
 */
export async function acknowledgePosting(
  ctx: Context,
  { batchId, text }: AcknowledgePosting,
): Promise<Settled> {
  return command(ctx, 'posting.acknowledge', { batchId, text }, async (tx, actor, ctx) => {
    await getBatch(tx, batchId);
    authorize(ctx, 'posting.acknowledge', { tenantId: actor.tenantId });
    await lockBatch(tx, batchId);
    const read = readAcknowledgement(text);
    if (read.problems.length > 0) return nothing(read.problems);
    const { rows, problems } = settledBy(read.rows, await awaitedIn(tx, ctx, batchId));
    if (problems.length > 0) return nothing(problems);
    const done = await settle(tx, ctx, batchId, rows);
    await recordAudit(tx, ctx, 'posting.acknowledge', {
      objectType: 'posting_batch',
      objectId: batchId,
      summary: `answer read: ${done.confirmed} confirmed, ${done.failed} failed`,
      after: { confirmed: done.confirmed, failed: done.failed },
    });
    return done;
  });
}

const nothing = (problems: RowProblem[]): Settled => ({ confirmed: 0, failed: 0, problems });

export const SettleLine = z.strictObject({
  batchId: z.uuid(),
  key: z.string().max(200),
  outcome: z.enum(['confirmed', 'failed']),
  reference: z.string().trim().max(200).default(''),
  reason: z.string().trim().max(1_000).default(''),
});
export type SettleLine = z.output<typeof SettleLine>;

/**
 * Says by hand what became of one line, where the student system answers with no file.
 * @refuses not_found `posting/not-found` · forbidden · invalid_input `posting/ack-reason` · conflict `posting/ack-otherwise`
 */
export async function settleLine(ctx: Context, input: SettleLine): Promise<void> {
  const { batchId, ...line } = input;
  await command(ctx, 'posting.settleLine', input, async (tx, actor, ctx) => {
    await getBatch(tx, batchId);
    authorize(ctx, 'posting.settleLine', { tenantId: actor.tenantId });
    await lockBatch(tx, batchId);
    const { rows, problems } = settledBy([{ ...line, row: 1 }], await awaitedIn(tx, ctx, batchId));
    const [wrong] = problems;
    if (wrong?.problem === 'posting/ack-key') refuse('not_found', 'posting/not-found');
    if (wrong?.problem === 'posting/ack-reason')
      refuse('invalid_input', wrong.problem, { fieldErrors: { reason: wrong.problem } });
    if (wrong !== undefined) refuse('conflict', wrong.problem);
    await settle(tx, ctx, batchId, rows);
    await recordAudit(tx, ctx, 'posting.settleLine', {
      objectType: 'posting_batch',
      objectId: batchId,
      summary: `line ${line.outcome} by hand`,
      after: line,
    });
  });
}

async function awaitedIn(tx: Tx, ctx: Acting, batchId: string): Promise<AwaitedLine[]> {
  return linesOfBatch(tx, batchId, await studentsWhoAre(tx, ctx.actor.personId));
}

/** The step in which lines are settled: their claims are closed where all is confirmed, and due again where something failed. */
async function settle(
  tx: Tx,
  ctx: Acting,
  batchId: string,
  rows: readonly AcknowledgedRow[],
): Promise<Settled> {
  const by = { personId: ctx.actor.personId, at: ctx.now };
  await settleLines(tx, batchId, rows, by);
  const over = (await postedClaimsOf(tx, batchId)).filter(({ sent }) => sent === 0);
  for (const [move, claims] of [
    ['confirmPosting', over.filter(({ due }) => due === 0)],
    ['failPosting', over.filter(({ due }) => due > 0)],
  ] as const)
    await moveAll(tx, ctx, move, claims);
  const confirmed = rows.filter(({ outcome }) => outcome === 'confirmed').length;
  return { confirmed, failed: rows.length - confirmed, problems: [] };
}

async function moveAll(
  tx: Tx,
  ctx: Acting,
  move: Extract<ClaimMove, 'confirmPosting' | 'failPosting'>,
  claims: readonly ClaimOfBatch[],
): Promise<void> {
  const [state] = claims.map(({ sent, confirmed, due }) =>
    orRefuse(moveClaim('posted', move, 'staff', factsOf([], { posting: { sent, confirmed, due } }))),
  );
  if (state === undefined) return;
  const ids = claims.map(({ id }) => id);
  await saveMoves(tx, ids, { state, move, at: ctx.now, personId: ctx.actor.personId });
  if (move !== 'confirmPosting') return;
  const { tenantId } = ctx.actor;
  const { name, slug } = await getInstitution(tx, tenantId);
  await enqueueMails(
    tx,
    claims.map(({ id, mailbox }) => ({
      tenantId,
      kind: 'claim.told',
      dedupeKey: `claim.told:${id}:closed:${ctx.now}`,
      payload: {
        to: mailbox,
        ...mailWords(mailTexts.claim.moved, { institution: name }),
        path: `/my/claims/${slug}/${id}`,
      },
    })),
  );
}
