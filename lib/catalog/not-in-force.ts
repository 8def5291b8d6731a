import type { Sentence } from '@/lib/credit/explain-leaf';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { openingDay, type PublicStatus } from './standing';

/** A public rule version as it stood on the day that is asked about. */
interface Stood {
  status: PublicStatus;
  statusSince: CivilDate;
  statusReason: string;
  definition: Pick<RuleDefinition, 'claimWindow' | 'credentialWindow'>;
}

const keys = {
  suspended: 'SUSPENDED_SINCE',
  ahead: 'SUSPENDED_AHEAD',
  revoked: 'REVOKED_ON',
} as const;

/** The keys of those sentences, below `reasons` in messages/en/credit.json. */
export const notInForceKeys: readonly string[] = Object.values(keys);

/**
 * Of a version that is not in force the engine only knows that it gives nothing; the record says since when, why, and of one that was
 * suspended before it began also its first day. Null: it is in force.
 */
export function whyNotInForce(
  { status, statusSince, statusReason, definition }: Stood,
  asOf: CivilDate,
): Sentence | null {
  if (status === 'published') return null;
  const values = { day: statusSince, why: statusReason };
  const first = openingDay(definition);
  return status === 'suspended' && first !== null && first > asOf
    ? { key: keys.ahead, values: { ...values, dayFirst: first } }
    : { key: keys[status], values };
}

/** Whether a revoked version is no news, because a later public version of its rule says what holds. */
export function isReplaced(
  { status, ruleId, version }: { status: PublicStatus; ruleId: string; version: number },
  others: readonly { ruleId: string; version: number }[],
): boolean {
  return status === 'revoked' && others.some((other) => other.ruleId === ruleId && other.version > version);
}
