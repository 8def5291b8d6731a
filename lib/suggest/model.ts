import { fitCalibration, type Calibration } from './calibration';
import { judge, outcomesOf, ranksOf, weigh, type Weighed, type Weights } from './judgement';
import type { Knowledge, ReadPrecedent } from './knowledge';
import { outcomes, outcomeSize } from './outcome-features';
import { seededRandom, shuffled } from '@/lib/kernel/seeded-random';
import { trainRanker, type Example } from './ranker';
import { startingWeights } from './starting-weights';
import { targetSize } from './target-features';

/** What was learned: plain data that can be stored and read back. */
export interface Model {
  /** Of the numbers that are weighed: another list of them is another version. */
  version: typeof modelVersion;
  seed: number;
  /** Rows that it was learned from. */
  rows: number;
  weights: Weights;
  calibration: Calibration;
}

/** Raised whenever the numbers that are weighed change. */
export const modelVersion = 1;

/** As many rows are learned from; more teach the few weights nothing. */
const mostRows = 2_500;

interface Row {
  precedent: ReadPrecedent;
  weighed: Weighed;
}

/**
 * Learns from all precedents that are known, each weighed as if its own family had decided nothing, so that what is learned
 * holds for senders that nobody knows. How sure it is comes from rows whose families were no part of the learning.
 */
export function trainModel(knowledge: Knowledge, seed: number): Model {
  const random = seededRandom(seed);
  const rows = shuffled(knowledge.precedents, random)
    .slice(0, mostRows)
    .map((precedent): Row => {
      const { external, family, targets } = precedent;
      const { candidates, choices, outcomeNumbers } = weigh(knowledge, external, family, targets);
      return { precedent, weighed: { candidates, choices, outcomeNumbers } };
    });
  const half = new Map(
    shuffled([...knowledge.byFamily.keys()].sort(), random).map((family, at) => [family, at % 2]),
  );
  const seen = [0, 1].flatMap((part) => {
    const weights = learn(
      knowledge,
      rows.filter(({ precedent }) => half.get(precedent.family) !== part),
      seed,
    );
    return rows
      .filter(({ precedent }) => half.get(precedent.family) === part)
      .map((row) => ({
        chance: judge(knowledge, weights, row.weighed).chance,
        isTrue: isRight(knowledge, weights, row),
      }));
  });
  return {
    version: modelVersion,
    seed,
    rows: rows.length,
    weights: learn(knowledge, rows, seed),
    calibration: fitCalibration(seen),
  };
}

function isRight(knowledge: Knowledge, weights: Weights, { precedent, weighed }: Row): boolean {
  const { outcome, ranked } = judge(knowledge, weights, weighed);
  if (outcome !== precedent.outcome) return false;
  return outcome === 'none' || (ranked[0] !== undefined && precedent.targets.includes(ranked[0].place));
}

/** Fewer rows teach chance. */
const leastRows = 40;

function learn(knowledge: Knowledge, rows: readonly Row[], seed: number): Weights {
  if (rows.length < leastRows) return startingWeights();
  const ranker = (kind: 'course' | 'elective') =>
    trainRanker(
      rows
        .filter(({ precedent }) => precedent.outcome === kind)
        .map((row) => rankedExample(knowledge, row, kind)),
      targetSize,
      seed,
    );
  const weights = { course: ranker('course'), elective: ranker('elective') };
  const outcome = trainRanker(
    rows.map(
      ({ precedent, weighed }): Example => ({
        choices: outcomesOf(ranksOf(knowledge, weights, weighed), weighed),
        right: outcomes.map((one) => one === precedent.outcome),
      }),
    ),
    outcomeSize,
    seed,
  );
  return { ...weights, outcome };
}

function rankedExample(
  { targets }: Knowledge,
  { precedent, weighed }: Row,
  kind: 'course' | 'elective',
): Example {
  const own = weighed.candidates.flatMap((place, at) =>
    targets[place]!.kind === kind ? [{ place, at }] : [],
  );
  return {
    choices: own.map(({ at }) => weighed.choices[at]!),
    right: own.map(({ place }) => precedent.targets.includes(place)),
  };
}
