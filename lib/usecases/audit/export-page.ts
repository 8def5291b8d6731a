import { exportLine, type ExportedDetail } from '@/lib/audit/export-line';
import * as audit from '@/lib/db/audit';
import type { StaffMember } from '@/lib/access/actor';
import type { Database } from '@/lib/db/client';
import { type Tx, withTenant } from '@/lib/db/tx';
import { type WithheldStates, withheldOf } from './withhold';

const pageSize = 1_000;

interface ExportOptions {
  details: boolean;
  /** Null: whoever runs the server. */
  reader: StaffMember | null;
}

/** A whole trail as lines, a page at a time, each read in a transaction of its own. */
export async function* exportPages(
  database: Database,
  tenant: Parameters<typeof withTenant>[1],
  options: ExportOptions,
): AsyncGenerator<string> {
  for (let after: string | null = '0'; after !== null; ) {
    const from: string = after;
    const { lines, next } = await withTenant(database, tenant, (tx) => exportPage(tx, from, options));
    if (lines !== '') yield lines;
    after = next;
  }
}

/** The next entries of an export as lines, without the states that are kept from the reader, and the number to go on after; null at the end of the trail. */
export async function exportPage(
  tx: Tx,
  afterSeq: string,
  { details, reader }: ExportOptions,
): Promise<{ lines: string; next: string | null }> {
  const rows = await audit.listForExport(tx, afterSeq, pageSize);
  const withheld = details ? await withheldOf(tx, rows, reader) : new Map<string, WithheldStates>();
  const lines = rows.map(({ entry, states }) =>
    exportLine(entry, details && states ? exported(states, withheld.get(entry.seq)) : undefined),
  );
  return { lines: lines.join(''), next: rows.length < pageSize ? null : (rows.at(-1)?.entry.seq ?? null) };
}

function exported(
  { salt, before, after, erasedAt }: audit.AuditStates,
  withheld: WithheldStates | undefined,
): ExportedDetail {
  if (erasedAt !== null) return { erasedAt };
  if (withheld !== undefined)
    return { withheldFor: withheld.why === 'blind' ? withheld.stage.id : withheld.why };
  return { salt, before, after };
}
