import { exportLine, type ExportedDetail } from '@/lib/audit/export-line';
import * as audit from '@/lib/db/audit';
import type { Tx } from '@/lib/db/tx';
import { withheldOf } from './withhold';

const pageSize = 1_000;

/** The next entries of an export as lines, and the number to go on after; null at the end of the trail. */
export async function exportPage(
  tx: Tx,
  afterSeq: string,
  { details }: { details: boolean },
): Promise<{ lines: string; next: string | null }> {
  const rows = await audit.listForExport(tx, afterSeq, pageSize);
  const withheld = details ? await withheldOf(tx, rows) : new Map<string, { id: string }>();
  const lines = rows.map(({ entry, states }) =>
    exportLine(entry, details && states ? exported(states, withheld.get(entry.seq)?.id) : undefined),
  );
  return { lines: lines.join(''), next: rows.length < pageSize ? null : (rows.at(-1)?.entry.seq ?? null) };
}

function exported(
  { salt, before, after, erasedAt }: audit.AuditStates,
  withheldFor: string | undefined,
): ExportedDetail {
  if (erasedAt !== null) return { erasedAt };
  return withheldFor !== undefined ? { withheldFor } : { salt, before, after };
}
