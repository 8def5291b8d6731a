import { isWithin } from '@/lib/kernel/civil-date';
import type { CaseContext } from './context';
import type { Rejection } from './evaluation';
import type { Rule } from './input';
import { isMicroCredentialLeaf } from './premise';
import { compareText } from './text-order';
import { findWitness, furthestFailure, meetPremise, type MetPremise } from './witness';

/** A rule whose conditions the student meets, and the units of learning it must leave alone. */
export interface ApplicableRule {
  rule: Rule;
  premise: MetPremise;
  blocked: ReadonlySet<string>;
}

export type Applicability = { applicable: ApplicableRule } | { rejection: Rejection };

/**
 * Filters one rule; the first condition that fails is the reason.
 * A term window with an end needs a term: a student without one is outside.
 * @refuses rule_violation `credit/too-complex`   @source tests/fixtures/credit-cases.json, algorithm 5
 */
export function checkRule(rule: Rule, context: CaseContext): Applicability {
  const { student } = context.input;
  if ((rule.status ?? 'published') !== 'published') return { rejection: { reason: 'RULE_NOT_PUBLISHED' } };
  if (!appliesToProgram(rule, student.program)) return { rejection: { reason: 'PROGRAM_NOT_APPLICABLE' } };
  if (rule.claimWindow && !isWithin(rule.claimWindow, student.claimDate))
    return { rejection: { reason: 'CLAIM_WINDOW' } };
  if (!isInTermWindow(rule, student.termStart)) return { rejection: { reason: 'TERM_WINDOW' } };

  const premise = meetPremise(rule.premise, rule, student, context.atoms);
  const nothing: ReadonlySet<string> = new Set();
  const { consumed, budget } = context;
  if (findWitness(premise, { blocked: consumed, budget }))
    return { applicable: { rule, premise, blocked: consumed } };
  if (consumed.size > 0 && findWitness(premise, { blocked: nothing, budget }))
    return { rejection: { reason: 'ALREADY_CONSUMED' } };
  const assumed = findWitness(premise, { blocked: nothing, assumePassed: true, budget });
  if (assumed)
    return { rejection: { reason: 'PENDING_CONDITION', pending: [...assumed.pending].sort(compareText) } };
  if (!isMicroCredentialLeaf(rule.premise)) return { rejection: { reason: 'PREMISE_UNMET' } };
  return {
    rejection: {
      reason: 'PREMISE_UNMET',
      detail: furthestFailure(rule.premise, rule, student, context.atoms),
    },
  };
}

function appliesToProgram({ programs = ['*'] }: Rule, program: string | null | undefined): boolean {
  return programs.includes('*') || (!!program && programs.includes(program));
}

function isInTermWindow({ termWindow }: Rule, termStart: CaseDay): boolean {
  if (!termWindow || (!termWindow.from && !termWindow.to)) return true;
  return !!termStart && isWithin(termWindow, termStart);
}

type CaseDay = CaseContext['input']['student']['termStart'];
