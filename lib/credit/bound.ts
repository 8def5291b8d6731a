import type { Worth } from './packing';
import { spend, type Budget } from './budget';
import { Packing } from './packing';
import type { Option, OptionLine, Problem } from './options';
import type { Score } from './score';

/**
 * How good a selection is or may become, as two doubles of which the first that differs decides: counted credit, and the later
 * criteria packed into one number. Exact while they are safe integers; otherwise bounds are rounded up, so that they stay sound.
 */
export interface Mark {
  counted: number;
  rest: number;
}

/** Above 0 when `a` is better. */
export function compareMarks(a: Mark, b: Mark): number {
  return a.counted - b.counted || a.rest - b.rest;
}

/** Rounds inexact sums of doubles up by far more than they can be wrong. */
const margin = 1 + 1e-9;

/**
 * Upper bounds for the exact search. Every set K of caps gives a relaxation: counted ≤ room of K + lines that no cap of K covers.
 * Under it the best that can still come is an exact packing of options that do not exclude each other (see packing.ts). These are
 * true inequalities for the criteria in lexicographic order, so nothing better is ever cut off.
 */
export class Bounds {
  private readonly bases: readonly number[];
  private readonly facts: readonly LineFacts[];
  private readonly weights: Weights | null;
  private readonly packing: Packing;
  /** Options by rule, the most promising rule and option first; rules are decided in this order. */
  readonly branches: readonly (readonly number[])[];

  constructor(
    private readonly problem: Problem,
    trim: 'partial' | 'whole',
    private readonly budget: Budget,
  ) {
    const { options, rooms, lineOf } = problem;
    const awarded = options.reduce(
      (sum, { lines }) => lines.reduce((inner, { amount }) => inner + amount, sum),
      0n,
    );
    const isExact = awarded + rooms.reduce((sum, room) => sum + room, 0n) < BigInt(Number.MAX_SAFE_INTEGER);
    const toDouble = (parts: bigint): number => (isExact ? Number(parts) : Number(parts) * margin);
    const relaxations = capSets(options, rooms);
    this.weights = packWeights(options, awarded);
    this.bases = relaxations.map((caps) => toDouble(caps.reduce((sum, cap) => sum + (rooms[cap] ?? 0n), 0n)));
    const facts: LineFacts[] = [];
    for (const line of lineOf.values()) {
      const alone = toDouble(mostCounted(line, rooms, trim));
      facts[line.rank] = {
        awarded: Number(line.amount),
        counted: Float64Array.from(relaxations, (caps) =>
          line.caps.some((cap) => caps.includes(cap)) ? 0 : alone,
        ),
      };
    }
    this.facts = facts;
    const worths = options.map(
      ({ lines, atomCount }): Worth => ({
        counted: Float64Array.of(...this.countedOf(lines), this.awardedOf(lines)),
        rest: this.restOf(lines, atomCount),
      }),
    );
    this.branches = orderBranches(options, worths);
    this.packing = new Packing(options, worths, this.branches, budget);
  }

  /** The mark of a score; a little too high only where it is a bound. */
  markOf({ counted, targets, awarded, nonCredit, atoms }: Score): Mark {
    return { counted: Number(counted), rest: this.pack(targets, Number(awarded), nonCredit, atoms) };
  }

  /** The best mark for exactly these lines, before they are trimmed. */
  markOfLines(awarded: readonly OptionLine[], atoms: number): Mark {
    const counted = this.countedOf(awarded).reduce(
      (least, outside, index) => Math.min(least, outside + (this.bases[index] ?? 0)),
      Infinity,
    );
    return { counted, rest: this.restBound(this.restOf(awarded, atoms)) };
  }

  /** The best mark that can come when these lines stay and, of the rules from `depth` on, the options that are free may come. */
  upperBound(
    awarded: readonly OptionLine[],
    chosen: readonly Option[],
    depth: number,
    isFree: (option: number) => boolean,
  ): Mark {
    spend(this.budget, 8 + this.bases.length + awarded.length, 'selection');
    let [mask, atoms] = [0, 0];
    for (const option of chosen) {
      mask |= this.packing.maskOf(option);
      atoms += option.atomCount;
    }
    const coming = this.packing.best(depth, mask);
    const own = this.restOf(awarded, atoms);
    const counted = this.countedOf(awarded);
    let best: Mark = { counted: Infinity, rest: Infinity };
    for (let index = 0; index < counted.length; index++) {
      const mark = {
        counted: (this.bases[index] ?? 0) + (counted[index] ?? 0) + this.packing.counted(coming, index),
        rest: own + this.packing.rest(coming, index),
      };
      if (compareMarks(mark, best) < 0) best = mark;
    }
    const mostAwarded = this.awardedOf(awarded) + this.packing.counted(coming, this.bases.length);
    return {
      counted: best.counted,
      rest: Math.min(this.restBound(best.rest), this.mostRest(awarded, mostAwarded, depth, isFree)),
    };
  }

  /** Targets that are satisfied already, or that two rules may satisfy, are counted once; the other criteria one by one. */
  private mostRest(
    awarded: readonly OptionLine[],
    mostAwarded: number,
    depth: number,
    isFree: (option: number) => boolean,
  ): number {
    if (!this.weights) return Infinity;
    const own = distinctTargets(awarded);
    const coming = new Set<string>();
    let sum = 0;
    for (let at = depth; at < this.branches.length; at++) {
      let most = 0;
      for (const index of this.branches[at] ?? []) {
        const option = this.problem.options[index];
        if (!option || !isFree(index)) continue;
        let fresh = 0;
        for (const target of option.targets) {
          if (own.includes(target)) continue;
          fresh += 1;
          coming.add(target);
        }
        if (fresh > most) most = fresh;
      }
      sum += most;
    }
    spend(this.budget, this.branches.length - depth, 'selection');
    return (
      (own.length + Math.min(sum, coming.size)) * this.weights.target +
      Math.min(this.weights.target - 1, (mostAwarded + 1) * this.weights.awarded - 1)
    );
  }

  private countedOf(lines: readonly OptionLine[]): Float64Array {
    const sums = new Float64Array(this.bases.length);
    for (const { rank } of lines) {
      const counted = this.facts[rank]?.counted;
      if (counted)
        for (let index = 0; index < sums.length; index++)
          sums[index] = (sums[index] ?? 0) + (counted[index] ?? 0);
    }
    return sums;
  }

  private awardedOf(lines: readonly OptionLine[]): number {
    let awarded = 0;
    for (const { rank } of lines) awarded += this.facts[rank]?.awarded ?? 0;
    return awarded;
  }

  private restOf(lines: readonly OptionLine[], atoms: number): number {
    let nonCredit = 0;
    for (const { isNonCredit } of lines) if (isNonCredit) nonCredit += 1;
    return this.pack(distinctTargets(lines).length, this.awardedOf(lines), nonCredit, atoms);
  }

  private pack(targets: number, awarded: number, nonCredit: number, atoms: number): number {
    const { weights } = this;
    return weights
      ? targets * weights.target + awarded * weights.awarded + nonCredit * weights.nonCredit - atoms
      : targets;
  }

  /** Where only targets fit into the number, a bound leaves the later criteria open. */
  private restBound(rest: number): number {
    return this.weights ? rest : rest + 0.5;
  }
}

/** What a line adds at most. */
interface LineFacts {
  awarded: number;
  /** By relaxation. */
  counted: Float64Array;
}

interface Weights {
  target: number;
  awarded: number;
  nonCredit: number;
}

function distinctTargets(lines: readonly OptionLine[]): string[] {
  const targets: string[] = [];
  for (const { target } of lines) if (target !== null && !targets.includes(target)) targets.push(target);
  return targets;
}

/** Options by rule, the most promising rule and option first. Options that stand alone are considered apart. */
function orderBranches(options: readonly Option[], worths: readonly Worth[]): number[][] {
  const byRule = new Map<number, number[]>();
  options.forEach(({ rule, exclusive }, index) => {
    if (exclusive !== '*') byRule.set(rule, [...(byRule.get(rule) ?? []), index]);
  });
  const compare = (a = -1, b = -1): number =>
    (worths[b]?.counted[0] ?? 0) - (worths[a]?.counted[0] ?? 0) ||
    (worths[b]?.rest ?? 0) - (worths[a]?.rest ?? 0);
  return [...byRule.values()].map((list) => [...list].sort(compare)).sort(([a], [b]) => compare(a, b));
}

/** Weights that keep the criteria apart for every sum of options, or null when one double cannot hold them. */
function packWeights(options: readonly Option[], awarded: bigint): Weights | null {
  const atoms = options.reduce((sum, { atomCount }) => sum + atomCount, 0);
  const lines = options.reduce((sum, option) => sum + option.lines.length, 0);
  const nonCredit = atoms + 1;
  const perAwarded = nonCredit * (lines + 1);
  const perTarget = perAwarded * (Number(awarded) + 1);
  return perTarget * (lines + 2) < Number.MAX_SAFE_INTEGER
    ? { target: perTarget, awarded: perAwarded, nonCredit }
    : null;
}

/** What can count of a line when it is alone. */
function mostCounted(
  { amount, caps }: OptionLine,
  rooms: readonly bigint[],
  trim: 'partial' | 'whole',
): bigint {
  const tightest = caps.reduce(
    (least, cap) => ((rooms[cap] ?? 0n) < least ? (rooms[cap] ?? 0n) : least),
    amount,
  );
  return trim === 'partial' || tightest === amount ? tightest : 0n;
}

/** Sets of caps that can bind at all: every set of up to three such caps; of more the empty set, each, each pair (up to 20) and all. */
function capSets(options: readonly Option[], rooms: readonly bigint[]): number[][] {
  const binding = rooms.flatMap((room, cap) => {
    const most = options.reduce(
      (sum, { lines }) =>
        lines.reduce((inner, line) => (line.caps.includes(cap) ? inner + line.amount : inner), sum),
      0n,
    );
    return most > room ? [cap] : [];
  });
  if (binding.length <= 3)
    return binding.reduce<number[][]>((sets, cap) => [...sets, ...sets.map((set) => [...set, cap])], [[]]);
  const pairs = binding.flatMap((a, index) => binding.slice(index + 1).map((b) => [a, b]));
  return [[], ...binding.map((cap) => [cap]), ...pairs.slice(0, 20), binding];
}
