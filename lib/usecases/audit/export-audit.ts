import { exportLine, type ExportedDetail } from '@/lib/audit/export-line';
import * as audit from '@/lib/db/audit';
import { withTenant } from '@/lib/db/tx';
import { authorize } from '../authorize';
import { type Context, staffOf } from '../context';

const pageSize = 1_000;

/** The whole trail of the institution as lines of JSON, the oldest entry first; states before and after only where asked for. */
export async function* exportAudit(ctx: Context, options: { details: boolean }): AsyncGenerator<string> {
  const actor = staffOf(ctx);
  authorize(ctx, 'audit.export', { tenantId: actor.tenantId });
  let last = '0';
  for (;;) {
    const after = last;
    const rows = await withTenant(ctx.database, actor, (tx) => audit.listForExport(tx, after, pageSize));
    const lines = rows.map(({ entry, states }) => exportLine(entry, options.details && states ? exported(states) : undefined));
    if (lines.length > 0) yield lines.join('');
    const end = rows.at(-1);
    if (!end || rows.length < pageSize) return;
    last = end.entry.seq;
  }
}

function exported({ salt, before, after, erasedAt }: audit.AuditStates): ExportedDetail {
  return erasedAt === null ? { salt, before, after } : { erasedAt };
}
