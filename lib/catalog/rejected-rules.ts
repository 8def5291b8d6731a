import { convert } from '@/lib/amount/conversion';
import { parseRational } from '@/lib/amount/rational';
import { buildAtomTable } from '@/lib/credit/atoms';
import { createBudget } from '@/lib/credit/budget';
import { evaluateWithTrace, type Trace } from '@/lib/credit/evaluate';
import type { RejectionReason } from '@/lib/credit/evaluation';
import { explain, explainMissing, type MissingSentence } from '@/lib/credit/explain';
import { listed, type Sentence } from '@/lib/credit/explain-leaf';
import type { Credential, CreditCase, Program, Rule } from '@/lib/credit/input';
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
      const unconverted = whyNotConverted(rule, input, trace);
      if (unconverted !== null) return [{ id: rule.id, reason: unconverted, ways: [], even: null }];
      const { ways, evenThen } = findRemedies(rule, input, trace, programs, runs);
      return [
        {
          id: rule.id,
          reason: reasonOf(rule, input, trace) ?? told,
          ways: ways.map(({ missing, ...way }) => ({
            ...way,
            missing: explainMissing(missing, rule, input),
          })),
          even: evenOf(rule, input, reason, evenThen),
        },
      ];
    })
    .sort((a, b) => sizeOf(b).compare(sizeOf(a)));
}

/**
 * Where nothing but a unit without a conversion stands in the way: of what a held certificate states, with which the rule would otherwise
 * give credit, or of the lines themselves. Then no further certificate is advised, since the one that is held is enough.
 */
function whyNotConverted(rule: Rule, input: CreditCase, { evaluation }: Trace): Sentence | null {
  const reason = evaluation.rejected[rule.id]?.reason;
  if (reason !== 'NO_NEW_CREDIT' && reason !== 'NOT_SELECTED') return null;
  const foreign = foreignOf(rule, input);
  const [used] = foreign;
  if (used !== undefined && givesWith(rule, input, foreign))
    return { key: 'UNIT_NOT_CONVERTED', values: { mc: used.mc } };
  const dropped = (evaluation.droppedLines ?? []).filter((line) => line.rule === rule.id);
  const [first] = dropped;
  return first && reason === 'NO_NEW_CREDIT' && dropped.every((line) => line.reason === 'UNIT_NOT_CREDIT')
    ? { key: 'drop.UNIT_NOT_CREDIT', values: { target: first.target } }
    : null;
}

/** Of a rule that gives what certificates state, those held that state it in a unit without a conversion. */
function foreignOf({ premise, outcomes }: Rule, { catalog, policy, student }: CreditCase): Credential[] {
  if (!outcomes.some(({ lines }) => lines.some(({ credits }) => 'fromSource' in credits))) return [];
  const { homeUnit, conversions = {} } = policy;
  const table = buildAtomTable(catalog);
  const named = leavesOf(premise).flatMap((leaf) => ('mc' in leaf ? [leaf.mc] : []));
  return student.credentials.filter(
    ({ mc, credits }) =>
      credits &&
      convert(parseRational(credits.amount), credits.unit ?? homeUnit, homeUnit, conversions) === null &&
      named.some((one) => one === mc || table.implies(mc, one)),
  );
}

/** Why a rule would give nothing even then, where a sentence says it that the first reason has not said. */
function evenOf(
  rule: Rule,
  input: CreditCase,
  reason: RejectionReason,
  evenThen: RejectionReason | null,
): Sentence | null {
  if (evenThen === null || evenThen === reason || !sayable.has(evenThen)) return null;
  const [foreign] = evenThen === 'NO_NEW_CREDIT' ? foreignOf(rule, input) : [];
  return foreign === undefined
    ? { key: evenThen, values: {} }
    : { key: 'UNIT_NOT_CONVERTED', values: { mc: foreign.mc } };
}

/** Whether a rule would give credit if these certificates stated as much in the unit of the institution. */
function givesWith(rule: Rule, input: CreditCase, foreign: readonly Credential[]): boolean {
  const credentials = input.student.credentials.map((one) =>
    foreign.includes(one) && one.credits
      ? { ...one, credits: { amount: one.credits.amount, unit: input.policy.homeUnit } }
      : one,
  );
  try {
    const converted = { ...input, student: { ...input.student, credentials } };
    return evaluateWithTrace(converted, createBudget(workOfRun)).evaluation.awards.some(
      ({ rule: by, awarded }) => by === rule.id && awarded !== '0',
    );
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** @units steps of the engine */
const workOfRun = 100_000;

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
