import type { ApplicableRule } from './applicable';
import type { CaseContext } from './context';
import type { Rejection } from './evaluation';
import { draftLines, priorityOf, resolveLines, type ResolvedLines } from './lines';
import { findWitness, visitWitnesses } from './witness';

/** Which rules may compete, why the others may not, and what the rules without new credit would have dropped. */
export interface Contest {
  contenders: readonly ApplicableRule[];
  rejected: ReadonlyMap<string, Rejection>;
  dropped: ResolvedLines['dropped'];
  /** Ids of the denials that hold for this student: their conditions are met and nothing supersedes or overrides them. */
  denials: readonly string[];
}

/**
 * Later versions supersede, overrides and denials are carried out, rules that award nothing by themselves go.
 * Overrides are read once, from every rule that is left after supersession; a rule that is overridden itself still counts.
 * @refuses rule_violation `credit/too-complex`   @source tests/fixtures/credit-cases.json, algorithm 6
 */
export function settleContest(applicable: readonly ApplicableRule[], context: CaseContext): Contest {
  const rejected = new Map<string, Rejection>();
  const dropped: ResolvedLines['dropped'][number][] = [];
  const keep = (
    list: readonly ApplicableRule[],
    isKept: (one: ApplicableRule) => boolean,
    reason: Rejection['reason'],
  ) =>
    list.filter((one) => {
      const kept = isKept(one);
      if (!kept && !one.rule.deny) rejected.set(one.rule.id, { reason });
      return kept;
    });

  const highest = highestVersions(applicable);
  const current = keep(
    applicable,
    ({ rule }) => rule.family === undefined || (rule.version ?? 0) === highest.get(rule.family),
    'SUPERSEDED_VERSION',
  );
  const overridden = new Set(current.flatMap(({ rule }) => rule.overrides ?? []));
  const standing = keep(current, ({ rule }) => !overridden.has(rule.id), 'OVERRIDDEN');
  const allowed = keep(
    withBarredAtoms(standing, context),
    ({ premise, blocked }) => findWitness(premise, { blocked, budget: context.budget }) !== null,
    'DENIED',
  );
  const contenders = keep(
    allowed,
    (one) => {
      const lost = dropsWithoutCredit(one, context);
      dropped.push(...(lost ?? []));
      return lost === null;
    },
    'NO_NEW_CREDIT',
  );
  return {
    contenders,
    rejected,
    dropped,
    denials: standing.flatMap(({ rule }) => (rule.deny ? [rule.id] : [])),
  };
}

function highestVersions(applicable: readonly ApplicableRule[]): ReadonlyMap<string, number> {
  const highest = new Map<string, number>();
  for (const { rule } of applicable) {
    if (rule.family !== undefined)
      highest.set(rule.family, Math.max(highest.get(rule.family) ?? -Infinity, rule.version ?? 0));
  }
  return highest;
}

/** Each denial bars the atoms of its first witness for the rules of equal or weaker priority, and disappears. */
function withBarredAtoms(standing: readonly ApplicableRule[], { budget }: CaseContext): ApplicableRule[] {
  const denials = standing
    .filter(({ rule }) => rule.deny)
    .map(({ rule, premise, blocked }) => ({
      priority: priorityOf(rule),
      atoms: findWitness(premise, { blocked, budget })?.atoms ?? [],
    }));
  return standing
    .filter(({ rule }) => !rule.deny)
    .map((one) => {
      const barred = denials
        .filter(({ priority }) => priorityOf(one.rule) >= priority)
        .flatMap(({ atoms }) => atoms);
      return barred.length > 0 ? { ...one, blocked: new Set([...one.blocked, ...barred]) } : one;
    });
}

/** Null when some witness and outcome award a line by themselves; otherwise what the first of them drop. */
function dropsWithoutCredit(
  { rule, premise, blocked }: ApplicableRule,
  context: CaseContext,
): ResolvedLines['dropped'] | null {
  const dependsOnWitness = rule.outcomes.some(({ lines }) =>
    lines.some(({ credits }) => 'fromSource' in credits),
  );
  let first: ResolvedLines['dropped'] | null = null;
  let awards = false;
  visitWitnesses(premise, { blocked, budget: context.budget }, (witness) => {
    const resolved = (outcome: number) =>
      resolveLines([{ rule, witness, outcome, lines: draftLines(rule, witness, outcome, context) }]);
    first ??= resolved(0).dropped;
    awards = rule.outcomes.some((_, outcome) => resolved(outcome).awarded.length > 0);
    return awards || !dependsOnWitness;
  });
  return awards ? null : (first ?? []);
}
