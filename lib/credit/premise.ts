import type { AssessmentLeaf, MicroCredentialLeaf, Premise } from './input';

/** Whether the premise is a single micro-credential leaf. */
export function isMicroCredentialLeaf(premise: Premise): premise is MicroCredentialLeaf {
  return 'mc' in premise;
}

/** Whether the premise is a single assessment leaf. */
export function isAssessmentLeaf(premise: Premise): premise is AssessmentLeaf {
  return 'assessment' in premise;
}

/** The parts of a group; none for a leaf. */
export function branchesOf(premise: Premise): readonly Premise[] {
  if ('all' in premise) return premise.all;
  if ('any' in premise) return premise.any;
  return 'of' in premise ? premise.of : [];
}

/** Every leaf of a premise, in listed order. */
export function leavesOf(premise: Premise): (MicroCredentialLeaf | AssessmentLeaf)[] {
  if (isMicroCredentialLeaf(premise) || isAssessmentLeaf(premise)) return [premise];
  return branchesOf(premise).flatMap(leavesOf);
}
