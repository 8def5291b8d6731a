import 'server-only';
import * as z from 'zod';
import { readBadgeHere } from '@/lib/next/read-badge-here';
import { spendBadge } from '@/lib/next/rate-budget';
import { callerAddress } from '@/lib/next/request-context';
import { HandInEvidence, handInEvidence } from '@/lib/usecases/claim/hand-in-evidence';
import type { Context } from '@/lib/usecases/context';

/** @units bytes */
const largest = 2 * 1024 * 1024;

export const EvidenceForm = HandInEvidence.omit({ bytes: true }).extend({
  file: z
    .instanceof(File)
    .refine(({ size }) => size <= largest, 'badge/too-large')
    .optional(),
});

/** Hands in what a form holds; a form without script sends a file without content where none was chosen. */
export async function handIn(
  ctx: Context,
  { file, ...form }: z.output<typeof EvidenceForm>,
): Promise<{ isBadge: boolean }> {
  const hasFile = file !== undefined && file.size > 0;
  if (hasFile) await spendBadge(await callerAddress());
  const bytes = hasFile ? new Uint8Array(await file.arrayBuffer()) : null;
  return handInEvidence(ctx, { ...form, bytes }, readBadgeHere(ctx));
}
