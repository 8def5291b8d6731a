import * as z from 'zod';
import type { StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { authorsOfBatch, listTaken, takeUnpublished } from '@/lib/db/imported-rules';
import { type ImportBatch, lockBatch, saveBatch } from '@/lib/db/imports';
import { putInForce } from '@/lib/db/publications';
import { listByIds } from '@/lib/db/rules-by-key';
import type { Tx } from '@/lib/db/tx';
import type { NotPublished } from '@/lib/import/kind';
import { portionsOf } from '@/lib/kernel/portions-of';
import { refuse } from '@/lib/kernel/refusal';
import { planPublication, type Publication } from '@/lib/rule/plan-publication';
import { authorize } from '@/lib/usecases/authorize';
import { workThrough } from '@/lib/usecases/command';
import type { Context } from '@/lib/usecases/context';
import { recordAudit } from '@/lib/usecases/record-audit';
import { type Foreseen, loadHouse, loadSurroundings } from '@/lib/usecases/rule/check-rule';
import { decisionsTried } from './decisions-tried';
import { refuseUnlessAsShown, ShownMark } from '@/lib/usecases/rule/effect-shown';
import { replacedBeforeItsFirstDay } from '@/lib/usecases/rule/publish-version';
import { plannedRows } from './planned-rows';
import { WritesBehind } from './writes-behind';

export const PublishImported = z.strictObject({
  batchId: z.uuid(),
  expectedVersion: z.coerce.number().int(),
  mark: ShownMark,
});
export type PublishImported = z.infer<typeof PublishImported>;

export interface PublishedImport {
  batchId: string;
  published: number;
  /** How many stay approved, because publishing them one by one would be refused as well. */
  refused: number;
}

/** Why this reader may not publish what an import brought; null where they may. */
export async function whyNotPublishImported(
  tx: Tx,
  actor: StaffMember,
  { id, tenantId, createdById }: ImportBatch,
): Promise<string | null> {
  const authors = await authorsOfBatch(tx, id);
  const refused = [{ importedById: createdById }, ...authors.map((authorId) => ({ authorId }))]
    .map((about) => can(actor, 'rule.publishImported', { tenantId, ...about }))
    .find((verdict) => !verdict.allowed);
  return refused && !refused.allowed ? refused.reason : null;
}

/** How many are found in one search through all versions, and how many of them one statement handles, so that it stays short. */
const most = { taken: 10_000, atOnce: 1_000 };
/** So many of those that were not published are kept by name, for the page of the import. */
const mostNamed = 50;

/**
 * Publishes the rules of an applied file, each by the plan by which it would be published alone; those that the plan refuses stay
 * approved, with the reason. Whoever handed the file in or applied it cannot. Runs longer than other commands, so it has no idempotency
 * key: a second press finds nothing left and says so.
 * @refuses forbidden `access/importer`, `access/author` · conflict, `effect/changed-meanwhile` among them · rule_violation `import/nothing-to-publish`, `policy/none-in-force`
 */
export async function publishImported(ctx: Context, input: PublishImported): Promise<PublishedImport> {
  return workThrough(ctx, async (tx, actor, ctx) => {
    const batch = await lockBatch(tx, input.batchId);
    const authors = await authorsOfBatch(tx, batch.id);
    authorize(ctx, 'rule.publishImported', { tenantId: batch.tenantId, importedById: batch.createdById });
    for (const authorId of authors)
      authorize(ctx, 'rule.publishImported', { tenantId: batch.tenantId, authorId });
    if (batch.rowVersion !== input.expectedVersion) refuse('conflict', 'import/changed-meanwhile');
    if (batch.status !== 'applied') refuse('invalid_transition', 'import/other-state');
    if (input.mark != null)
      await refuseUnlessAsShown(tx, ctx, await listByIds(tx, await decisionsTried(tx, batch.id)), input.mark);
    const { published, ended, revoked, refused } = await publishAll(ctx, tx, batch, actor.personId);
    if (published + refused.length === 0) refuse('rule_violation', 'import/nothing-to-publish');
    await saveBatch(tx, batch.id, {
      counts: {
        ...batch.counts,
        published: batch.counts.published + published,
        notPublished: refused.slice(0, mostNamed),
      },
    });
    await recordAudit(tx, ctx, 'rule.publishImported', {
      objectType: 'import_batch',
      objectId: batch.id,
      summary: `${published} imported rules published`,
      after: { published, ended, revoked, refused: refused.length, sha256: batch.sha256 },
    });
    return { batchId: batch.id, published, refused: refused.length };
  });
}

interface Tally {
  published: number;
  ended: number;
  revoked: number;
  refused: NotPublished[];
}

async function publishAll(ctx: Context, tx: Tx, batch: ImportBatch, publisherId: string): Promise<Tally> {
  const writes = new WritesBehind();
  try {
    const tally = await publishPortions(ctx, tx, batch, publisherId, writes);
    await writes.settle();
    return tally;
  } catch (error) {
    throw await writes.giveUp(error);
  }
}

/** Plans each portion while the one before is put in force: what that changes is foreseen, whether or not it is stored by then. */
async function publishPortions(
  ctx: Context,
  tx: Tx,
  batch: ImportBatch,
  publisherId: string,
  writes: WritesBehind,
): Promise<Tally> {
  const act = { publisherId, at: ctx.now, revokedBecause: replacedBeforeItsFirstDay };
  const tally: Tally = { published: 0, ended: 0, revoked: 0, refused: [] };
  const house = await loadHouse(tx, ctx, batch.tenantId);
  const portions = unpublishedOf(tx, batch.id);
  const next = async () => {
    const portion = await portions.next();
    return portion.done ? [] : listTaken(tx, portion.value);
  };
  let before: Foreseen | undefined;
  for (let versions = await next(); versions.length > 0; versions = await next()) {
    const { today, policy, worldOf, othersOf, carry } = await loadSurroundings(tx, house, versions, before);
    await writes.beside();
    const planned = plannedRows({ asText: false });
    if (policy === null) refuse('rule_violation', 'policy/none-in-force');
    const plans: Publication[] = [];
    for (const version of versions) {
      const plan = planPublication({
        version,
        others: othersOf(version),
        world: worldOf(version),
        policy: policy.review,
        today,
        publisherId,
      });
      if (!plan.ok) {
        tally.refused.push({ ruleVersionId: version.id, title: version.title, reason: plan.reason });
        continue;
      }
      carry(plan.value);
      planned.take(plan.value, true);
      plans.push(plan.value);
    }
    tally.published += plans.length;
    tally.ended += plans.reduce((sum, { ends }) => sum + ends.length, 0);
    tally.revoked += plans.reduce((sum, { revokes }) => sum + revokes.length, 0);
    writes.add([() => putInForce(tx, plans, act)]);
    await writes.turn();
    before = { ...planned, microCredentials: {} };
  }
  return tally;
}

/** What of a batch is to be published, portion by portion. */
async function* unpublishedOf(tx: Tx, batchId: string) {
  for (let last: string | null = null; ; ) {
    const taken = await takeUnpublished(tx, batchId, last, most.taken);
    yield* portionsOf(taken, most.atOnce);
    last = taken.at(-1)?.id ?? null;
    if (last === null) return;
  }
}
