import * as z from 'zod';
import { lockListedEntry } from '@/lib/db/listed-entries';
import { setSameAs } from '@/lib/db/merged-entries';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { entryCalled } from './merge-entry';

export const PartEntry = z.strictObject({
  microCredentialId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
});
export type PartEntry = z.infer<typeof PartEntry>;

/**
 * Lets a merged entry of one's own stand for itself again, as it was: with its address, what is advised about it and what was asked about it.
 * @refuses not_found · forbidden `listing/other-steward` · invalid_transition `listing/not-merged` · conflict `listing/entry-changed`
 */
export async function partEntry(ctx: Context, input: PartEntry): Promise<{ id: string }> {
  return command(ctx, 'microCredential.part', input, async (tx, actor, ctx) => {
    authorize(ctx, 'microCredential.part', { tenantId: actor.tenantId });
    const entry = await lockListedEntry(tx, input.microCredentialId);
    if (entry.stewardId !== actor.tenantId) refuse('forbidden', 'listing/other-steward');
    if (entry.mergedInto === null) refuse('invalid_transition', 'listing/not-merged');
    if (entry.rowVersion !== input.expectedVersion) refuse('conflict', 'listing/entry-changed');
    const { id, slug, title, provider } = entry.mergedInto;
    await setSameAs(tx, entry, null);
    await recordAudit(tx, ctx, 'microCredential.part', {
      objectType: 'micro_credential',
      objectId: entry.id,
      summary: 'entry taken apart',
      before: { ...entryCalled(entry), leadsTo: { id, slug, title, provider } },
      after: { ...entryCalled(entry), leadsTo: null },
    });
    return { id: entry.id };
  });
}
