import * as z from 'zod';
import { decideIssuer, lockTrustedIssuer } from '@/lib/db/trusted-issuers';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const DeclineIssuer = z.strictObject({ issuerId: z.uuid() });
export type DeclineIssuer = z.infer<typeof DeclineIssuer>;

/**
 * Says no to a proposal about an issuer, or takes back one's own. It stays on record, and the same issuer can be proposed again.
 * @refuses not_found · conflict `issuer/decided-already`
 */
export async function declineIssuer(ctx: Context, input: DeclineIssuer): Promise<{ id: string }> {
  return command(ctx, 'issuer.decline', input, async (tx, actor, ctx) => {
    const { id, identity, name, outcome } = await lockTrustedIssuer(tx, input.issuerId);
    authorize(ctx, 'issuer.decline', { tenantId: actor.tenantId });
    if (outcome !== null) refuse('conflict', 'issuer/decided-already');
    await decideIssuer(tx, id, { outcome: 'declined', byId: actor.personId, at: ctx.now });
    await recordAudit(tx, ctx, 'issuer.decline', {
      objectType: 'trusted_issuer',
      objectId: id,
      summary: 'issuer declined',
      after: { identity, name },
    });
    return { id };
  });
}
