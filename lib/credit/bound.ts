import type { Option, OptionLine, Problem } from './options';
import type { Score } from './score';

/**
 * What a selection may still reach, never less than it can. Credit as doubles: exact while every sum of parts is a safe integer,
 * otherwise rounded up by `margin`, so that the bound stays sound.
 */
export type Vector = readonly [counted: number, targets: number, awarded: number, nonCredit: number, unusedAtoms: number];

const margin = 1 + 1e-9;

/** One relaxation: the caps in it are taken as full, and lines under them as free. */
interface Relaxation {
  caps: readonly number[];
  /** What the caps give at most. */
  base: number;
  /** By option: what it adds at most. */
  values: readonly Vector[];
  /** Groups of options of which at most one contributes; the best first, none that adds nothing. */
  groups: readonly (readonly number[])[];
}

/**
 * Upper bounds for the exact search. For every set K of caps, counted ≤ room of K + lines that no cap of K covers; and of
 * options that share an atom, a rule, a label or their only course at most one contributes. Both are exact inequalities, also
 * for the later criteria in lexicographic order, so nothing better is ever cut off.
 */
export class Bounds {
  private readonly relaxations: readonly Relaxation[];
  private readonly tightest: ReadonlyMap<OptionLine, number>;

  constructor(
    private readonly problem: Problem,
    private readonly trim: 'partial' | 'whole',
  ) {
    const lines = [...problem.lineOf.values()];
    const total = problem.options.reduce((sum, option) => option.lines.reduce((inner, { amount }) => inner + amount, sum), 0n);
    const isExact = total + problem.rooms.reduce((sum, room) => sum + room, 0n) < BigInt(Number.MAX_SAFE_INTEGER);
    this.toDouble = isExact ? Number : (parts) => Number(parts) * margin;
    this.tightest = new Map(lines.map((line) => [line, this.toDouble(mostCounted(line, problem.rooms, trim))]));
    const cover = coverWithGroups(problem.options, (option) => this.valueOf(option.lines, option.atomCount, []));
    this.relaxations = capSets(problem).map((caps) => this.relax(caps, cover));
  }

  readonly toDouble: (parts: bigint) => number;

  /** Steps that one bound costs. */
  get cost(): number {
    return this.relaxations.length * (this.relaxations[0]?.groups.length ?? 1);
  }

  /** The tightest bound for: these lines stay, and of the options only those that are free may come. */
  upperBound(awarded: readonly OptionLine[], atoms: number, isFree: (option: number) => boolean): Vector {
    let least: Vector | null = null;
    for (const relaxation of this.relaxations) {
      const sum = addBase(this.valueOf(awarded, atoms, relaxation.caps), relaxation.base);
      for (const group of relaxation.groups) {
        for (const index of group) {
          if (!isFree(index)) continue;
          const value = relaxation.values[index];
          if (value) for (let part = 0; part < 5; part++) sum[part] = (sum[part] ?? 0) + (value[part] ?? 0);
          break;
        }
      }
      if (least === null || compareVectors(sum, least) < 0) least = sum;
    }
    return least ?? [Infinity, 0, 0, 0, 0];
  }

  /** Options that may come next, the most promising first. */
  compareOptions(a: Option, b: Option): number {
    return compareVectors(this.valueOf(b.lines, b.atomCount, []), this.valueOf(a.lines, a.atomCount, []));
  }

  /** What lines add at most when the given caps are taken as full. */
  private valueOf(lines: readonly OptionLine[], atoms: number, caps: readonly number[]): Vector {
    let [counted, awarded, nonCredit] = [0, 0, 0];
    const targets = new Set<string>();
    for (const line of lines) {
      awarded += this.toDouble(line.amount);
      if (line.isNonCredit) nonCredit += 1;
      if (line.target !== null) targets.add(line.target);
      if (!line.caps.some((cap) => caps.includes(cap))) counted += this.tightest.get(line) ?? 0;
    }
    return [counted, targets.size, awarded, nonCredit, -atoms];
  }

  private relax(caps: readonly number[], cover: readonly (readonly number[])[]): Relaxation {
    const values = this.problem.options.map((option) => this.valueOf(option.lines, option.atomCount, caps));
    const valueAt = (index: number): Vector => values[index] ?? nothing;
    const groups = cover.map((group) => group.filter((index) => compareVectors(valueAt(index), nothing) > 0).sort((a, b) => compareVectors(valueAt(b), valueAt(a))));
    return { caps, base: this.toDouble(caps.reduce((sum, cap) => sum + (this.problem.rooms[cap] ?? 0n), 0n)), values, groups: groups.filter((group) => group.length > 0) };
  }
}

const nothing: Vector = [0, 0, 0, 0, 0];

/** Above 0 when `a` is better: the first part that differs decides. */
export function compareVectors(a: Vector, b: Vector): number {
  for (let part = 0; part < 5; part++) {
    const difference = (a[part] ?? 0) - (b[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A score in the form of a bound. */
export function vectorOf(score: Score): Vector {
  return [Number(score.counted), score.targets, Number(score.awarded), score.nonCredit, -score.atoms];
}

function addBase(vector: Vector, base: number): [number, number, number, number, number] {
  return [vector[0] + base, vector[1], vector[2], vector[3], vector[4]];
}

/** What can count of a line when it is alone. */
function mostCounted({ amount, caps }: OptionLine, rooms: readonly bigint[], trim: 'partial' | 'whole'): bigint {
  const tightest = caps.reduce((least, cap) => ((rooms[cap] ?? 0n) < least ? (rooms[cap] ?? 0n) : least), amount);
  return trim === 'partial' || tightest === amount ? tightest : 0n;
}

/** Sets of caps that can bind at all: every set of up to four such caps, of more the empty set, each, each pair and all. */
function capSets({ options, rooms }: Problem): number[][] {
  const binding = rooms.flatMap((room, cap) => {
    const most = options.reduce((sum, { lines }) => lines.reduce((inner, line) => (line.caps.includes(cap) ? inner + line.amount : inner), sum), 0n);
    return most > room ? [cap] : [];
  });
  if (binding.length <= 4) return binding.reduce<number[][]>((sets, cap) => [...sets, ...sets.map((set) => [...set, cap])], [[]]);
  const pairs = binding.flatMap((a, index) => binding.slice(index + 1).map((b) => [a, b]));
  return [[], ...binding.map((cap) => [cap]), ...pairs.slice(0, 40), binding];
}

/** Puts every option into one group whose members exclude each other or share their only course; few and uneven groups are best. */
function coverWithGroups(options: readonly Option[], valueOf: (option: Option) => Vector): number[][] {
  const frequency = new Map<string, number>();
  const keys = options.map(keysOf);
  for (const key of keys.flat()) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  const groups = new Map<string, number[]>();
  const values = options.map(valueOf);
  const order = options.map((_, index) => index).sort((a, b) => compareVectors(values[b] ?? nothing, values[a] ?? nothing));
  for (const index of order) {
    const own = keys[index] ?? [];
    const open = own.find((key) => groups.has(key)) ?? [...own].sort((a, b) => (frequency.get(b) ?? 0) - (frequency.get(a) ?? 0))[0];
    if (open === undefined) continue;
    groups.set(open, [...(groups.get(open) ?? []), index]);
  }
  return [...groups.values()];
}

/** What an option holds alone: two options with one key in common can never both contribute. */
function keysOf(option: Option): string[] {
  const [line] = option.lines;
  const course = option.lines.length === 1 && line?.draft.line.kind === 'course' ? [`course ${line.draft.line.target}`] : [];
  const label = option.exclusive === null ? [] : [`label ${option.exclusive}`];
  return [...option.sharedAtoms.map((atom) => `atom ${atom}`), ...label, ...course, `rule ${option.rule}`];
}
