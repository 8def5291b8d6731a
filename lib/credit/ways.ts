import type { AssessmentLeaf, MicroCredentialLeaf, Premise } from './input';
import { branchesOf, isAssessmentLeaf, isMicroCredentialLeaf } from './premise';

/** What a way is to somebody who asks for the ways through a premise. */
export interface WaysOf<Way> {
  /** The way that asks for nothing. */
  none: Way;
  /** The ways to meet one leaf; none where it cannot be met. */
  ofLeaf: (leaf: MicroCredentialLeaf | AssessmentLeaf) => readonly Way[];
  /** Both together; null where they cannot be met together. */
  join: (one: Way, other: Way) => Way | null;
  /** Those of them that are worth going on with, so that the work stays bounded: premises have more ways than anybody reads. */
  best: (ways: readonly Way[]) => readonly Way[];
}

/**
 * The ways to meet a premise, each a choice of leaves that are met together: every branch of `all`, one of `any`, exactly so many of
 * `atLeast`. What a leaf asks for, and which ways are kept, the caller says.
 * @source tests/fixtures/credit-cases.json, algorithm 4
 */
export function waysThrough<Way>(
  premise: Premise,
  { none, ofLeaf, join, best }: WaysOf<Way>,
): readonly Way[] {
  const both = (some: readonly Way[], others: readonly Way[]): Way[] =>
    some.flatMap((one) => others.map((other) => join(one, other))).filter((way): way is Way => way !== null);
  const walk = (part: Premise): readonly Way[] => {
    if (isMicroCredentialLeaf(part) || isAssessmentLeaf(part)) return ofLeaf(part);
    const branches = branchesOf(part).map(walk);
    if ('any' in part) return best(branches.flat());
    const needed = 'of' in part ? part.atLeast : branches.length;
    // chosen[n]: the ways in which n of the branches seen so far are met.
    let chosen: (readonly Way[])[] = Array.from({ length: needed + 1 }, (_, count) =>
      count === 0 ? [none] : [],
    );
    for (const branch of branches)
      chosen = chosen.map((kept, count) =>
        count === 0 ? kept : best([...kept, ...both(chosen[count - 1] ?? [], branch)]),
      );
    return chosen[needed] ?? [];
  };
  return best(walk(premise));
}
