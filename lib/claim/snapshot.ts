import { canonicalCase } from '@/lib/credit/canonical';
import { evaluateWithTrace, type Trace } from '@/lib/credit/evaluate';
import { type Evaluation, engineVersion } from '@/lib/credit/evaluation';
import type { CreditCase } from '@/lib/credit/input';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { fail, ok, type Result } from '@/lib/kernel/result';
import { heldUntil } from '@/lib/catalog/held-until';
import type { StatedHolding } from '@/lib/catalog/estimate-query';
import { countsForCredit, type HoldingEvidence } from './evidence';
import type { ClaimOutcome } from './lifecycle';
import { undecidedAmong } from './undecided';

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

/**
 * The frozen question with what the certificates turned out to be: those that a person found not to be so are left out, and days are those
 * of the evidence. Policy, program, rules and day stay. `consumed`: the units of learning that were awarded before.
 */
export function askedNow(
  snapshot: ClaimSnapshot,
  holdings: readonly { place: number; stated: StatedHolding; evidence: HoldingEvidence }[],
  consumed: readonly string[],
): CreditCase {
  const asked = askedIn(snapshot);
  const { claimDate, credentials } = asked.student;
  const known = new Map(credentials.map((one) => [one.id, one]));
  return {
    ...asked,
    student: {
      ...asked.student,
      credentials: holdings.flatMap(({ place, stated, evidence }) => {
        const credential = known.get(String(place));
        if (credential === undefined || (evidence.finding !== null && !countsForCredit(evidence))) return [];
        const { issuedOnAssumed: _, expiryUnknown: __, ...rest } = credential;
        return [
          {
            ...rest,
            issuedOn: stated.issuedOn ?? claimDate,
            ...(stated.issuedOn === null && { issuedOnAssumed: true as const }),
            expiresOn: stated.expiresOn,
            ...(stated.expiresOn === null && !stated.neverExpires && { expiryUnknown: true as const }),
          },
        ];
      }),
      consumedAtoms: [...consumed].sort(),
    },
  };
}

/** How much has to be earned at the institution itself before what the frozen answer awards is posted. @units home unit */
export function heldUntilIn(snapshot: Pick<ClaimSnapshot, 'creditCase' | 'evaluation'>): string | null {
  return heldUntil(
    JSON.parse(snapshot.creditCase) as CreditCase,
    JSON.parse(snapshot.evaluation) as Evaluation,
  );
}

function askedIn({ creditCase }: ClaimSnapshot): CreditCase {
  return JSON.parse(creditCase) as CreditCase;
}

/**
 * What the engine's answer comes to for the student, who claimed so many certificates: one that no rule uses, or that was left out, is not
 * granted; where no rule speaks of any, nothing was refused.
 */
export function outcomeOf(
  asked: CreditCase,
  { evaluation }: Pick<Trace, 'evaluation'>,
  claimed: number,
): ClaimOutcome {
  if (evaluation.awards.length === 0)
    return undecidedAmong(asked).length === claimed ? 'undecided' : 'refused';
  const used = asked.student.credentials.length - evaluation.unused.length;
  return used === claimed ? 'granted' : 'partly_granted';
}
