import { institutionCalled } from '@/lib/db/issuers-of-badge';
import { authorize } from '../authorize';
import type { Context } from '../context';

/** The institution whose list of trusted issuers alone decides about a badge, by name; null where none is called so. */
export async function viewChosen(ctx: Context, slug: string): Promise<string | null> {
  authorize(ctx, 'badge.check', { tenantId: null });
  return slug === '' || slug.length > 100 ? null : institutionCalled(ctx.database, slug);
}
