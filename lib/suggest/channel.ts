import type { Knowledge } from './knowledge';
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

/** Adds up neighbours, likest first, by target: the nearest of all, and of each kind the nearest. `sharpness` makes likest ones count more. */
export function channelOf(
  { precedents, targets }: Knowledge,
  neighbours: readonly Neighbour[],
  sharpness: number,
  most: number,
): Channel {
  const [best, share, own, mass] = [1, 2, 3, 4].map(() => new Map<number, number>()) as [
    Sums,
    Sums,
    Sums,
    Sums,
  ];
  const kindWeight: Record<Outcome, number> = { course: 0, elective: 0, none: 0 };
  const kindCount: Record<Outcome, number> = { course: 0, elective: 0, none: 0 };
  let weight = 0;
  for (const [at, { precedent, like }] of neighbours.entries()) {
    const part = raised(like, sharpness);
    const near = raised(like, 10);
    const { targets: granted, kinds } = precedents[precedent]!;
    if (at < most) weight += part;
    for (const kind of kinds) {
      kindCount[kind] += 1;
      if (kindCount[kind] <= most) kindWeight[kind] += part;
    }
    for (const target of granted) {
      if (at < most) add(share, target, part);
      if (kindCount[targets[target]!.kind] > most) continue;
      best.set(target, Math.max(best.get(target) ?? 0, like));
      add(own, target, part);
      add(mass, target, near);
    }
  }
  for (const [target, part] of share) share.set(target, part / weight);
  for (const [target, part] of own) own.set(target, part / kindWeight[targets[target]!.kind]);
  return { best, share, own, mass };
}

/** For small whole powers, in a tenth of the time. */
function raised(value: number, power: number): number {
  let product = value;
  for (let times = 1; times < power; times++) product *= value;
  return product;
}

type Sums = Map<number, number>;

function add(sums: Sums, target: number, part: number): void {
  sums.set(target, (sums.get(target) ?? 0) + part);
}
