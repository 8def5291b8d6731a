export interface VerifierKey {
  name: string;
}
export interface Verdict {
  entries: number;
  checkpoints: number;
  details: number;
  erased: number;
  withheld: number;
  tenantId: string | null;
  head: string;
}
export function verifyTrail(
  text: string,
  checkpoints: readonly (readonly [name: string, note: string])[],
  key: VerifierKey | undefined,
): Verdict;
export function parseKey(line: string): VerifierKey;
