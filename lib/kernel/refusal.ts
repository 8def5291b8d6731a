/** Every way a use case can say no. @source docs/architecture.md, errors */
export const refusalCodes = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'invalid_input',
  'conflict',
  'invalid_transition',
  'rule_violation',
  'rate_limited',
  'no_room',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** An expected no: a code for machines, a reason (`rule/not-draft`) for words, details for what would change it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** What was to be done, as the road of commands says on its way out; for the log. */
  command?: string;

  constructor(
    readonly code: RefusalCode,
    readonly reason: string,
    readonly details?: unknown,
  ) {
    super(`${code}: ${reason}`);
  }
}

/** Refuses: the transaction around it rolls back, the edge maps it to words. @refuses always */
export function refuse(code: RefusalCode, reason: string, details?: unknown): never {
  throw new Refusal(code, reason, details);
}
