import { addTransition } from '@/lib/db/rule-transitions';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { orRefuse } from '@/lib/kernel/result';
import { type RuleEvent, transition } from '@/lib/rule/lifecycle';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { type Context, staffOf } from '../context';

/**
 * The step that every change of a rule's state shares: transition, save, note the move. The caller has loaded and locked the
 * version and authorized; it records the audit entry. `change` sets what the move fills in (who published, when, until when).
 * @refuses invalid_transition · rule_violation · conflict
 */
export async function moveRule(
  tx: Tx,
  ctx: Context,
  version: RuleVersion,
  event: RuleEvent,
  {
    expectedVersion = version.rowVersion,
    change = {},
  }: { expectedVersion?: number; change?: Partial<RuleVersion> } = {},
): Promise<RuleVersion> {
  const result = transition(version, event);
  const move = orRefuse(
    result,
    !result.ok && result.reason === 'rule/not-from-this-state' ? 'invalid_transition' : 'rule_violation',
  );
  const next: RuleVersion = {
    ...version,
    ...change,
    status: move.status,
    statusReason: move.reason,
    ...datesOf(event, ctx.now),
  };
  const saved = await rules.save(tx, next, expectedVersion, ctx.now);
  await addTransition(tx, version.tenantId, {
    ruleVersionId: version.id,
    action: event.type,
    fromStatus: version.status,
    toStatus: move.status,
    actorId: staffOf(ctx).personId,
    reason: move.reason,
    at: ctx.now,
  });
  return saved;
}

function datesOf(event: RuleEvent, at: string): Partial<RuleVersion> {
  if (event.type === 'submit') return { submittedAt: at };
  if (event.type === 'approve' || event.type === 'deny' || (event.type === 'settleConditions' && event.met))
    return { approvedAt: at };
  return {};
}
