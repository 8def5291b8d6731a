import { zero, parseRational, formatRational } from '@/lib/amount/rational';
import { RejectionReason, type Evaluation, type Rejection } from './evaluation';
import type { CivilDate } from '@/lib/kernel/civil-date';
import {
  explainAssessment,
  explainFailure,
  explainFurther,
  explainLeaf,
  listed,
  type Sentence,
  type Values,
} from './explain-leaf';
import type { CreditCase, MicroCredentialLeaf, Premise, Rule } from './input';
import type { Missing } from './missing';
import { branchesOf, isAssessmentLeaf, isMicroCredentialLeaf, leavesOf } from './premise';

/** One rule's result in words that can be translated: keys below `reasons` in messages/en/credit.json. */
export interface Explanation extends Sentence {
  ruleId: string;
  outcome: 'awarded' | RejectionReason;
  /** What is missing or dropped, one by one, where one sentence does not say it. */
  parts?: readonly Sentence[];
}

/**
 * What became of each rule, why, and what would change it. Denial rules have no entry, as in `rejected`.
 * @units amounts in policy.homeUnit   @source docs/domain.md §6.3
 */
export function explain(input: CreditCase, evaluation: Evaluation): Explanation[] {
  return input.rules.flatMap((rule) => {
    const rejection = Object.hasOwn(evaluation.rejected, rule.id) ? evaluation.rejected[rule.id] : undefined;
    if (rejection)
      return [
        {
          ruleId: rule.id,
          outcome: rejection.reason,
          ...explainRejection(rule, rejection, input, evaluation),
        },
      ];
    return rule.deny ? [] : [explainAward(rule, evaluation)];
  });
}

function explainAward(rule: Rule, evaluation: Evaluation): Explanation {
  const lines = evaluation.awards.filter((award) => award.rule === rule.id);
  const [awarded, counted] = (['awarded', 'counted'] as const).map((part) =>
    formatRational(lines.reduce((sum, line) => sum.add(parseRational(line[part])), zero)),
  );
  const key =
    counted === awarded
      ? awarded === '0'
        ? 'awardedWithoutCredit'
        : 'awarded'
      : counted === '0'
        ? 'awardedNotCounted'
        : 'awardedPartly';
  const parts = droppedParts(rule, evaluation);
  return {
    ruleId: rule.id,
    outcome: 'awarded',
    key,
    values: { amountAwarded: awarded ?? '0', amountCounted: counted ?? '0' },
    ...(parts.length > 0 && { parts }),
  };
}

function droppedParts(rule: Rule, { droppedLines = [] }: Evaluation): Sentence[] {
  return droppedLines
    .filter((line) => line.rule === rule.id)
    .map(({ target, reason }) => ({ key: `drop.${reason}`, values: { target } }));
}

type Told = Sentence & { parts?: readonly Sentence[] };

function explainRejection(
  rule: Rule,
  { reason, pending = [] }: Rejection,
  input: CreditCase,
  evaluation: Evaluation,
): Told {
  const say = (values: Values = {}, change?: Sentence['change']): Told => ({
    key: reason,
    values,
    ...(change && { change }),
  });
  const { student, policy } = input;
  switch (reason) {
    case 'RULE_NOT_PUBLISHED':
    case 'ALREADY_CONSUMED':
    case 'DENIED':
      return say();
    case 'PROGRAM_NOT_APPLICABLE':
      return explainProgram(rule);
    case 'CLAIM_WINDOW':
      return explainClaim(rule, student.claimDate);
    case 'TERM_WINDOW':
      return explainTerm(rule, student.termStart);
    case 'PENDING_CONDITION':
      return say(
        { assessments: listed(pending), count: pending.length },
        { key: 'change.passAll', values: { assessments: listed(pending), count: pending.length } },
      );
    case 'PREMISE_UNMET':
      return explainPremise(rule, input);
    case 'SUPERSEDED_VERSION':
      return say({ version: rule.version ?? 0 });
    case 'OVERRIDDEN':
      return say({
        by: listed(input.rules.filter(({ overrides }) => overrides?.includes(rule.id)).map(({ id }) => id)),
      });
    case 'NO_NEW_CREDIT':
      return { ...say(), parts: droppedParts(rule, evaluation) };
    case 'NOT_SELECTED':
      return {
        key: policy.resolution === 'priority' ? 'NOT_SELECTED_BY_PRIORITY' : 'NOT_SELECTED',
        values: {},
      };
  }
}

/** A sentence about one missing thing; `leaf` has what a further certificate must meet beside being there. */
export interface MissingSentence extends Sentence {
  leaf?: MicroCredentialLeaf;
}

/** What is missing, each with what would change it. */
export function explainMissing(
  missing: readonly Missing[],
  rule: Rule,
  input: CreditCase,
): MissingSentence[] {
  const { student } = input;
  return missing.flatMap((one): MissingSentence[] => {
    switch (one.kind) {
      case 'program':
        return [explainProgram(rule)];
      case 'claim':
        return [explainClaim(rule, student.claimDate)];
      case 'term':
        return [explainTerm(rule, student.termStart)];
      case 'assessment':
        return orNothing(explainAssessment(one.leaf, input));
      case 'certificate':
        return [{ ...explainFurther(one.leaf, one.window), leaf: one.leaf }];
      case 'credits':
      case 'held': {
        const credential = student.credentials.find(({ id }) => id === one.credential);
        if (!credential) return [];
        if (one.kind === 'credits')
          return [
            {
              key: 'leaf.CREDIT_NOT_STATED',
              values: { mc: credential.mc, credential: credential.id },
              change: { key: 'change.credits', values: {} },
            },
          ];
        return one.failures.map((failure) => explainFailure(failure, credential, one.leaf, one.window));
      }
    }
  });
}

function explainProgram({ programs }: Rule): Sentence {
  return {
    key: 'PROGRAM_NOT_APPLICABLE',
    values: { programs: listed(programs) },
    change: { key: 'change.program', values: { programs: listed(programs) } },
  };
}

function explainClaim({ claimWindow }: Rule, claimDate: CivilDate): Sentence {
  return {
    key: 'CLAIM_WINDOW',
    values: { dayClaim: claimDate },
    change:
      claimWindow?.from && claimDate < claimWindow.from
        ? { key: 'change.claimFrom', values: { day: claimWindow.from } }
        : { key: 'change.claimBy', values: { day: claimWindow?.to ?? '' } },
  };
}

function explainTerm({ termWindow }: Rule, termStart: string | null | undefined): Told {
  const { from, to } = termWindow ?? {};
  const change =
    from && (!termStart || termStart < from)
      ? { key: 'change.termFrom', values: { day: from } }
      : { key: 'change.termBy', values: { day: to ?? '' } };
  return termStart
    ? { key: 'TERM_WINDOW', values: { dayTerm: termStart }, change }
    : { key: 'TERM_NOT_STATED', values: {}, change };
}

/** One sentence for a single condition; otherwise every condition that is open, leaving out alternatives to what is met. */
function explainPremise(rule: Rule, input: CreditCase): Told {
  const parts = openLeaves(rule.premise, rule, input);
  const [only] = parts;
  if (only && leavesOf(rule.premise).length === 1) return only;
  return {
    key: parts.length > 0 ? 'PREMISE_UNMET' : 'PREMISE_OVERLAPS',
    values: { count: parts.length },
    ...(parts.length > 0 && { parts }),
  };
}

function openLeaves(premise: Premise, rule: Rule, input: CreditCase): Sentence[] {
  if (isMicroCredentialLeaf(premise)) return orNothing(explainLeaf(premise, rule, input));
  if (isAssessmentLeaf(premise)) return orNothing(explainAssessment(premise, input));
  const branches = branchesOf(premise).map((branch) => openLeaves(branch, rule, input));
  const needed = 'any' in premise ? 1 : 'of' in premise ? premise.atLeast : branches.length;
  return branches.filter((open) => open.length === 0).length >= needed ? [] : branches.flat();
}

function orNothing(sentence: Sentence | null): Sentence[] {
  return sentence ? [sentence] : [];
}

/** Every key that an explanation can carry; each has a message. */
export const explanationKeys: readonly string[] = [
  'awarded',
  'awardedPartly',
  'awardedNotCounted',
  'awardedWithoutCredit',
  ...RejectionReason.options,
  'TERM_NOT_STATED',
  'PREMISE_OVERLAPS',
  'NOT_SELECTED_BY_PRIORITY',
  'NOT_SELECTED_MORE',
  'NOT_SELECTED_SAME',
  'UNIT_NOT_CONVERTED',
  'DENIED_PART',
  ...[
    'MISSING_CREDENTIAL',
    'REVOKED',
    'VERSION_MISMATCH',
    'VERSION_NOT_STATED',
    'LEVEL_BELOW_MIN',
    'LEVEL_NOT_STATED',
    'CREDENTIAL_WINDOW',
    'CREDENTIAL_WINDOW_ASSUMED',
    'CREDENTIAL_WINDOW_HELD',
    'CREDENTIAL_WINDOW_HELD_ASSUMED',
    'EXPIRED',
    'EXPIRY_NOT_STATED',
    'EXPIRY_KIND_LIFETIME',
    'EXPIRY_KIND_EXPIRING',
    'TOO_OLD',
    'EVIDENCE_NOT_ACCEPTED',
    'ID_NOT_VERIFIED',
    'NOT_PROCTORED',
    'SCORE_BELOW_MIN',
    'SCORE_NOT_STATED',
    'SCORE_ABOVE_MAX',
    'CREDIT_NOT_STATED',
    'ASSESSMENT_OPEN',
    'ASSESSMENT_NOT_PASSED',
  ].map((key) => `leaf.${key}`),
  ...['DUPLICATE_COURSE', 'OUTRANKED_COURSE', 'UNIT_NOT_CREDIT'].map((key) => `drop.${key}`),
  ...[
    'earn',
    'earnBy',
    'earnFrom',
    'earnBetween',
    'credits',
    'validCopy',
    'versions',
    'level',
    'completeBy',
    'completeFrom',
    'completeBetween',
    'heldBy',
    'heldFrom',
    'heldBetween',
    'renew',
    'expiry',
    'newer',
    'evidence',
    'idVerified',
    'proctored',
    'score',
    'enterScore',
    'pass',
    'passAll',
    'program',
    'claimFrom',
    'claimBy',
    'termFrom',
    'termBy',
  ].map((key) => `change.${key}`),
];
