import * as z from 'zod';
import { readStudentNumbers } from '@/lib/claim/student-numbers';
import { keepStudentNumbers } from '@/lib/db/students';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const NumberStudents = z.strictObject({ text: z.string().max(60_000) });
export type NumberStudents = z.output<typeof NumberStudents>;

/**
 * States by which number the student system knows students who claim, by their mailboxes, or corrects it. Batches that have left stay as they
 * are; what failed leaves with the new number. @refuses forbidden · invalid_input `posting/numbers-…` · rule_violation
 * `posting/numbers-unknown` where a mailbox is no student's here, `posting/numbers-shared` where two students would have one number
 */
export async function numberStudents(ctx: Context, { text }: NumberStudents): Promise<{ changed: number }> {
  return command(ctx, 'posting.numberStudents', { text }, async (tx, actor, ctx) => {
    const { tenantId } = actor;
    authorize(ctx, 'posting.numberStudents', { tenantId });
    const read = readStudentNumbers(text);
    if (!read.ok) refuse('invalid_input', read.reason, { fieldErrors: { text: read.reason } });
    const kept = await keepStudentNumbers(tx, read.value);
    if (!('changed' in kept)) {
      const text =
        'unknown' in kept
          ? `posting/numbers-unknown ${kept.unknown}`
          : `posting/numbers-shared ${kept.shared.mailbox} ${kept.shared.other}`;
      refuse('rule_violation', text, { fieldErrors: { text } });
    }
    const { changed } = kept;
    await recordAudit(tx, ctx, 'posting.numberStudents', {
      objectType: 'institution',
      objectId: tenantId,
      summary: `student numbers stated: ${changed.length}`,
      before: Object.fromEntries(changed.map(({ id, before }) => [id, before])),
      after: Object.fromEntries(changed.map(({ id, number }) => [id, number])),
    });
    return { changed: changed.length };
  });
}
