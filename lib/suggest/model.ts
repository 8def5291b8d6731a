import { asComputed, fitCalibration, type Calibration } from './calibration';
import {
  judge,
  outcomesOf,
  placesOf,
  ranksOf,
  weigh,
  type RankedPlace,
  type Weighed,
  type Weights,
} from './judgement';
import type { Knowledge, ReadPrecedent } from './read-knowledge';
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
  /** Of what stands behind the first place. */
  laterCalibration: Calibration;
}

/** Raised whenever the numbers that are weighed, or what is stored, change. */
export const modelVersion = 2;

/** What whoever has decided too little begins with: it says what is likeliest, and nothing of how sure that is. */
export function untrainedModel(seed: number): Model {
  return {
    version: modelVersion,
    seed,
    rows: 0,
    weights: startingWeights(),
    calibration: asComputed,
    laterCalibration: asComputed,
  };
}

/** As many rows are learned from; more teach the few weights nothing. */
const mostRows = 2_500;

type Seen = Parameters<typeof fitCalibration>[0][number];

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
  const seen: Seen[] = [];
  const later: Seen[] = [];
  for (const part of [0, 1]) {
    const weights = learn(
      knowledge,
      rows.filter(({ precedent }) => half.get(precedent.family) !== part),
      seed,
    );
    for (const { precedent, weighed } of rows) {
      if (half.get(precedent.family) !== part) continue;
      const [first, ...others] = placesOf(knowledge, judge(knowledge, weights, weighed));
      const told = ({ place, chance }: RankedPlace): Seen => ({
        chance,
        isTrue: isRight(knowledge, precedent, place),
      });
      if (first !== undefined) seen.push(told(first));
      later.push(...others.slice(0, laterPlaces).map(told));
    }
  }
  return {
    version: modelVersion,
    seed,
    rows: rows.length,
    weights: learn(knowledge, rows, seed),
    calibration: fitCalibration(seen),
    laterCalibration: fitCalibration(later),
  };
}

/** As many places behind the first are looked at to learn how sure they are. */
const laterPlaces = 4;

/** Whether that place is what was decided: a collective place that was granted beside a course is not. */
function isRight(knowledge: Knowledge, { outcome, targets }: ReadPrecedent, place: number): boolean {
  return targets.includes(place) && knowledge.targets[place]!.kind === outcome;
}

/** Fewer rows teach chance. */
export const leastRows = 40;

/** Whether a model has learned at all: until then nothing says how sure it is. */
export function hasLearned({ rows }: Pick<Model, 'rows'>): boolean {
  return rows >= leastRows;
}

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
