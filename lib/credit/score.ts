import type { Budget } from './budget';
import type { OptionLine, Problem } from './options';
import { trimLines } from './trim';

/** What a selection achieves, in the order in which it matters. Credit in parts. @source tests/fixtures/credit-cases.json, algorithm 11 */
export interface Score {
  counted: bigint;
  targets: number;
  awarded: bigint;
  nonCredit: number;
  atoms: number;
}

/** Above 0 when `a` is better. */
export function compareScores(a: Score, b: Score): number {
  if (a.counted !== b.counted) return a.counted > b.counted ? 1 : -1;
  if (a.targets !== b.targets) return a.targets - b.targets;
  if (a.awarded !== b.awarded) return a.awarded > b.awarded ? 1 : -1;
  return a.nonCredit - b.nonCredit || b.atoms - a.atoms;
}

/** What awarded lines achieve together. @units parts @refuses rule_violation `credit/too-complex` */
export function scoreLines(
  awarded: readonly OptionLine[],
  atoms: number,
  { rooms }: Problem,
  trim: 'partial' | 'whole',
  budget: Budget,
): Score {
  const inOrder = [...awarded].sort((a, b) => a.rank - b.rank);
  return { counted: sum(trimLines(inOrder, rooms, trim, budget)), ...scoreBeforeLimits(awarded, atoms) };
}

/** The part of the score that limits do not touch. */
export function scoreBeforeLimits(awarded: readonly OptionLine[], atoms: number): Omit<Score, 'counted'> {
  return {
    targets: new Set(awarded.flatMap(({ target }) => (target === null ? [] : [target]))).size,
    awarded: sum(awarded.map(({ amount }) => amount)),
    nonCredit: awarded.filter(({ isNonCredit }) => isNonCredit).length,
    atoms,
  };
}

function sum(parts: readonly bigint[]): bigint {
  return parts.reduce((total, part) => total + part, 0n);
}
