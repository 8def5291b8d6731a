import * as z from 'zod';
import { findPublicInstitution, type PublicInstitution } from '@/lib/db/public-institutions';
import { refuse } from '@/lib/kernel/refusal';
import { accountOf, type Context } from '../context';

/** Which claim of one's own an act is about; `at` is the institution's address here. */
export const OwnClaim = z.strictObject({
  at: z.string().min(1).max(100),
  claimId: z.uuid(),
  expectedVersion: z.coerce.number().int(),
});

/** The institution at which whoever is signed in claims. @refuses unauthenticated · not_found `claim/not-found` */
export async function institutionAt(ctx: Context, slug: string): Promise<PublicInstitution> {
  accountOf(ctx);
  // The database takes no text with a zero in it, and no institution has such an address.
  const found = slug.includes('\0') ? null : await findPublicInstitution(ctx.database, slug, ctx);
  return found ?? refuse('not_found', 'claim/not-found');
}
