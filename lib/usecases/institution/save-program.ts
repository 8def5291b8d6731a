import * as z from 'zod';
import { OptionalTypedAmount, TypedAmount } from '@/lib/amount/decimal-text';
import { updateProgram } from '@/lib/db/curriculum';
import { listPrograms } from '@/lib/db/institutions';
import { withCaps } from '@/lib/institution/program-caps';
import { refuse } from '@/lib/kernel/refusal';
import { oneLine } from '@/lib/kernel/shown-text';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

const optional = OptionalTypedAmount.optional();
const percent = optional.refine(
  (text) => text === undefined || Number(text.split('/')[0]) / Number(text.split('/')[1] ?? '1') <= 100,
  'At most 100.',
);
export const SaveProgram = z.strictObject({
  programId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  title: oneLine(200).min(1, 'Enter a title.'),
  totalCredits: TypedAmount,
  status: z.enum(['active', 'inactive']),
  maxAmount: optional,
  maxPercent: percent,
  residentAmount: optional,
  residentPercent: percent,
});
export type SaveProgram = z.output<typeof SaveProgram>;

/** Corrects a program and its caps; limits of other kinds stay. @units amounts in the home unit @refuses not_found · conflict `program/changed-meanwhile` */
export async function saveProgram(ctx: Context, input: SaveProgram): Promise<{ id: string }> {
  return command(ctx, 'program.save', input, async (tx, actor, ctx) => {
    const program =
      (await listPrograms(tx)).find((one) => one.id === input.programId) ??
      refuse('not_found', 'program/not-found');
    authorize(ctx, 'program.save', { tenantId: actor.tenantId });
    const { title, totalCredits, status } = input;
    const after = { title, totalCredits, status, limits: withCaps(program.limits, input) };
    await updateProgram(tx, program.id, input.expectedVersion, after);
    await recordAudit(tx, ctx, 'program.save', {
      objectType: 'program',
      objectId: program.id,
      summary: `program ${program.code} corrected`,
      before: {
        title: program.title,
        totalCredits: program.totalCredits,
        status: program.status,
        limits: program.limits,
      },
      after,
    });
    return { id: program.id };
  });
}
