import type { ApplicableRule } from './applicable';
import { Bounds, compareMarks, type Mark } from './bound';
import { spend } from './budget';
import type { CaseContext } from './context';
import type { Cap } from './limits';
import { resolveLines, type Application } from './lines';
import { buildProblem, type Option, type OptionLine, type Problem } from './options';
import { compareScores, scoreLines, type Score } from './score';

/**
 * The best of all selections, found by branch and bound: exact, whatever the order of the input. In the order in which lines are settled.
 * @refuses rule_violation `credit/too-complex`   @source tests/fixtures/credit-cases.json, algorithm 7 and 11
 */
export function selectBest(
  contenders: readonly ApplicableRule[],
  caps: readonly Cap[],
  context: CaseContext,
): Application[] {
  const search = new Search(buildProblem(contenders, caps, context), context);
  return inTurn(search.run());
}

/** The applications in the order in which their lines are settled. @source tests/fixtures/credit-cases.json, algorithm 8 */
function inTurn(options: readonly Option[]): Application[] {
  return [...options].sort((a, b) => a.turn - b.turn).map(({ application }) => application);
}

/** A selection in the order of rule ids, and what it achieves. */
interface Selection {
  options: readonly Option[];
  score: Score;
}

class Search {
  private readonly bounds: Bounds;
  private readonly trim: 'partial' | 'whole';
  private readonly chosen: Option[] = [];
  private readonly usedAtoms = new Set<string>();
  private readonly usedLabels = new Set<string>();
  private readonly decided: boolean[];
  private best: Selection;
  private mark: Mark;

  constructor(
    private readonly problem: Problem,
    private readonly context: CaseContext,
  ) {
    this.trim = context.input.policy.trim ?? 'partial';
    this.bounds = new Bounds(problem, this.trim, context.budget);
    this.decided = Array.from({ length: problem.ruleCount }, () => false);
    this.best = { options: [], score: { counted: 0n, targets: 0, awarded: 0n, nonCredit: 0, atoms: 0 } };
    this.mark = this.bounds.markOf(this.best.score);
  }

  run(): readonly Option[] {
    this.problem.options
      .filter(({ exclusive }) => exclusive === '*')
      .forEach((option) => this.consider([option]));
    this.branch(0, []);
    return this.best.options;
  }

  /** Decides the rules from `depth` on; `awarded` are the lines of what is chosen. */
  private branch(depth: number, awarded: readonly OptionLine[]): void {
    const own = this.bounds.branches[depth];
    if (!own || !this.canImprove(awarded, depth)) return;
    for (const index of own) {
      const option = this.problem.options[index];
      if (!option || !this.isFree(index)) continue;
      this.take(option);
      const lines = this.consider(this.chosen);
      this.branch(depth + 1, lines);
      this.release(option);
    }
    const rule = this.problem.options[own[0] ?? -1]?.rule;
    if (rule === undefined) return;
    this.decided[rule] = true;
    this.branch(depth + 1, awarded);
    this.decided[rule] = false;
  }

  private isFree = (index: number): boolean => {
    const option = this.problem.options[index];
    if (!option || this.decided[option.rule]) return false;
    if (option.exclusive !== null && this.usedLabels.has(option.exclusive)) return false;
    for (const atom of option.sharedAtoms) if (this.usedAtoms.has(atom)) return false;
    return true;
  };

  private take(option: Option): void {
    this.chosen.push(option);
    this.decided[option.rule] = true;
    for (const atom of option.sharedAtoms) this.usedAtoms.add(atom);
    if (option.exclusive !== null) this.usedLabels.add(option.exclusive);
  }

  private release(option: Option): void {
    this.chosen.pop();
    this.decided[option.rule] = false;
    for (const atom of option.sharedAtoms) this.usedAtoms.delete(atom);
    if (option.exclusive !== null) this.usedLabels.delete(option.exclusive);
  }

  /** Compares a selection with the best so far. Gives the lines for which later choices are bounded. */
  private consider(options: readonly Option[]): readonly OptionLine[] {
    spend(this.context.budget, 20 + 10 * options.length, 'selection');
    const resolved = resolveLines(inTurn(options));
    const awarded = resolved.awarded.flatMap((line) => this.problem.lineOf.get(line) ?? []);
    const atoms = options.reduce((sum, { atomCount }) => sum + atomCount, 0);
    if (this.mayBeat(awarded, atoms)) {
      const score = scoreLines(awarded, atoms, this.problem, this.trim, this.context.budget);
      const selection: Selection = { options: [...options].sort((a, b) => a.rule - b.rule), score };
      if (compareSelections(selection, this.best) < 0) {
        this.best = selection;
        this.mark = this.bounds.markOf(score);
      }
    }
    return this.context.courses.areGroupsDisjoint ? awarded : options.flatMap(({ lines }) => lines);
  }

  /** A quick look before lines are trimmed: whether their bound reaches the best. */
  private mayBeat(awarded: readonly OptionLine[], atoms: number): boolean {
    return compareMarks(this.bounds.markOfLines(awarded, atoms), this.mark) >= 0;
  }

  /** Whether anything that can still come may be better than the best, also by the ids, outcomes and witnesses. */
  private canImprove(awarded: readonly OptionLine[], depth: number): boolean {
    const difference = compareMarks(
      this.bounds.upperBound(awarded, this.chosen, depth, this.isFree),
      this.mark,
    );
    return difference > 0 || (difference === 0 && this.canWinTie());
  }

  /** Whether, with an equal score, the smallest list of ids, outcomes and witnesses that can still come is smaller. */
  private canWinTie(): boolean {
    const inOrder = [...this.chosen].sort((a, b) => a.rule - b.rule);
    const last = inOrder.at(-1)?.rule ?? -1;
    const open = this.bounds.branches
      .filter((own) => own.some(this.isFree))
      .map((own) => ({ rule: this.problem.options[own[0] ?? -1]?.rule ?? -1, outcome: 0, order: 0 }));
    const earlier = open.filter(({ rule }) => rule < last);
    return (
      compareLists(
        [...inOrder, ...earlier].sort((a, b) => a.rule - b.rule),
        this.best.options,
      ) < 0
    );
  }
}

/** Below 0 when `a` is to be preferred. */
function compareSelections(a: Selection, b: Selection): number {
  return compareScores(b.score, a.score) || compareLists(a.options, b.options);
}

type Place = Pick<Option, 'rule' | 'outcome' | 'order'>;

/** The smaller list of rule ids, then of outcomes, then of witnesses. @source tests/fixtures/credit-cases.json, algorithm 11 */
function compareLists(a: readonly Place[], b: readonly Place[]): number {
  for (const part of ['rule', 'outcome', 'order'] as const) {
    for (let index = 0; index < a.length && index < b.length; index++) {
      const difference = (a[index]?.[part] ?? 0) - (b[index]?.[part] ?? 0);
      if (difference !== 0) return difference;
    }
    if (a.length !== b.length) return a.length - b.length;
  }
  return 0;
}
