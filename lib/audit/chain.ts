/** One entry of an institution's audit chain, as exported: all fields as text. */
export interface AuditEntry {
  tenantId: string;
  seq: string;
  /** ISO 8601 with milliseconds, UTC. */
  at: string;
  actorId: string;
  action: string;
  objectType: string;
  objectId: string;
  summary: string;
  requestId: string;
  commitment: string;
  prevHash: string;
  hash: string;
}

/** By what the entries of a chain are hashed; checkpoints say so, so that another one can follow some day and be told apart. */
export const chainHash = 'sha256';

/** What the first entry of a chain follows. @source prisma/migrations, function chain_audit_event */
export const firstPrevHash = '0'.repeat(64);

/**
 * The bytes an entry's hash covers: a JSON array of texts with a blank after each comma.
 * @source prisma/migrations, function chain_audit_event: the database builds the same bytes
 */
export function canonicalEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const fields = [
    entry.tenantId,
    entry.seq,
    entry.at,
    entry.actorId,
    entry.action,
    entry.objectType,
    entry.objectId,
    entry.summary,
    entry.requestId,
    entry.commitment,
    entry.prevHash,
  ];
  return `[${fields.map((field) => JSON.stringify(field)).join(', ')}]`;
}
