import { spend, type Budget } from './budget';
import type { Option } from './options';

/** Things that exclude each other are told apart up to this number; the others are ignored, which only loosens the bound. */
const maxKeys = 12;
const maxStates = 150_000;

/**
 * The exact optimum of a simpler problem: choose at most one option of each rule so that no key is taken twice, and add up what
 * they are worth. Keys are shared atoms, labels, and the course of options that award nothing else. Dynamic programming over
 * (rules from a depth on, keys taken), filled as far as it is asked for.
 */
export class Packing {
  private readonly masks: readonly number[];
  private readonly maskByOption: ReadonlyMap<Option, number>;
  private readonly places = new Map<number, number>();
  private readonly relaxations: number;
  /** Two numbers for each relaxation and state: counted credit, and the later criteria. */
  private values: Float64Array;
  private used = 0;

  constructor(
    options: readonly Option[],
    private readonly worths: readonly Worth[],
    private readonly branches: readonly (readonly number[])[],
    private readonly budget: Budget,
  ) {
    const keys = contestedKeys(options);
    this.masks = options.map((option) =>
      keysOf(option).reduce((mask, key) => mask | (keys.get(key) ?? 0), 0),
    );
    this.maskByOption = new Map(options.map((option, index) => [option, this.masks[index] ?? 0]));
    this.relaxations = worths[0]?.counted.length ?? 1;
    this.values = new Float64Array(2 * this.relaxations * (branches.length + 64));
    this.fillFreely();
  }

  maskOf(option: Option): number {
    return this.maskByOption.get(option) ?? 0;
  }

  /** Where to read the best that the rules from `depth` on can add while the keys in `taken` are gone. */
  best(depth: number, taken: number): number {
    const own = this.branches[depth];
    if (!own) return this.branches.length * 2 * this.relaxations;
    const key = depth * 2 ** maxKeys + taken;
    const known = this.places.get(key);
    if (known !== undefined) return known;
    if (this.places.size >= maxStates) return depth * 2 * this.relaxations;
    const skipped = this.best(depth + 1, taken);
    const after = own.map((index) =>
      ((this.masks[index] ?? 0) & taken) === 0 ? this.best(depth + 1, taken | (this.masks[index] ?? 0)) : -1,
    );
    const place = this.copy(skipped);
    for (let at = 0; at < own.length; at++) {
      const from = after[at] ?? -1;
      if (from >= 0) this.improve(place, own[at] ?? 0, from);
    }
    spend(this.budget, 1 + (own.length * this.relaxations) / 8, 'selection');
    this.places.set(key, place);
    return place;
  }

  counted(place: number, relaxation: number): number {
    return this.values[place + 2 * relaxation] ?? 0;
  }

  rest(place: number, relaxation: number): number {
    return this.values[place + 2 * relaxation + 1] ?? 0;
  }

  private copy(from: number): number {
    const size = 2 * this.relaxations;
    if ((this.used + 1) * size > this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    const place = this.used * size;
    this.used += 1;
    this.values.copyWithin(place, from, from + size);
    return place;
  }

  private improve(place: number, option: number, after: number): void {
    const worth = this.worths[option];
    if (!worth) return;
    const { values } = this;
    for (let at = 0; at < this.relaxations; at++) {
      const counted = (worth.counted[at] ?? 0) + (values[after + 2 * at] ?? 0);
      const rest = worth.rest + (values[after + 2 * at + 1] ?? 0);
      const difference = counted - (values[place + 2 * at] ?? 0);
      if (difference > 0 || (difference === 0 && rest > (values[place + 2 * at + 1] ?? 0))) {
        values[place + 2 * at] = counted;
        values[place + 2 * at + 1] = rest;
      }
    }
  }

  /** The first places, one by depth: the best option of each rule, as if nothing excluded anything. */
  private fillFreely(): void {
    const size = 2 * this.relaxations;
    for (let depth = this.branches.length - 1; depth >= 0; depth--) {
      this.values.copyWithin(depth * size, (depth + 1) * size, (depth + 2) * size);
      for (const index of this.branches[depth] ?? []) this.improve(depth * size, index, (depth + 1) * size);
    }
    this.used = this.branches.length + 1;
  }
}

/** The keys that options of the most rules compete for, each with its bit. */
function contestedKeys(options: readonly Option[]): ReadonlyMap<string, number> {
  const rules = new Map<string, Set<number>>();
  for (const option of options) {
    for (const key of keysOf(option)) rules.set(key, (rules.get(key) ?? new Set()).add(option.rule));
  }
  const contested = [...rules]
    .filter(([, { size }]) => size > 1)
    .sort(([a, one], [b, other]) => other.size - one.size || (a < b ? -1 : 1));
  return new Map(contested.slice(0, maxKeys).map(([key], bit) => [key, 1 << bit]));
}

/**
 * What an option holds alone: of two options with a key in common, one adds nothing. A course is such a key only for options that
 * use learning, since one that uses none may still come along for the sake of its rule id.
 */
function keysOf(option: Option): string[] {
  const [line] = option.lines;
  const course =
    option.atomCount > 0 && option.lines.length === 1 && line?.draft.line.kind === 'course'
      ? [`course ${line.draft.line.target}`]
      : [];
  const label = option.exclusive === null ? [] : [`label ${option.exclusive}`];
  return [...option.sharedAtoms.map((atom) => `atom ${atom}`), ...label, ...course];
}

/** What an option adds at most: counted credit under each relaxation, then what it awards; and the later criteria in one number. */
export interface Worth {
  counted: Float64Array;
  rest: number;
}
