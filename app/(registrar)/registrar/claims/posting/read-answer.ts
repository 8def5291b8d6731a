import 'server-only';
import { getTranslations } from 'next-intl/server';
import * as z from 'zod';
import { decodeAnswer } from '@/lib/claim/acknowledgement';
import type { Report } from '@/lib/next/define-action';
import { problemSentence } from '@/lib/next/refusal-words';
import type { Context } from '@/lib/usecases/context';
import { acknowledgePosting, type Settled } from '@/lib/usecases/posting/settle-posting';

/** @units bytes */
const largest = 2 * 1024 * 1024;
/** Rows of an answer that are named when it is wrong. @units rows */
const mostNamed = 20;

export const AnswerForm = z.strictObject({
  batchId: z.uuid(),
  file: z
    .instanceof(File, { error: 'posting/ack-empty' })
    .refine(({ size }) => size > 0, 'posting/ack-empty')
    .refine(({ size }) => size <= largest, 'posting/ack-large'),
});

/** Reads the answer of a student system out of a form. */
export async function readAnswer(
  ctx: Context,
  { batchId, file }: z.output<typeof AnswerForm>,
): Promise<Settled> {
  return acknowledgePosting(ctx, { batchId, text: decodeAnswer(new Uint8Array(await file.arrayBuffer())) });
}

/** What came of it; where rows are wrong, the first of them with why. */
export async function reportAnswer({ confirmed, failed, problems }: Settled): Promise<Report> {
  const [done, t] = await Promise.all([getTranslations('done'), getTranslations('posting')]);
  if (problems.length === 0)
    return { isDone: true, message: done('answerRead', { confirmed, failed }), lines: [] };
  return {
    isDone: false,
    message: done('answerRefused', { count: problems.length }),
    lines: await Promise.all(
      problems.slice(0, mostNamed).map(async ({ row, problem }) => {
        const words = await problemSentence(problem);
        return row === 0 ? t('file', { problem: words }) : t('row', { row, problem: words });
      }),
    ),
  };
}
