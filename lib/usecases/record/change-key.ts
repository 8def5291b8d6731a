import * as z from 'zod';
import { changeSigningKey, listSigningKeys, lockSigningKeys } from '@/lib/db/signing-keys';
import { getInstitution } from '@/lib/db/institutions';
import { refuse } from '@/lib/kernel/refusal';
import { didOf } from '@/lib/signed-record/addresses';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import type { Signer } from '../ports';
import { recordAudit } from '../record-audit';

export const ChangeKey = z.strictObject({
  /** The key that signed when the page was made; empty where none did. */
  instead: z.union([z.literal(''), z.uuid()]),
});
export type ChangeKey = z.output<typeof ChangeKey>;

/**
 * Makes the key with which the institution signs from now on; the one before is retired and stays published, so that what it signed is
 * verified. The name under which it signs is that of its first key, for ever.
 * @refuses forbidden · rule_violation `record/no-secret` · conflict `record/key-changed-meanwhile`
 */
export async function changeKey(
  ctx: Context,
  input: ChangeKey,
  signer: Signer | null,
): Promise<{ id: string }> {
  return command(ctx, 'record.changeKey', input, async (tx, { tenantId, personId }, ctx) => {
    authorize(ctx, 'record.changeKey', { tenantId });
    if (signer === null) refuse('rule_violation', 'record/no-secret');
    await lockSigningKeys(tx, tenantId);
    const keys = await listSigningKeys(tx);
    const before = keys.find(({ retiredAt }) => retiredAt === null);
    if ((before?.id ?? '') !== input.instead) refuse('conflict', 'record/key-changed-meanwhile');
    const { slug } = await getInstitution(tx, tenantId);
    const id = ctx.newId();
    const key = {
      id,
      did: keys[0]?.did ?? didOf(signer.origin, slug),
      publicKey: await signer.publicKey({ tenantId, keyId: id }),
    };
    await changeSigningKey(tx, { ...key, tenantId, madeById: personId }, ctx.now);
    await recordAudit(tx, ctx, 'record.changeKey', {
      objectType: 'signing_key',
      objectId: id,
      summary: before === undefined ? 'first key made' : 'key changed',
      before: before && { id: before.id, publicKey: before.publicKey },
      after: key,
    });
    return { id };
  });
}
