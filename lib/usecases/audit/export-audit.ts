import { withTenant } from '@/lib/db/tx';
import { authorize } from '../authorize';
import { type Context, staffOf } from '../context';
import { exportPage } from './export-page';

/** The whole trail of the institution as lines of JSON, the oldest entry first; states before and after only where asked for. */
export async function* exportAudit(ctx: Context, options: { details: boolean }): AsyncGenerator<string> {
  const actor = staffOf(ctx);
  authorize(ctx, 'audit.export', { tenantId: actor.tenantId });
  for (let after: string | null = '0'; after !== null; ) {
    const from: string = after;
    const { lines, next } = await withTenant(ctx.database, actor, (tx) => exportPage(tx, from, options));
    if (lines !== '') yield lines;
    after = next;
  }
}
