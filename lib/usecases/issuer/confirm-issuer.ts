import * as z from 'zod';
import { trustMeets } from '@/lib/badge/trusted-issuer';
import { decideIssuer, lockTrustedIssuer, trustedAs } from '@/lib/db/trusted-issuers';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const ConfirmIssuer = z.strictObject({ issuerId: z.uuid() });
export type ConfirmIssuer = z.infer<typeof ConfirmIssuer>;

/**
 * Makes an issuer trusted on the days that were proposed, as somebody else than who proposed it, under every record that is theirs.
 * @refuses not_found · forbidden `access/proposer` · conflict `issuer/decided-already` · rule_violation `issuer/trusted-already`
 */
export async function confirmIssuer(ctx: Context, input: ConfirmIssuer): Promise<{ id: string }> {
  return command(ctx, 'issuer.confirm', input, async (tx, actor, ctx) => {
    const issuer = await lockTrustedIssuer(tx, input.issuerId);
    const { id, identity, name, isOwn, proposedById, firstDay, lastDay } = issuer;
    authorize(ctx, 'issuer.confirm', { tenantId: actor.tenantId, proposedById });
    if (issuer.outcome !== null) refuse('conflict', 'issuer/decided-already');
    const known = await trustedAs(tx, identity);
    if (known.some((one) => one.id !== id && one.outcome === 'confirmed' && trustMeets(one, issuer)))
      refuse('rule_violation', 'issuer/trusted-already');
    await decideIssuer(tx, id, { outcome: 'confirmed', byId: actor.personId, at: ctx.now });
    await recordAudit(tx, ctx, 'issuer.confirm', {
      objectType: 'trusted_issuer',
      objectId: id,
      summary: 'issuer trusted',
      after: { identity, name, isOwn, firstDay, lastDay, proposedById },
    });
    return { id };
  });
}
