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

/**
 * Lines a minute of one kind (event, code, and whether a visitor, a guest or staff); one more line counts what was left out, so
 * a flood is seen without filling the disk. Sixty a minute of the some ten kinds that a stranger can cause are 250 MB a day at
 * the most; what only people with an account can cause may come at the start of a term all at once. Staff are counted apart from
 * visitors, so that no stranger's flood hides what an insider tries.
 */
export const linesAMinute = { info: 600, warn: 60 } as const;

// Next makes several copies of a module in one process; they count as one.
const shared = globalThis as { crosswalkSecurityLog?: { kinds: Map<string, Kind>; secret: Buffer } };
interface Kind {
  written: number;
  leftOut: number;
}
function state() {
  shared.crosswalkSecurityLog ??= { kinds: new Map(), secret: randomBytes(32) };
  return shared.crosswalkSecurityLog;
}

/** The one place that writes security events, a line each. */
export function logSecurity(event: SecurityEvent, requestId: string, facts: SecurityFacts): void {
  const level = levelOf[event];
  const kind = kindOf(event, facts);
  if (kind.written >= linesAMinute[level]) kind.leftOut += 1;
  else {
    kind.written += 1;
    writeLine(level, event, requestId, facts);
  }
}

function kindOf(event: SecurityEvent, { code, actor }: SecurityFacts): Kind {
  const { kinds } = state();
  const key = JSON.stringify([event, code, actor]);
  const known = kinds.get(key);
  if (known) return known;
  const kind: Kind = { written: 0, leftOut: 0 };
  kinds.set(key, kind);
  setTimeout(() => {
    kinds.delete(key);
    if (kind.leftOut > 0)
      writeLine('warn', 'lines left out', '', { of: event, code, actor, leftOut: kind.leftOut });
  }, 60_000).unref();
  return kind;
}

/** Ids of whoever acts; a member of staff by the record of that institution. */
export function idsOf(actor: Actor): Pick<SecurityFacts, 'actor' | 'userId' | 'personId' | 'tenantId'> {
  if (actor.kind === 'visitor') return { actor: actor.kind };
  if (actor.kind === 'guest') return { actor: actor.kind, userId: actor.userId };
  return { actor: actor.kind, userId: actor.userId, personId: actor.personId, tenantId: actor.tenantId };
}

/** Tells callers apart without saying who they are: the secret is drawn at start, kept nowhere, and gone with the process. */
export function callerMark(address: string): string {
  return createHmac('sha256', state().secret).update(address).digest('hex').slice(0, 12);
}
