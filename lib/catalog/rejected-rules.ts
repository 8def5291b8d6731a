import { parseRational } from '@/lib/amount/rational';
import type { Trace } from '@/lib/credit/evaluate';
import { explain, explainMissing, type MissingSentence } from '@/lib/credit/explain';
import { listed, type Sentence } from '@/lib/credit/explain-leaf';
import type { CreditCase, Program, Rule } from '@/lib/credit/input';
import { leavesOf } from '@/lib/credit/premise';
import { findRemedies, mostRuns, type Remedy } from '@/lib/credit/remedy';
import { findDenials, findRivals } from '@/lib/credit/rivals';
import { Refusal } from '@/lib/kernel/refusal';

/** A rule that gives nothing as it stands: why, and each way to get its credit, all of which is needed and enough. */
export interface RejectedRule {
  id: string;
  reason: Sentence & { parts?: readonly Sentence[] };
  ways: readonly (Omit<Remedy, 'missing'> & { missing: readonly MissingSentence[] })[];
  /** Why it would give nothing even to somebody who meets it all. */
  even: Sentence | null;
}

/**
 * What to say of every rule that gives nothing here, the ones that would give most first. A version that gave way to another one of
 * its rule is no news: the other one says what holds.
 * @units home unit   @source docs/domain.md §6.3
 */
export function tellRejected(input: CreditCase, trace: Trace, programs: readonly Program[]): RejectedRule[] {
  const { rejected } = trace.evaluation;
  const runs = { left: mostRuns };
  const explanations = explain(input, trace.evaluation);
  return input.rules
    .flatMap((rule): RejectedRule[] => {
      const reason = rejected[rule.id]?.reason;
      const told = explanations.find(({ ruleId }) => ruleId === rule.id);
      if (reason === undefined || told === undefined) return [];
      const isFollowed = input.rules.some(
        ({ id, family }) => id !== rule.id && family !== undefined && family === rule.family,
      );
      if (reason === 'SUPERSEDED_VERSION' || (reason === 'CLAIM_WINDOW' && isFollowed)) return [];
      const { ways, evenThen } = findRemedies(rule, input, trace, programs, runs);
      return [
        {
          id: rule.id,
          reason: reasonOf(rule, input, trace) ?? told,
          ways: ways.map(({ missing, ...way }) => ({
            ...way,
            missing: explainMissing(missing, rule, input),
          })),
          even:
            evenThen !== null && evenThen !== reason && sayable.has(evenThen)
              ? { key: evenThen, values: {} }
              : null,
        },
      ];
    })
    .sort((a, b) => sizeOf(b).compare(sizeOf(a)));
}

/** Reasons whose sentence stands by itself. */
const sayable = new Set<string>(['DENIED', 'NO_NEW_CREDIT', 'NOT_SELECTED']);

function sizeOf({ ways: [first] }: RejectedRule) {
  return parseRational(first?.gives ?? '0');
}

/** Where the engine can name what stands in the way; null where the general reason says all that is known. */
function reasonOf(rule: Rule, input: CreditCase, trace: Trace): Sentence | null {
  const reason = trace.evaluation.rejected[rule.id]?.reason;
  try {
    if (reason === 'DENIED') {
      const [denial] = findDenials(rule, input, trace);
      const refused = denial ? mcsOf(denial) : [];
      const isItself = refused.every((mc) => mcsOf(rule).includes(mc));
      return isItself || !refused[0] ? null : { key: 'DENIED_PART', values: { mc: refused[0] } };
    }
    if (reason !== 'NOT_SELECTED' || input.policy.resolution === 'priority') return null;
    const rivals = findRivals(rule, input, trace);
    if (rivals === null) return null;
    return {
      key: rivals.own === rivals.theirs ? 'NOT_SELECTED_SAME' : 'NOT_SELECTED_MORE',
      values: { by: listed(rivals.by), amountOwn: rivals.own, amountTheirs: rivals.theirs },
    };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function mcsOf({ premise }: Rule): string[] {
  return leavesOf(premise).flatMap((leaf) => ('mc' in leaf ? [leaf.mc] : []));
}
