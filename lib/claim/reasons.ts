import { type IdleHolding, idleHoldings } from '@/lib/catalog/idle-holdings';
import { type RejectedRule, tellRejected } from '@/lib/catalog/rejected-rules';
import type { Trace } from '@/lib/credit/evaluate';
import type { DroppedLine } from '@/lib/credit/evaluation';
import type { CreditCase } from '@/lib/credit/input';

/** Why what was claimed gave nothing, or not all: by rule, by line and by certificate, in the engine's own reasons. */
export interface ClaimReasons {
  rejected: readonly RejectedRule[];
  /** Decided noes that hold, by the ids of their versions. */
  denied: readonly string[];
  dropped: readonly DroppedLine[];
  /** By the place of the certificate. */
  idle: readonly IdleHolding[];
}

/** The reasons behind an answer of the engine, as the estimate tells them. @source docs/domain.md §6.3 */
export function reasonsOf(asked: CreditCase, trace: Trace): ClaimReasons {
  const rejected = tellRejected(asked, trace, []);
  const { evaluation, denials } = trace;
  return {
    rejected,
    denied: denials,
    dropped: (evaluation.droppedLines ?? []).filter(
      ({ rule, reason }) => reason !== 'UNIT_NOT_CREDIT' || !rejected.some(({ id }) => id === rule),
    ),
    idle: idleHoldings(asked, trace, [...rejected.map(({ id }) => id), ...denials]),
  };
}
