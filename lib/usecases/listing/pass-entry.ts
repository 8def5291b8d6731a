import * as z from 'zod';
import { entryClaimOf, passEntry } from '@/lib/db/claims';
import { getListedEntry, lockListedEntry } from '@/lib/db/listed-entries';
import { findOpenChange } from '@/lib/db/listings';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { entryCalled } from './merge-entry';

export const PassEntry = z.strictObject({
  microCredentialId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
});
export type PassEntry = z.infer<typeof PassEntry>;

/**
 * Takes over an entry about what the own institution provides or awards, from whoever listed it: from then on it corrects it, by a second
 * person as every entry. What it says, and what rests on it, stays.
 * @refuses not_found · rule_violation `listing/not-about-us` (no organization that it names is known to be the institution) ·
 *   invalid_transition `listing/merged-already`, `listing/taken-already`, `listing/ours-already` · conflict `listing/entry-changed`
 */
export async function takeOverEntry(ctx: Context, input: PassEntry): Promise<{ id: string }> {
  return command(ctx, 'microCredential.takeOver', input, async (tx, actor, ctx) => {
    authorize(ctx, 'microCredential.takeOver', { tenantId: actor.tenantId });
    const entry = await getListedEntry(tx, input.microCredentialId);
    const { isAboutUs, takenFrom } = await entryClaimOf(tx, entry.id);
    if (entry.stewardId === actor.tenantId) refuse('invalid_transition', 'listing/ours-already');
    if (!isAboutUs) refuse('rule_violation', 'listing/not-about-us');
    if (entry.mergedInto !== null) refuse('invalid_transition', 'listing/merged-already');
    if (takenFrom !== null) refuse('invalid_transition', 'listing/taken-already');
    if (entry.rowVersion !== input.expectedVersion) refuse('conflict', 'listing/entry-changed');
    await passEntry(tx, entry.id, actor.tenantId);
    await recordAudit(tx, ctx, 'microCredential.takeOver', {
      objectType: 'micro_credential',
      objectId: entry.id,
      summary: 'entry taken over',
      before: { ...entryCalled(entry), listedBy: entry.stewardName },
      after: { ...entryCalled(entry), takenFrom: entry.stewardName },
    });
    return { id: entry.id };
  });
}

/**
 * Gives an entry that was taken over back to whoever listed it, as it is now.
 * @refuses not_found · forbidden `listing/other-steward` · invalid_transition `listing/not-taken`, `listing/merged-already` ·
 *   rule_violation `listing/merge-being-changed` · conflict `listing/entry-changed`
 */
export async function giveBackEntry(ctx: Context, input: PassEntry): Promise<{ id: string }> {
  return command(ctx, 'microCredential.giveBack', input, async (tx, actor, ctx) => {
    authorize(ctx, 'microCredential.giveBack', { tenantId: actor.tenantId });
    const entry = await lockListedEntry(tx, input.microCredentialId);
    if (entry.stewardId !== actor.tenantId) refuse('forbidden', 'listing/other-steward');
    const { takenFrom } = await entryClaimOf(tx, entry.id);
    if (takenFrom === null) refuse('invalid_transition', 'listing/not-taken');
    if (entry.mergedInto !== null) refuse('invalid_transition', 'listing/merged-already');
    if (await findOpenChange(tx, entry.id)) refuse('rule_violation', 'listing/merge-being-changed');
    if (entry.rowVersion !== input.expectedVersion) refuse('conflict', 'listing/entry-changed');
    await passEntry(tx, entry.id, takenFrom.id);
    await recordAudit(tx, ctx, 'microCredential.giveBack', {
      objectType: 'micro_credential',
      objectId: entry.id,
      summary: 'entry given back',
      before: { ...entryCalled(entry), takenFrom: takenFrom.name },
      after: { ...entryCalled(entry), listedBy: takenFrom.name },
    });
    return { id: entry.id };
  });
}
