import { candidatesOf } from './candidates';
import { gatherEvidence, type Evidence } from './evidence';
import type { Knowledge } from './knowledge';
import { outcomes, outcomeVectors, type BestFits } from './outcome-features';
import type { Outcome } from './precedent';
import { scoresOf, softmax } from './ranker';
import type { ReadExternal } from './read-external';
import { targetVectors } from './target-features';

/** Weights of the numbers: of a course among courses, of a collective place among places, and of each outcome. */
export interface Weights {
  course: readonly number[];
  elective: readonly number[];
  outcome: readonly number[];
}

/** What could be granted, with the numbers of each. */
export interface Weighed {
  query: ReadExternal;
  evidence: Evidence;
  candidates: readonly number[];
  vectors: readonly Float64Array[];
}

export interface RankedPlace {
  place: number;
  chance: number;
}

/** What is thought of one question. */
export interface Judgement {
  ranked: readonly RankedPlace[];
  outcome: Outcome;
  /** Chance that this outcome with the first target is the decision, before calibration. @units 0 to 1 */
  chance: number;
}

/** "None" is rare and easily drowned: it is said where it is at least two thirds as probable as another outcome. Chosen on rpi_train with families left out. */
const noneWeighs = 1.5;

/** Gathers and weighs; precedents of the family that is left out do not count. `also` are looked at in any case. */
export function weigh(
  knowledge: Knowledge,
  query: ReadExternal,
  leftOut: string | null,
  also: readonly number[] = [],
): Weighed {
  const evidence = gatherEvidence(knowledge, query, leftOut);
  const candidates = [...new Set([...candidatesOf(knowledge, evidence), ...also])].filter(
    (place) => place !== knowledge.none,
  );
  return { query, evidence, candidates, vectors: targetVectors(knowledge, query, evidence, candidates) };
}

type Ranks = Record<'course' | 'elective', (RankedPlace & { score: number })[]>;

/** Candidates of each kind among themselves, best first. */
export function ranksOf(
  { targets }: Knowledge,
  weights: Pick<Weights, 'course' | 'elective'>,
  { candidates, vectors }: Weighed,
): Ranks {
  const ranked = (kind: 'course' | 'elective') => {
    const own = candidates.flatMap((place, at) =>
      targets[place]!.kind === kind ? [{ place, vector: vectors[at]! }] : [],
    );
    const scores = scoresOf(
      weights[kind],
      own.map(({ vector }) => vector),
    );
    return softmax(scores)
      .map((chance, at) => ({ place: own[at]!.place, chance, score: scores[at]! }))
      .sort((one, other) => other.chance - one.chance || one.place - other.place);
  };
  return { course: ranked('course'), elective: ranked('elective') };
}

/** How well the best of each kind fits, for the outcome. */
export function fitsOf(ranks: Ranks): BestFits {
  const nothing = { score: 0, chance: 0 };
  return { course: ranks.course[0] ?? nothing, elective: ranks.elective[0] ?? nothing };
}

/** Decides what is most probable: the outcome first, then the order of targets by their chance, the best of that outcome in front. */
export function judge(knowledge: Knowledge, weights: Weights, weighed: Weighed): Judgement {
  const ranks = ranksOf(knowledge, weights, weighed);
  const chances = softmax(
    scoresOf(weights.outcome, outcomeVectors(knowledge, weighed.query, weighed.evidence, fitsOf(ranks))),
  );
  const possible = outcomes
    .map((outcome, at) => ({ outcome, chance: chances[at]! }))
    .filter(({ outcome }) => outcome === 'none' || ranks[outcome].length > 0);
  const weight = (one: { outcome: Outcome; chance: number }) =>
    one.chance * (one.outcome === 'none' ? noneWeighs : 1);
  const said = possible.reduce((best, one) => (weight(one) > weight(best) ? one : best));
  const ranked = possible
    .flatMap(({ outcome, chance }) =>
      outcome === 'none'
        ? []
        : ranks[outcome].map((one) => ({ place: one.place, chance: one.chance * chance })),
    )
    .sort((one, other) => other.chance - one.chance || one.place - other.place);
  const first = said.outcome === 'none' ? undefined : ranks[said.outcome][0]?.place;
  const front = ranked.filter(({ place }) => place === first);
  return {
    ranked: [...front, ...ranked.filter(({ place }) => place !== first)],
    outcome: said.outcome,
    chance: said.outcome === 'none' ? said.chance : (front[0]?.chance ?? 0),
  };
}
