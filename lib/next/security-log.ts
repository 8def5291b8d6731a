import { createHmac, randomBytes } from 'node:crypto';
import type { Actor } from '@/lib/access/actor';
import { writeLine } from './log';

/** What whoever watches over an installation can read of it; docs/operations.md tells what each means. */
const levelOf = {
  'signed in': 'info',
  'signed out': 'info',
  'all sessions ended': 'info',
  'sign-in failed': 'warn',
  refused: 'warn',
  'rate budget exhausted': 'warn',
  'turned away': 'warn',
} as const;
export type SecurityEvent = keyof typeof levelOf;

/** All that such a line may say: ids, codes, and names that stand in our own code. Nothing that anybody typed has a place. */
export interface SecurityFacts {
  /** Pattern of the page or route (`/registrar/rules/[ruleId]`), never the address. */
  route?: string | undefined;
  /** What was to be done, by its permission (`rule.publish`). */
  command?: string | undefined;
  code?: string;
  reason?: string;
  /** Way of signing in. */
  by?: 'link' | 'provider' | 'demonstration';
  /** In how many institutions that person works; none for somebody unknown or suspended. */
  institutions?: number;
  method?: string;
  kind?: string;
  caller?: string;
  actor?: Actor['kind'];
  userId?: string;
  personId?: string;
  tenantId?: string;
}

/** The one place that writes security events, a line each. A flood of one kind is bounded where the log is kept (scripts/log). */
export function logSecurity(event: SecurityEvent, requestId: string, facts: SecurityFacts): void {
  writeLine(levelOf[event], event, requestId, facts);
}

/** Ids of whoever acts; a member of staff by the record of that institution. */
export function idsOf(actor: Actor): Pick<SecurityFacts, 'actor' | 'userId' | 'personId' | 'tenantId'> {
  if (actor.kind === 'visitor') return { actor: actor.kind };
  if (actor.kind === 'guest' || actor.kind === 'student') return { actor: actor.kind, userId: actor.userId };
  return { actor: actor.kind, userId: actor.userId, personId: actor.personId, tenantId: actor.tenantId };
}

/** Tells callers apart without saying who they are: the secret is drawn at start, kept nowhere, and gone with the process. */
export function callerMark(address: string): string {
  return createHmac('sha256', secret()).update(address).digest('hex').slice(0, 12);
}

// Next makes several copies of a module in one process; they have one secret.
function secret(): Buffer {
  const shared = globalThis as { crosswalkCallerSecret?: Buffer };
  return (shared.crosswalkCallerSecret ??= randomBytes(32));
}
