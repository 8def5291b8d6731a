import { canonicalCase } from '@/lib/credit/canonical';
import { evaluateWithTrace, type Trace } from '@/lib/credit/evaluate';
import { engineVersion } from '@/lib/credit/evaluation';
import type { CreditCase } from '@/lib/credit/input';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { fail, ok, type Result } from '@/lib/kernel/result';
import type { ClaimOutcome } from './lifecycle';

/**
 * All that a decision about a claim rests on, as text: the credit case with policy, program, rules, certificates and day, and what the
 * engine answered. Text, since a database may write a value in another way and bytes are compared.
 */
export interface ClaimSnapshot {
  engineVersion: string;
  creditCase: string;
  evaluation: string;
}

/** Asks the engine once and keeps question and answer. @refuses rule_violation `credit/too-complex` */
export function takeSnapshot(input: CreditCase): { snapshot: ClaimSnapshot; trace: Trace } {
  const asked = canonicalCase(input);
  const trace = evaluateWithTrace(asked);
  return {
    snapshot: {
      engineVersion,
      creditCase: canonicalJson(asked),
      evaluation: canonicalJson(trace.evaluation),
    },
    trace,
  };
}

/**
 * Asks the frozen question again; the answer has to be the frozen one, byte for byte.
 * @refuses `claim/replay-differs` also where another engine answers otherwise
 * @source docs/domain.md §8.10
 */
export function replay(
  snapshot: ClaimSnapshot,
): Result<{ asked: CreditCase; trace: Trace }, 'claim/replay-differs'> {
  const asked = askedIn(snapshot);
  const trace = evaluateWithTrace(asked);
  return canonicalJson(trace.evaluation) === snapshot.evaluation
    ? ok({ asked, trace })
    : fail('claim/replay-differs');
}

/** The frozen question with what the certificates turned out to be; policy, program, rules and day stay. */
export function withCredentials(
  snapshot: ClaimSnapshot,
  credentials: CreditCase['student']['credentials'],
  consumedAtoms: readonly string[],
): CreditCase {
  const asked = askedIn(snapshot);
  return { ...asked, student: { ...asked.student, credentials, consumedAtoms: [...consumedAtoms].sort() } };
}

function askedIn({ creditCase }: ClaimSnapshot): CreditCase {
  return JSON.parse(creditCase) as CreditCase;
}

/** What the engine's answer comes to for the student: a certificate that no rule uses is not granted. */
export function outcomeOf({ evaluation }: Pick<Trace, 'evaluation'>): ClaimOutcome {
  if (evaluation.awards.length === 0) return 'refused';
  return evaluation.unused.length === 0 ? 'granted' : 'partly_granted';
}
