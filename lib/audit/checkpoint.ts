import { chainHash } from './chain';

export interface Checkpoint {
  tenantId: string;
  /** How many entries the trail had. */
  seq: string;
  /** Hash of the last of them, hexadecimal. */
  hash: string;
  /** ISO 8601, UTC. */
  at: string;
}

/**
 * The text that a checkpoint's signature covers: origin, number of entries, head, time, hash of the chain, a line each.
 * The oldest lack the last line; their chains are of SHA-256.
 * @source https://c2sp.org/tlog-checkpoint; the head is that of a chain, not of a tree
 */
export function checkpointText(
  { tenantId, seq, hash, at }: Checkpoint,
  base64OfHex: (hex: string) => string,
): string {
  return `crosswalk/audit/${tenantId}\n${seq}\n${base64OfHex(hash)}\ntime ${at}\nhash ${chainHash}\n`;
}

/** A signed note: the text, a blank line, and who signed it how. @source https://c2sp.org/signed-note */
export function signedNote(text: string, keyName: string, signatureWithKeyId: string): string {
  return `${text}\n— ${keyName} ${signatureWithKeyId}\n`;
}
