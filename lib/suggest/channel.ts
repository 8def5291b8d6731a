import type { Knowledge } from './read-knowledge';
import type { Outcome } from './precedent';

/** What one kind of likeness says of the targets, by their place. */
export interface Channel {
  /** How like the likest precedent is. @units 0 to 1 */
  readonly best: ReadonlyMap<number, number>;
  /** The part of all likeness. @units 0 to 1 */
  readonly share: ReadonlyMap<number, number>;
  /** The part of the likeness that targets of the same kind have. @units 0 to 1 */
  readonly own: ReadonlyMap<number, number>;
  /** How much likeness there is at all, near ones counting most. */
  readonly mass: ReadonlyMap<number, number>;
}

/** A precedent and how like it is. @units 0 to 1 */
export interface Neighbour {
  precedent: number;
  like: number;
}

/** Sums by target in an array, and as a map of those that have any, in the order in which they came. */
class Sums {
  private readonly sums: Float64Array;
  private readonly order: number[] = [];

  constructor(targets: number) {
    // Below zero: nothing yet.
    this.sums = new Float64Array(targets).fill(-1);
  }

  add(target: number, part: number): void {
    const before = this.sums[target]!;
    if (before >= 0) this.sums[target] = before + part;
    else this.begin(target, part);
  }

  /** Keeps the greatest. */
  raise(target: number, value: number): void {
    const before = this.sums[target]!;
    if (before < 0) this.begin(target, value);
    else if (value > before) this.sums[target] = value;
  }

  private begin(target: number, value: number): void {
    this.sums[target] = value;
    this.order.push(target);
  }

  /** Each sum divided by that of its target. */
  over(weightOf: (target: number) => number): Map<number, number> {
    const parts = new Map<number, number>();
    for (const target of this.order) parts.set(target, this.sums[target]! / weightOf(target));
    return parts;
  }
}

/** Adds up neighbours, likest first, by target: the nearest of all, and of each kind the nearest. `sharpness` makes likest ones count more. */
export function channelOf(
  { precedents, targets }: Knowledge,
  neighbours: readonly Neighbour[],
  sharpness: number,
  most: number,
): Channel {
  const [best, share, own, mass] = [1, 2, 3, 4].map(() => new Sums(targets.length)) as [
    Sums,
    Sums,
    Sums,
    Sums,
  ];
  const kindWeight: Record<Outcome, number> = { course: 0, elective: 0, none: 0 };
  const kindCount: Record<Outcome, number> = { course: 0, elective: 0, none: 0 };
  let weight = 0;
  for (let at = 0; at < neighbours.length; at++) {
    const { precedent, like } = neighbours[at]!;
    const part = raised(like, sharpness);
    const near = raised(like, 10);
    const { targets: granted, kinds } = precedents[precedent]!;
    if (at < most) weight += part;
    for (const kind of kinds) {
      kindCount[kind] += 1;
      if (kindCount[kind] <= most) kindWeight[kind] += part;
    }
    for (const target of granted) {
      if (at < most) share.add(target, part);
      if (kindCount[targets[target]!.kind] > most) continue;
      best.raise(target, like);
      own.add(target, part);
      mass.add(target, near);
    }
  }
  return {
    best: best.over(() => 1),
    share: share.over(() => weight),
    own: own.over((target) => kindWeight[targets[target]!.kind]),
    mass: mass.over(() => 1),
  };
}

/** For small whole powers, in a tenth of the time. */
function raised(value: number, power: number): number {
  let product = value;
  for (let times = 1; times < power; times++) product *= value;
  return product;
}
