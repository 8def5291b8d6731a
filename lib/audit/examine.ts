import { type AuditEntry, canonicalEntry, firstPrevHash } from './chain';
import { canonicalJson } from '@/lib/kernel/canonical-json';

/** What is wrong: an entry is not there, does not follow the one before it, is not what was hashed, or its states are not what it commits to. */
export type TrailFault = 'missing' | 'link' | 'hash' | 'states';

/** States that stand beside an entry, with the salt of its commitment. */
export interface SealedStates {
  salt: string;
  before: unknown;
  after: unknown;
}

/** SHA-256 of a text in UTF-8, hexadecimal. */
export type Sha256 = (text: string) => string;

/**
 * Whether entries that follow each other are what the chain says, without trusting what is stored beside them; `before` is the entry
 * before the first of them, null where the first is the first of the trail. Answers with the first that is wrong, and what.
 * @source docs/audit.md, "What is hashed"
 */
export function faultInRun(
  run: readonly AuditEntry[],
  before: Pick<AuditEntry, 'seq' | 'hash'> | null,
  sha256: Sha256,
): { seq: string; fault: TrailFault } | null {
  let seq = BigInt(before?.seq ?? 0);
  let hash = before?.hash ?? firstPrevHash;
  for (const entry of run) {
    seq += 1n;
    if (BigInt(entry.seq) !== seq) return { seq: String(seq), fault: 'missing' };
    if (entry.prevHash !== hash) return { seq: entry.seq, fault: 'link' };
    if (sha256(canonicalEntry(entry)) !== entry.hash) return { seq: entry.seq, fault: 'hash' };
    hash = entry.hash;
  }
  return null;
}

/** Whether states are those to which an entry commits. @source docs/audit.md, "What is hashed" */
export function keepsToStates(
  { commitment }: Pick<AuditEntry, 'commitment'>,
  { salt, before, after }: SealedStates,
  sha256: Sha256,
): boolean {
  return sha256(salt + canonicalJson({ after, before })) === commitment;
}
