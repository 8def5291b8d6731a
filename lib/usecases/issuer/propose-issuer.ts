import * as z from 'zod';
import { issuerIdentityIn } from '@/lib/badge/issuer-identity';
import { trustMeets } from '@/lib/badge/trusted-issuer';
import { insertIssuerProposal, trustedAs } from '@/lib/db/trusted-issuers';
import { CivilDateText } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { isWebAddress } from '@/lib/kernel/web-address';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const ProposeIssuer = z
  .strictObject({
    identity: z
      .string()
      .max(2_000)
      .refine((text) => issuerIdentityIn(text) !== null, 'issuer/identity-form')
      .transform((text) => issuerIdentityIn(text) ?? ''),
    name: z.string().trim().min(1, 'field/name').max(300),
    reason: z.string().trim().min(3, 'field/why').max(1_000),
    sourceUrl: z.string().trim().max(2_000).refine(isWebAddress, 'field/web-address'),
    /** The institution itself issues under this identity. */
    isOwn: z.literal('on').optional(),
    firstDay: CivilDateText,
    lastDay: z.literal('').or(CivilDateText).default(''),
  })
  .refine(({ firstDay, lastDay }) => lastDay === '' || firstDay <= lastDay, {
    path: ['lastDay'],
    error: 'field/ends-first',
  });
export type ProposeIssuer = z.output<typeof ProposeIssuer>;

/**
 * Proposes that the institution trusts an issuer of badges. It changes nothing before somebody else confirms it.
 * @refuses rule_violation `issuer/trusted-already` · conflict `issuer/waits-already`
 */
export async function proposeIssuer(ctx: Context, input: ProposeIssuer): Promise<{ id: string }> {
  return command(ctx, 'issuer.propose', input, async (tx, actor, ctx) => {
    const { tenantId, personId } = actor;
    authorize(ctx, 'issuer.propose', { tenantId });
    const said = {
      ...input,
      isOwn: input.isOwn === 'on',
      lastDay: input.lastDay === '' ? null : input.lastDay,
    };
    const known = await trustedAs(tx, input.identity);
    if (known.some((one) => one.outcome === 'confirmed' && trustMeets(one, said)))
      refuse('rule_violation', 'issuer/trusted-already');
    const id = ctx.newId();
    await insertIssuerProposal(tx, { ...said, id, tenantId, proposedById: personId, at: ctx.now });
    await recordAudit(tx, ctx, 'issuer.propose', {
      objectType: 'trusted_issuer',
      objectId: id,
      summary: 'issuer proposed',
      after: said,
    });
    return { id };
  });
}
