import { can } from '@/lib/access/can';
import { type PlannedLine, planPosting, type PostingGap, type PostingSettings } from '@/lib/claim/posting';
import { countHeld, dueLines, studentsWhoAre } from '@/lib/db/due-postings';
import { getInstitution } from '@/lib/db/institutions';
import {
  contentOf,
  getBatch,
  lastSettings,
  listBatches,
  type PostedLine,
  postedLines,
  type PostingBatch,
  type PostingState,
} from '@/lib/db/postings';
import type { Tx } from '@/lib/db/tx';
import { authorize } from '../authorize';
import { query, readOnRecord } from '../command';
import type { Acting, Context } from '../context';
import { recordAudit } from '../record-audit';

/** @units lines, and batches, a page */
export const linesPerPage = 25;
export const batchesPerPage = 10;

/** What a batch would be if it were made now: each line with what it lacks. */
export interface DryRun {
  lines: PlannedLine[];
  /** More wait than one batch takes. */
  hasMore: boolean;
}

/** Plans a batch on what is to leave now. The caller has authorized. */
export async function dryRun(tx: Tx, ctx: Acting, settings: PostingSettings): Promise<DryRun> {
  const { timeZone } = await getInstitution(tx, ctx.actor.tenantId);
  const { lines, hasMore } = await dueLines(tx, timeZone);
  const own = new Set(await studentsWhoAre(tx, ctx.actor.personId));
  return { lines: planPosting(lines, settings, own), hasMore };
}

/** The page on which batches are made. */
export interface PostingView {
  settings: PostingSettings;
  /** Lines of the page, and how many there are. */
  lines: PlannedLine[];
  /** How many lines leave, and how many stay for what. */
  ready: number;
  gaps: Partial<Record<PostingGap, number>>;
  hasMore: boolean;
  held: number;
  /** Mailboxes of students whose number is not known, as many as are stated at once here. */
  unnumbered: string[];
  batches: PostingBatch[];
  batchCount: number;
  may: { make: boolean; numberStudents: boolean };
}

/** Mailboxes that are proposed to be numbered at once. @units students */
const mostUnnumbered = 50;

/**
 * What would leave for the student system now, and what has left. Where nothing is stated the settings are those of the newest batch.
 * `show`: what leaves, or what stays. @refuses forbidden
 */
export async function viewPosting(
  ctx: Context,
  asked: { settings: PostingSettings | null; show: 'ready' | 'missing'; page: number; batchPage: number },
): Promise<PostingView> {
  return query(ctx, async (tx, actor, ctx) => {
    const here = { tenantId: actor.tenantId };
    authorize(ctx, 'posting.view', here);
    const settings = asked.settings ??
      (await lastSettings(tx)) ?? { layout: 'plain', term: '', grade: 'TR', source: '', institution: '' };
    const { lines, hasMore } = await dryRun(tx, ctx, settings);
    const gaps: PostingView['gaps'] = {};
    for (const { gap } of lines) if (gap !== null) gaps[gap] = (gaps[gap] ?? 0) + 1;
    const shown = lines.filter(({ gap }) => (gap === null) === (asked.show === 'ready'));
    const unnumbered = [...new Set(lines.flatMap(({ gap, mailbox }) => (gap === 'number' ? [mailbox] : [])))];
    const { batches, count } = await listBatches(tx, { page: asked.batchPage, size: batchesPerPage });
    return {
      settings,
      lines: shown.slice((asked.page - 1) * linesPerPage, asked.page * linesPerPage),
      ready: lines.filter(({ gap }) => gap === null).length,
      gaps,
      hasMore,
      held: await countHeld(tx),
      unnumbered: unnumbered.slice(0, mostUnnumbered),
      batches,
      batchCount: count,
      may: {
        make: can(actor, 'posting.make', here).allowed,
        numberStudents: can(actor, 'posting.numberStudents', here).allowed,
      },
    };
  });
}

export interface PostingBatchView {
  batch: PostingBatch;
  lines: PostedLine[];
  maySettle: boolean;
}

/** One batch, and a page of its lines that stand so. @refuses not_found `posting/not-found` · forbidden */
export async function viewPostingBatch(
  ctx: Context,
  { batchId, state, page }: { batchId: string; state: PostingState; page: number },
): Promise<PostingBatchView> {
  return query(ctx, async (tx, actor, ctx) => {
    const batch = await getBatch(tx, batchId);
    authorize(ctx, 'posting.view', { tenantId: actor.tenantId });
    return {
      batch,
      lines: await postedLines(tx, batchId, { state, page, size: linesPerPage }),
      maySettle: can(actor, 'posting.acknowledge', { tenantId: actor.tenantId }).allowed,
    };
  });
}

/** The file of a batch, byte for byte as it left, again. @refuses not_found `posting/not-found` · forbidden */
export async function downloadPosting(
  ctx: Context,
  batchId: string,
): Promise<{ content: string; number: number; whose: string }> {
  return readOnRecord(ctx, async (tx, actor, ctx) => {
    const { number, content, lines } = await contentOf(tx, batchId);
    authorize(ctx, 'posting.download', { tenantId: actor.tenantId });
    const { slug } = await getInstitution(tx, actor.tenantId);
    await recordAudit(tx, ctx, 'posting.download', {
      objectType: 'posting_batch',
      objectId: batchId,
      summary: `batch ${number} downloaded: ${lines} lines`,
    });
    return { number, content, whose: slug };
  });
}
