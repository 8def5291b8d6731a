import { type DegreeSoFar, degreeSoFar } from '@/lib/catalog/degree-so-far';
import { buildEstimateCreditCase, type EstimateEntry, type EstimateFacts } from '@/lib/catalog/estimate-case';
import { heldUntil } from '@/lib/catalog/held-until';
import { type IdleHolding, idleHoldings } from '@/lib/catalog/idle-holdings';
import { type EstimatedLine, type LimitUse, useOfLimits } from '@/lib/catalog/limit-use';
import { isReplaced, whyNotInForce } from '@/lib/catalog/not-in-force';
import { type RejectedRule, tellRejected } from '@/lib/catalog/rejected-rules';
import { titlesApart } from '@/lib/catalog/titles-apart';
import { openChoices } from '@/lib/catalog/open-choices';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluateWithTrace } from '@/lib/credit/evaluate';
import type { Evaluation } from '@/lib/credit/evaluation';
import type { Line } from '@/lib/credit/input';
import type { Holdable } from '@/lib/db/catalog-entries';
import type { PublicProgram } from '@/lib/db/public-institutions';
import type { PublicRule } from '@/lib/db/public-rules';
import type { NextSteps } from './next-steps';

export interface EstimateResult {
  policyVersion: number;
  evaluation: Evaluation;
  lines: EstimatedLine[];
  limits: LimitUse[];
  degree: DegreeSoFar;
  /** How much has to be earned at the institution itself before what is awarded is posted, where that is not so yet. @units home unit */
  heldUntil: string | null;
  applied: PublicRule[];
  /** By the id of an applied rule what may be had instead of all that it gives. */
  choices: Record<string, (readonly Line[])[]>;
  /** The rules that would give most come first. */
  rejected: { rule: PublicRule; told: RejectedRule }[];
  /** By the id of the version, no two rules alike. */
  ruleTitles: Record<string, string>;
  /** Decided noes that name something held. */
  denied: PublicRule[];
  /** Certificates of which nothing else is said, though rules name them. */
  idle: IdleHolding[];
  /** The further certificates that would gain most; null where no more can be added, or nobody asked for them. */
  next: NextSteps | null;
}

/** The step that asks the engine, and tells what it answered. @units home unit @refuses rule_violation `credit/too-complex` */
export function resultOf(
  facts: EstimateFacts<Holdable, PublicRule>,
  entries: readonly EstimateEntry<Holdable>[],
  programs: readonly PublicProgram[],
): Omit<EstimateResult, 'policyVersion' | 'next'> {
  const { rules } = facts;
  const input = canonicalCase(buildEstimateCreditCase(facts, entries));
  const trace = evaluateWithTrace(input);
  const { evaluation, applications, denials } = trace;
  const { lines, limits } = useOfLimits(input, trace);
  const applied = new Set(applications.map(({ rule }) => rule));
  const rejected = tellRejected(
    input,
    trace,
    programs.map(({ code, totalCredits, limits: own }) => ({ code, total: totalCredits, limits: own })),
  ).flatMap((told) => {
    const rule = rules.find(({ id }) => id === told.id);
    return rule === undefined || isReplaced(rule, rules)
      ? []
      : [{ rule, told: { ...told, reason: whyNotInForce(rule, facts.student.claimDate) ?? told.reason } }];
  });
  return {
    evaluation,
    lines,
    limits,
    degree: degreeSoFar(input, evaluation.totals),
    heldUntil: heldUntil(input, evaluation),
    applied: rules.filter(({ id }) => applied.has(id)),
    choices: openChoices(input, trace),
    rejected,
    ruleTitles: titlesApart(rules),
    denied: rules.filter(({ id }) => denials.includes(id)),
    idle: idleHoldings(input, trace, [...rejected.map(({ rule }) => rule.id), ...denials]),
  };
}
