import * as z from 'zod';
import type { Institution } from '@/lib/db/institutions';
import { refuse } from '@/lib/kernel/refusal';
import type { Context } from '../context';

/** Which claim of one's own an act is about; `at` is the institution's address here. */
export const OwnClaim = z.strictObject({
  at: z.string().min(1).max(100),
  claimId: z.uuid(),
  expectedVersion: z.coerce.number().int(),
});

/** The institution that a claim is made at. @refuses not_found `claim/not-found` */
export async function institutionAt(
  ctx: Context,
  slug: string,
): Promise<Pick<Institution, 'id' | 'slug' | 'name' | 'homeUnit' | 'timeZone'>> {
  const { institutions } = await ctx.catalog.upToDate(ctx.now);
  return institutions.find((one) => one.slug === slug) ?? refuse('not_found', 'claim/not-found');
}
