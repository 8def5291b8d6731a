import * as z from 'zod';
import { whyNotEnded } from '@/lib/badge/trusted-issuer';
import { endIssuerOn, lockTrustedIssuer } from '@/lib/db/trusted-issuers';
import { addDays, CivilDateText } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';

export const EndIssuer = z.strictObject({
  issuerId: z.uuid(),
  lastDay: CivilDateText,
  reason: z.string().trim().min(3, 'field/why').max(1_000),
});
export type EndIssuer = z.infer<typeof EndIssuer>;

/**
 * Says on which day an issuer is trusted for the last time, and why. Trust may end without a second person, since nothing is given by that.
 * @refuses not_found · rule_violation the reasons of EndReason
 */
export async function endIssuer(ctx: Context, input: EndIssuer): Promise<{ id: string }> {
  return command(ctx, 'issuer.end', input, async (tx, actor, ctx) => {
    const issuer = await lockTrustedIssuer(tx, input.issuerId);
    const { id, identity, name, firstDay } = issuer;
    authorize(ctx, 'issuer.end', { tenantId: actor.tenantId });
    const today = await todayAt(tx, ctx, actor.tenantId);
    const reason = whyNotEnded(issuer, input.lastDay, {
      yesterday: addDays(today, -1),
      eve: addDays(firstDay, -1),
    });
    if (reason !== null) refuse('rule_violation', reason);
    await endIssuerOn(tx, id, {
      lastDay: input.lastDay,
      byId: actor.personId,
      at: ctx.now,
      reason: input.reason,
    });
    await recordAudit(tx, ctx, 'issuer.end', {
      objectType: 'trusted_issuer',
      objectId: id,
      summary: `issuer trusted until ${input.lastDay}`,
      before: { identity, name, firstDay, lastDay: issuer.lastDay },
      after: { identity, name, firstDay, lastDay: input.lastDay, reason: input.reason },
    });
    return { id };
  });
}
