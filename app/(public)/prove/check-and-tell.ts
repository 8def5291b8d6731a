import 'server-only';
import * as z from 'zod';
import { refuse } from '@/lib/kernel/refusal';
import { spendBadge } from '@/lib/next/rate-budget';
import { readBadgeHere } from '@/lib/next/read-badge-here';
import { callerAddress } from '@/lib/next/request-context';
import { BadgeToCheck, checkBadge } from '@/lib/usecases/badge/check-badge';
import type { Context } from '@/lib/usecases/context';
import type { ToldBadge } from '@/components/badge/told-badge';
import { toldBadge } from './told-badge';

/** A file or a text, the other one left empty. @units bytes, characters */
const most = { file: 2 * 1024 * 1024, text: 512 * 1024 };

export const CheckForm = z.strictObject({
  file: z
    .instanceof(File)
    .refine(({ size }) => size <= most.file, 'badge/too-large')
    .optional(),
  text: z.string().max(most.text, 'badge/too-large').default(''),
  recipient: BadgeToCheck.shape.recipient.default(''),
  claimDay: BadgeToCheck.shape.claimDay.default(''),
  institution: BadgeToCheck.shape.institution.default(''),
});

/** Checks what was handed in and says it in the words of the reader. @refuses invalid_input · rate_limited */
export async function checkAndTell(ctx: Context, form: z.output<typeof CheckForm>): Promise<ToldBadge> {
  const { file, text, recipient, claimDay, institution } = form;
  // A form without script sends a file without a name where none was chosen.
  const hasFile = file !== undefined && file.size > 0;
  const hasText = text.trim() !== '';
  if (hasFile === hasText)
    refuse('invalid_input', hasFile ? 'badge/both' : 'badge/nothing', {
      fieldErrors: { file: hasFile ? 'badge/both' : 'badge/nothing' },
    });
  await spendBadge(await callerAddress());
  const bytes = hasFile ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(text);
  return toldBadge(await checkBadge(ctx, { bytes, recipient, claimDay, institution }, readBadgeHere(ctx)));
}
