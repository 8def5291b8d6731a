import { commonDenominator, toParts, type Rational } from '@/lib/amount/rational';
import { refuse } from '@/lib/kernel/refusal';
import type { ApplicableRule } from './applicable';
import { spend } from './budget';
import type { CaseContext } from './context';
import { compareForCounting, type Cap } from './limits';
import { compareRules, draftLines, resolveLines, type Application, type DraftLine } from './lines';
import { compareText } from './text-order';
import { visitWitnesses, type MetPremise, type Witness } from './witness';

/** One way to apply one rule: a witness and an outcome, with everything the search asks about it. */
export interface Option {
  /** Place of the rule among the contenders, ordered by id. */
  rule: number;
  /** Place of the rule in the order in which lines are resolved. */
  turn: number;
  outcome: number;
  /** Place of the witness in listed order. */
  order: number;
  application: Application;
  /** Atoms that options of other rules use too; only these can stand in the way. */
  sharedAtoms: readonly string[];
  atomCount: number;
  exclusive: string | null;
  /** The lines that it can award at most, whatever else is chosen. */
  lines: readonly OptionLine[];
  /** What these lines can satisfy, each once. */
  targets: readonly string[];
}

/** A line in whole parts, with its place in the counting order. */
export interface OptionLine {
  draft: DraftLine;
  /** @units parts of 1/denominator */
  amount: bigint;
  caps: readonly number[];
  /** What it satisfies, for course, genEd and waiver lines. */
  target: string | null;
  isNonCredit: boolean;
  rank: number;
}

/** Everything the exact search needs, in whole numbers. */
export interface Problem {
  ruleCount: number;
  options: readonly Option[];
  /** By line as drafted. */
  lineOf: ReadonlyMap<DraftLine, OptionLine>;
  /** @units parts of 1/denominator */
  rooms: readonly bigint[];
  denominator: bigint;
}

/** More ways than this are not searched. @source own choice: memory; a few thousand are searched in well under a second */
const maxOptions = 20_000;

interface Draft {
  outcome: number;
  order: number;
  witness: Witness;
  lines: readonly DraftLine[];
  signature: string;
  sharedAtoms: readonly string[];
}

/**
 * Lists the ways to apply each contender. Of ways that no other rule and no criterion can tell apart except by atoms, outcome
 * and witness, only the one that the criteria prefer is kept; so the optimum is never lost.
 * @refuses rule_violation `credit/too-complex`   @source tests/fixtures/credit-cases.json, algorithm 7 and 11
 */
export function buildProblem(
  contenders: readonly ApplicableRule[],
  caps: readonly Cap[],
  context: CaseContext,
): Problem {
  const sorted = [...contenders].sort((a, b) => compareText(a.rule.id, b.rule.id));
  const shared = sharedAtoms(sorted);
  const turns = new Map(
    [...sorted].sort((a, b) => compareRules(a.rule, b.rule)).map((one, turn) => [one, turn]),
  );
  const drafts = sorted.map((one) => listDrafts(one, shared, caps, context));
  if (drafts.reduce((sum, list) => sum + list.length, 0) > maxOptions)
    refuse('rule_violation', 'credit/too-complex', { part: 'premise' });

  const allLines = [...new Set(drafts.flatMap((list) => list.flatMap(({ lines }) => lines)))].sort(
    compareForCounting,
  );
  const amounts = allLines
    .map(({ amount }) => amount)
    .filter((amount): amount is Rational => amount !== null);
  const denominator = commonDenominator([...amounts, ...caps.map(({ room }) => room)]);
  const lineOf = new Map(
    allLines.flatMap((draft, rank) =>
      draft.amount === null
        ? []
        : [[draft, optionLine(draft, draft.amount, rank, caps, denominator)] as const],
    ),
  );

  const options = sorted.flatMap((one, rule) =>
    (drafts[rule] ?? []).map((draft): Option => {
      const application: Application = {
        rule: one.rule,
        witness: draft.witness,
        outcome: draft.outcome,
        lines: draft.lines,
      };
      const possible = context.courses.areGroupsDisjoint
        ? resolveLines([application]).awarded
        : draft.lines.filter((line) => !isLost(line));
      const lines = possible.flatMap((line) => lineOf.get(line) ?? []);
      return {
        rule,
        turn: turns.get(one) ?? 0,
        outcome: draft.outcome,
        order: draft.order,
        application,
        sharedAtoms: draft.sharedAtoms,
        atomCount: draft.witness.atoms.length,
        exclusive: one.rule.exclusive ?? null,
        lines,
        targets: [...new Set(lines.flatMap(({ target }) => (target === null ? [] : [target])))],
      };
    }),
  );
  return {
    ruleCount: sorted.length,
    options,
    lineOf,
    rooms: caps.map(({ room }) => toParts(room, denominator)),
    denominator,
  };
}

function optionLine(
  draft: DraftLine,
  amount: Rational,
  rank: number,
  caps: readonly Cap[],
  denominator: bigint,
): OptionLine {
  const { kind, target } = draft.line;
  return {
    draft,
    amount: toParts(amount, denominator),
    caps: caps.flatMap((cap, index) => (cap.covers(draft) ? [index] : [])),
    target: kind === 'course' || kind === 'genEd' || kind === 'waiver' ? target : null,
    isNonCredit: kind === 'noncredit',
    rank,
  };
}

/** Whether the line can never be awarded to this student. */
function isLost(line: DraftLine): boolean {
  return line.isEarned || line.isOutranked || line.amount === null;
}

function sharedAtoms(contenders: readonly ApplicableRule[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { premise } of contenders) {
    for (const atom of new Set(possibleAtoms(premise))) (seen.has(atom) ? twice : seen).add(atom);
  }
  return twice;
}

function possibleAtoms(premise: MetPremise): string[] {
  if (premise.kind === 'credential') return premise.candidates.flatMap(({ atoms }) => atoms);
  return premise.kind === 'assessment' ? [] : premise.branches.flatMap(possibleAtoms);
}

function listDrafts(
  { rule, premise, blocked }: ApplicableRule,
  shared: ReadonlySet<string>,
  caps: readonly Cap[],
  context: CaseContext,
): Draft[] {
  const kept = new Map<string, Draft>();
  const linesFor = lineCache(rule, caps, context);
  let order = 0;
  visitWitnesses(premise, { blocked, budget: context.budget }, (witness) => {
    const sharedHere = witness.atoms.filter((atom) => shared.has(atom)).sort();
    linesFor(witness).forEach(({ lines, signature }, outcome) => {
      spend(context.budget, 2, 'premise');
      const draft: Draft = { outcome, order, witness, lines, signature, sharedAtoms: sharedHere };
      const key = JSON.stringify([signature, sharedHere]);
      const before = kept.get(key);
      if (!before || comparePreference(draft, before) < 0) kept.set(key, draft);
      if (kept.size > maxOptions) refuse('rule_violation', 'credit/too-complex', { part: 'premise' });
    });
    order += 1;
    return false;
  });
  return withoutDominated([...kept.values()]);
}

/** Fewest atoms, then first outcome, then first witness. @source tests/fixtures/credit-cases.json, algorithm 11 */
function comparePreference(a: Draft, b: Draft): number {
  return a.witness.atoms.length - b.witness.atoms.length || a.outcome - b.outcome || a.order - b.order;
}

/** Leaves out what another draft with the same lines does with a part of the shared atoms, at least as well. */
function withoutDominated(drafts: readonly Draft[]): Draft[] {
  if (drafts.length > 400) return [...drafts];
  return drafts.filter(
    (draft) =>
      !drafts.some(
        (other) =>
          other !== draft &&
          other.signature === draft.signature &&
          comparePreference(other, draft) < 0 &&
          other.sharedAtoms.every((atom) => draft.sharedAtoms.includes(atom)),
      ),
  );
}

/** The lines of every outcome for a witness; computed once where they do not depend on its credentials. */
function lineCache(rule: ApplicableRule['rule'], caps: readonly Cap[], context: CaseContext) {
  const dependsOnWitness =
    rule.outcomes.some(({ lines }) => lines.some(({ credits }) => 'fromSource' in credits)) ||
    caps.some((cap) => cap.dependsOnCredentials);
  const known = new Map<string, { lines: readonly DraftLine[]; signature: string }[]>();
  return (witness: Witness) => {
    const key = dependsOnWitness ? JSON.stringify(witness.credentials.map(({ id }) => id).sort()) : '';
    const before = known.get(key);
    if (before) return before;
    const outcomes = rule.outcomes.map((_, outcome) => {
      const lines = draftLines(rule, witness, outcome, context);
      return {
        lines,
        signature: lines
          .filter((line) => !isLost(line))
          .map((line) => signatureOf(line, caps))
          .join('\n'),
      };
    });
    known.set(key, outcomes);
    return outcomes;
  };
}

function signatureOf(line: DraftLine, caps: readonly Cap[]): string {
  const covered = caps.map((cap) => (cap.covers(line) ? '1' : '0')).join('');
  return JSON.stringify([line.line.kind, line.line.target, line.level, line.amount?.toFraction(), covered]);
}
