import { refuse, type RefusalCode } from './refusal';

/** What a pure function decides: a value, or one of the reasons it names. */
export type Result<Value, Reason extends string = string> =
  | { ok: true; value: Value }
  | { ok: false; reason: Reason; details?: unknown };

/** Decided: this value. */
export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

/** Decided: not, for this reason. */
export function fail<Reason extends string>(
  reason: Reason,
  details?: unknown,
): { ok: false; reason: Reason; details?: unknown } {
  return details === undefined ? { ok: false, reason } : { ok: false, reason, details };
}

/** The value, or the reason as a refusal. @refuses the given code, with the result's own reason */
export function orRefuse<Value>(result: Result<Value>, code: RefusalCode = 'rule_violation'): Value {
  return result.ok ? result.value : refuse(code, result.reason, result.details);
}
