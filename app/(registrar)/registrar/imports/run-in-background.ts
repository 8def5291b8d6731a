import 'server-only';
import { createHash } from 'node:crypto';
import { after } from 'next/server';
import * as z from 'zod';
import { fileProblem } from '@/lib/import/handed-file';
import { oneByteSets } from '@/lib/import/charset';
import { ImportFormat, ImportKind, OnBadRows } from '@/lib/import/kind';
import { Matching } from '@/lib/import/matching';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import { FilesInTurn } from '@/lib/jobs/files-in-turn';
import { logError } from '@/lib/next/log';
import { type Context, staffOf } from '@/lib/usecases/context';
import { applyImport, type StartImport, startImport } from '@/lib/usecases/import/apply-import';
import { checkImport, readyToCheck } from '@/lib/usecases/import/check-import';
import { type CheckFixed, checkFixed } from '@/lib/usecases/import/check-fixed';
import { type Fixed, fixCells, FixCells } from '@/lib/usecases/import/fix-cells';
import { matchColumns } from '@/lib/usecases/import/match-columns';
import { receiveImport } from '@/lib/usecases/import/receive-import';

// Of the process, as its connections are; pages and actions may be built apart.
const shared = globalThis as { crosswalkFiles?: FilesInTurn };
const files = (): FilesInTurn => (shared.crosswalkFiles ??= new FilesInTurn());

/** Whether this process will work on it once others are through. */
export function isWaitingForTurn(batchId: string): boolean {
  return files().isWaiting(batchId);
}

/** Reading a large file takes longer than anybody waits for an answer: the person sees the import's page, and the work goes on behind it, in turn. */
function runInBackground(
  ctx: Context,
  { event, batchId }: { event: string; batchId: string },
  work: (ctx: Context) => Promise<unknown>,
): void {
  const { idempotencyKey: _, ...own } = ctx;
  const { tenantId } = staffOf(ctx);
  after(async () => {
    try {
      await files().take({ batchId, tenantId }, () => work(own));
    } catch (error) {
      // A refusal is kept with the import and shown on its page.
      if (!(error instanceof Refusal)) logError(event, ctx.requestId, error);
    }
  });
}

export const UploadForm = z.strictObject({
  kind: ImportKind,
  file: z.instanceof(File),
  source: z.string().max(300).default(''),
  format: ImportFormat.default('columns'),
  onBadRows: OnBadRows.default('stop'),
  withText: z.literal('on').optional(),
  takeDoubtful: z.literal('on').optional(),
  matchColumns: z.literal('on').optional(),
});

export async function receiveAndCheck(
  ctx: Context,
  form: z.infer<typeof UploadForm>,
): Promise<{ batchId: string }> {
  const { kind, file, source, format, onBadRows, withText, takeDoubtful, matchColumns: asked } = form;
  const problem = fileProblem(file);
  if (problem !== null) refuse('invalid_input', 'form/invalid', { fieldErrors: { file: problem } });
  const content = new Uint8Array(await file.arrayBuffer());
  const sha256 = createHash('sha256').update(content).digest('hex');
  const received = await receiveImport(ctx, {
    kind,
    fileName: file.name,
    sha256,
    source,
    onBadRows,
    options: {
      format,
      withText: withText === 'on',
      takeDoubtful: takeDoubtful === 'on',
      matchColumns: asked === 'on',
    },
    content,
  });
  runInBackground(ctx, { event: 'import check failed', ...received }, (own) => checkImport(own, received));
  return received;
}

const Written = z.string().max(300);
export const MatchForm = z.strictObject({
  batchId: z.uuid(),
  expectedVersion: z.coerce.number().int(),
  sheet: z.coerce.number().int(),
  header: z.coerce.number().int(),
  columns: z.array(z.string()),
  constants: z.array(z.strictObject({ column: z.string(), value: Written })).default([]),
  values: z.array(z.strictObject({ column: z.string(), found: Written, meant: Written })).default([]),
  encoding: z.enum(['', ...oneByteSets]).default(''),
  dayOrder: z.enum(['', 'dmy', 'mdy']).default(''),
  decimalSign: z.enum(['', 'comma', 'point']).default(''),
  intent: z.enum(['show', 'check']).default('check'),
});

/** Keeps how columns are matched, and has the file checked once nothing is open. */
export async function matchAndCheck(
  ctx: Context,
  form: z.infer<typeof MatchForm>,
): Promise<{ batchId: string; isReady: boolean }> {
  const { batchId, expectedVersion, intent, encoding, dayOrder, decimalSign, constants, ...rest } = form;
  const matching = Matching.safeParse({
    ...rest,
    constants: constants.filter(({ value }) => value.trim() !== ''),
    encoding: encoding || null,
    dayOrder: dayOrder || null,
    decimalSign: decimalSign || null,
  });
  if (!matching.success) refuse('invalid_input', 'import/matching-too-large');
  const matched = await matchColumns(ctx, { batchId, expectedVersion, intent, matching: matching.data });
  if (matched.isReady)
    runInBackground(ctx, { event: 'import check failed', batchId }, (own) => checkImport(own, { batchId }));
  return matched;
}

export const CheckAgain = z.strictObject({ batchId: z.uuid() });

/** For a check whose process died. The work comes after the answer, so whether it may be done is said first. */
export async function checkAgain(
  ctx: Context,
  { batchId }: z.infer<typeof CheckAgain>,
): Promise<{ batchId: string }> {
  await readyToCheck(ctx, { batchId });
  runInBackground(ctx, { event: 'import check failed', batchId }, (own) => checkImport(own, { batchId }));
  return { batchId };
}

/** A tick of a form comes as a word, or not at all. Each cell says what it showed; the version says only which save it is. */
export const FixForm = FixCells.extend({
  expectedVersion: z.coerce.number().int(),
  cells: z
    .array(FixCells.shape.cells.element.extend({ everywhere: z.literal('on').optional() }))
    .max(500)
    .default([]),
});

/** Puts cells right; where too many rows are to be judged at once, the whole file is. */
export async function fixAndJudge(ctx: Context, form: z.infer<typeof FixForm>): Promise<Fixed> {
  const { expectedVersion: _, ...given } = form;
  const cells = given.cells.map(({ everywhere, ...cell }) => ({ ...cell, everywhere: everywhere === 'on' }));
  const fixed = await fixCells(ctx, { ...given, cells });
  if (fixed.isChecking)
    runInBackground(ctx, { event: 'import check failed', ...fixed }, (own) => checkImport(own, fixed));
  return fixed;
}

/** Has a file checked as a whole again in which cells were put right. */
export async function checkFixedFile(ctx: Context, input: CheckFixed): Promise<{ batchId: string }> {
  const marked = await checkFixed(ctx, input);
  runInBackground(ctx, { event: 'import check failed', ...marked }, (own) => checkImport(own, marked));
  return marked;
}

export async function startAndApply(ctx: Context, input: StartImport): Promise<{ batchId: string }> {
  const started = await startImport(ctx, input);
  runInBackground(ctx, { event: 'import failed', ...started }, (own) => applyImport(own, started));
  return started;
}
