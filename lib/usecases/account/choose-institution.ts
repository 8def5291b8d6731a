import * as z from 'zod';
import { listMemberships } from '@/lib/db/sessions';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import type { Context } from '../context';

export const ChooseInstitution = z.strictObject({ tenantId: z.uuid() });
export type ChooseInstitution = z.infer<typeof ChooseInstitution>;

/** Says in which institution one is at work from now on. @refuses unauthenticated · not_found unless one is on its staff */
export async function chooseInstitution(
  ctx: Context,
  input: ChooseInstitution,
): Promise<{ tenantId: string }> {
  authorize(ctx, 'account.chooseInstitution', { tenantId: null });
  if (ctx.actor.kind === 'visitor') refuse('unauthenticated', 'access/sign-in-first');
  const memberships = await listMemberships(ctx.database, ctx.actor.userId);
  if (!memberships.some(({ tenantId }) => tenantId === input.tenantId))
    refuse('not_found', 'account/not-a-member');
  return { tenantId: input.tenantId };
}
