import { outcomes, outcomeSize } from './outcome-features';
import { targetFeatures, targetSize } from './target-features';
import type { Weights } from './judgement';

/**
 * Set by hand, from what all that was learned has in common: likeness counts, the wrong part of a sequence counts against. Near precedents
 * count, and the nearest hardly where it is far: of a few decisions most are about something else.
 */
const target: Partial<Record<(typeof targetFeatures)[number], number>> = {
  runsLog: 0.15,
  stemsLog: 0.15,
  runsMass: 0.7,
  stemsMass: 0.7,
  ownTitle: 3,
  ownTexts: 6,
  ownRuns: 4,
  ownSpace: 2,
  ownMeaning: 1,
  sameTitle: 1,
  subjectSpelling: 1.5,
  levelNear: 1,
  sequenceOther: -1,
};
/** The share of each outcome among titles that are alike stands first among the numbers, its logarithm behind it. */
const ofShare = 3;
const ofCourse = 1;

/** Weights for whoever has decided too little to learn from. */
export function startingWeights(): Weights {
  const own = targetFeatures.map((name) => target[name] ?? 0);
  const weights = [...own, ...Array<number>(targetSize - own.length).fill(0)];
  const numbers = outcomeSize / outcomes.length;
  const outcome = outcomes.flatMap((one, at) =>
    Array.from({ length: numbers }, (_, place) =>
      place === 0 && one === 'course' ? ofCourse : place === 1 + at * 2 ? ofShare : 0,
    ),
  );
  return { course: weights, elective: weights, outcome };
}
