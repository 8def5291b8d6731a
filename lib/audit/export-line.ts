import type { AuditEntry } from './chain';

/** States with their salt, or why they are not there: erased, withheld until the stage of that id closes, or kept from whoever exports (`author`, `conflict`). */
export type ExportedDetail =
  | { salt: string; before: unknown; after: unknown }
  | { erasedAt: string }
  | { withheldFor: string };

/** One line of an export: the fields of an entry in the order that its hash covers, then what it commits to, where asked for. */
export function exportLine(entry: AuditEntry, detail?: ExportedDetail): string {
  const {
    tenantId,
    seq,
    at,
    actorId,
    action,
    objectType,
    objectId,
    summary,
    requestId,
    commitment,
    prevHash,
    hash,
  } = entry;
  return `${JSON.stringify({ tenantId, seq, at, actorId, action, objectType, objectId, summary, requestId, commitment, prevHash, hash, ...(detail && { detail }) })}\n`;
}
