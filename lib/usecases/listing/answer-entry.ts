import * as z from 'zod';
import { entryClaimOf } from '@/lib/db/claims';
import { answerInName, listSaidOf } from '@/lib/db/entries-in-names';
import { getListedEntry } from '@/lib/db/listed-entries';
import { refuse } from '@/lib/kernel/refusal';
import { whyNotAnswered } from '@/lib/micro-credential/in-name';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { entryCalled } from './merge-entry';

export const AcceptEntry = z.strictObject({
  microCredentialId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
});
export type AcceptEntry = z.infer<typeof AcceptEntry>;

export const RefuseEntry = AcceptEntry.extend({
  /** Told to whoever listed it. */
  reason: z.string().trim().min(1, { error: 'field/why' }).max(1_000),
});
export type RefuseEntry = z.infer<typeof RefuseEntry>;

/**
 * Says that an entry in the name of the own institution, which another one listed, is right: it stays listed by that one, and says so. What
 * says another title or name afterwards waits once more.
 * @refuses not_found · rule_violation and invalid_transition, the reasons of InNameReason · conflict `listing/entry-changed`
 */
export async function acceptEntry(ctx: Context, input: AcceptEntry): Promise<{ id: string }> {
  return answerEntry(ctx, 'microCredential.accept', input, '');
}

/**
 * Says that an entry in the name of the own institution is not its: it leaves the public catalog at once and stays on record, with what
 * rests on it. Whoever listed it reads why.
 * @refuses as acceptEntry
 */
export async function refuseEntry(ctx: Context, input: RefuseEntry): Promise<{ id: string }> {
  return answerEntry(ctx, 'microCredential.refuse', input, input.reason);
}

function answerEntry(
  ctx: Context,
  verb: 'microCredential.accept' | 'microCredential.refuse',
  input: AcceptEntry,
  reason: string,
): Promise<{ id: string }> {
  return command(ctx, verb, input, async (tx, actor, ctx) => {
    authorize(ctx, verb, { tenantId: actor.tenantId });
    const entry = await getListedEntry(tx, input.microCredentialId);
    const said = (await listSaidOf(tx, entry.id)).find(({ isUs }) => isUs);
    const answer = verb === 'microCredential.accept' ? 'accepted' : 'refused';
    const barredBy = whyNotAnswered(
      {
        isOurs: entry.stewardId === actor.tenantId,
        isMerged: entry.mergedInto !== null,
        isAboutUs: (await entryClaimOf(tx, entry.id)).isAboutUs,
        state: said?.state ?? null,
      },
      answer,
    );
    if (barredBy === 'listing/not-about-us') refuse('rule_violation', barredBy);
    if (barredBy !== null) refuse('invalid_transition', barredBy);
    if (entry.rowVersion !== input.expectedVersion) refuse('conflict', 'listing/entry-changed');
    await answerInName(tx, entry.id, { state: answer, reason, by: actor.personId, at: ctx.now });
    await recordAudit(tx, ctx, verb, {
      objectType: 'micro_credential',
      objectId: entry.id,
      summary: answer === 'accepted' ? 'entry in our name accepted' : 'entry in our name refused',
      before: {
        ...entryCalled(entry),
        listedBy: entry.stewardName,
        state: said?.state,
        reason: said?.reason,
      },
      after: { ...entryCalled(entry), listedBy: entry.stewardName, state: answer, reason },
    });
    return { id: entry.id };
  });
}
