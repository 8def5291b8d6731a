import 'server-only';
import { isDiskFull } from '@/lib/db/tx';
import { Refusal, type RefusalCode } from '@/lib/kernel/refusal';
import type { Context } from '@/lib/usecases/context';
import { routeBeingAnswered } from './framework-internals';
import { callerAddress } from './request-context';
import { callerMark, idsOf, logSecurity, type SecurityEvent } from './security-log';

/** A no to who asks, or to a step that no page of ours offers then. What people mistype or do at the same time is no event. */
const notable = new Set<RefusalCode>([
  'unauthenticated',
  'forbidden',
  'not_found',
  'rate_limited',
  'invalid_transition',
]);
/** Forms that no page of ours sends, and more than one person needs. */
const notableReasons = new Set(['form/bad-name', 'form/too-large', 'form/unknown-field', 'evidence/quota']);

const failedSignIns = new Set([
  'account/link-elsewhere',
  'account/link-not-valid',
  'account/link-expired',
  'account/no-demonstration',
  'account/not-a-demonstration-person',
]);

/** What was thrown, as a refusal where it is none yet and no fault of ours: a disk without room, outside the road of commands. */
export function knownRefusal(thrown: unknown): unknown {
  return isDiskFull(thrown) ? new Refusal('no_room', 'command/no-room') : thrown;
}

/** Puts a refusal of a page, route or action on record. That a thing belongs to another institution is not told apart here either. */
export async function noteRefusal(
  { code, reason, command }: Refusal,
  { actor, requestId }: Pick<Context, 'actor' | 'requestId'>,
): Promise<void> {
  if (!notable.has(code) && !notableReasons.has(reason)) return;
  logSecurity(eventOf(code, reason), requestId, {
    route: routeBeingAnswered(),
    command,
    code,
    reason,
    ...idsOf(actor),
    caller: callerMark(await callerAddress()),
  });
}

function eventOf(code: RefusalCode, reason: string): SecurityEvent {
  if (code === 'rate_limited') return 'rate budget exhausted';
  return failedSignIns.has(reason) ? 'sign-in failed' : 'refused';
}
