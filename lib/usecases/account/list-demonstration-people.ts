import * as people from '@/lib/db/demonstration-people';
import { authorize } from '../authorize';
import type { Context } from '../context';

/** Whom a visitor may be; nobody unless this installation is a demonstration. */
export async function listDemonstrationPeople(
  ctx: Context,
  given: { demonstration: boolean },
): Promise<people.DemonstrationInstitution[]> {
  authorize(ctx, 'account.signIn', { tenantId: null });
  return given.demonstration ? people.demonstrationPeople(ctx.database) : [];
}
