import { getInstitution } from '@/lib/db/institutions';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { type Context, todayIn } from './context';

/** The civil date of the request where the institution is. @refuses not_found */
export async function todayAt(tx: Tx, ctx: Context, tenantId: string): Promise<CivilDate> {
  return todayIn(ctx, (await getInstitution(tx, tenantId)).timeZone);
}
