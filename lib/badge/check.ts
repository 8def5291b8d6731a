/** What is checked of a badge, in the order in which it is told. @source docs/badges.md, "Checks" */
export const checkNames = [
  'form',
  'signature',
  'issuer',
  'status',
  'days',
  'recipient',
  'achievement',
] as const;
export type CheckName = (typeof checkNames)[number];

/** Unknown is what could not be looked at, or what nobody has said: never a fail. */
export type Outcome = 'pass' | 'fail' | 'unknown';

/** What came of one check: `reason` is the key of its sentence below `badge.reason`, `values` are what the sentence needs. */
export interface Check {
  name: CheckName;
  outcome: Outcome;
  reason: string;
  values?: Readonly<Record<string, string>>;
}

/**
 * Valid: as it was signed, in force, and not taken back. Unproven: something of that could not be looked at. Invalid: something of it is
 * not so. Who issued it, and for whom, is another question: that is trust.
 */
export type Verdict = 'valid' | 'unproven' | 'invalid';

/** The checks that a badge stands or falls by. */
const decisive: readonly CheckName[] = ['form', 'signature', 'status', 'days'];

/** The verdict on a badge: one fail decides, and valid takes a pass of every decisive check. Total. */
export function verdictOf(checks: readonly Check[]): Verdict {
  const outcomes = decisive.map((name) => checks.find((check) => check.name === name)?.outcome ?? 'unknown');
  if (outcomes.includes('fail')) return 'invalid';
  return outcomes.every((outcome) => outcome === 'pass') ? 'valid' : 'unproven';
}

/** Whether it is shown who issued a badge, and the reader trusts them. Nothing that is not valid is trusted. */
export function isTrusted(checks: readonly Check[]): boolean {
  return (
    verdictOf(checks) === 'valid' &&
    checks.some(({ name, outcome }) => name === 'issuer' && outcome === 'pass')
  );
}

/** One check, as it is written down. */
export function checked(
  name: CheckName,
  outcome: Outcome,
  reason: string,
  values?: Readonly<Record<string, string>>,
): Check {
  return { name, outcome, reason, ...(values !== undefined && { values }) };
}
