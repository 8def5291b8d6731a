import { candidatesOf } from './candidates';
import type { Neighbour } from './channel';
import { gatherEvidence } from './evidence';
import type { Knowledge } from './read-knowledge';
import { outcomeChoices, outcomeNumbersOf, outcomes } from './outcome-features';
import type { Outcome } from './precedent';
import { scoresOf, softmax, type Choice } from './ranker';
import type { ReadExternal } from './read-external';
import { targetChoices } from './target-features';

/** Weights of the numbers: of a course among courses, of a collective place among places, and of each outcome. */
export interface Weights {
  course: readonly number[];
  elective: readonly number[];
  outcome: readonly number[];
}

/** What could be granted, with the numbers of each and those of the outcomes. */
export interface Weighed {
  candidates: readonly number[];
  choices: readonly Choice[];
  outcomeNumbers: Float32Array;
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
  /** Chance that nothing is granted, before calibration. @units 0 to 1 */
  noneChance: number;
}

/** "None" is rare and easily drowned: it is said where it is at least two thirds as probable as another outcome. Set by hand and not tuned. */
const noneWeighs = 1.5;

/** Gathers and weighs; precedents of the family that is left out do not count. `also` are looked at in any case. */
export function weigh(
  knowledge: Knowledge,
  query: ReadExternal,
  leftOut: string | null,
  also: readonly number[] = [],
): Weighed & { neighbours: readonly Neighbour[] } {
  const evidence = gatherEvidence(knowledge, query, leftOut);
  const candidates = [...new Set([...candidatesOf(knowledge, evidence), ...also])].filter(
    (place) => place !== knowledge.none,
  );
  return {
    neighbours: evidence.neighbours,
    candidates,
    choices: targetChoices(knowledge, query, evidence, candidates),
    outcomeNumbers: outcomeNumbersOf(knowledge, query, evidence),
  };
}

type Ranks = Record<'course' | 'elective', readonly RankedPlace[]>;

/** Candidates of each kind among themselves, best first. */
export function ranksOf(
  { targets }: Knowledge,
  weights: Pick<Weights, 'course' | 'elective'>,
  { candidates, choices }: Weighed,
): Ranks {
  const ranked = (kind: 'course' | 'elective') => {
    const own = candidates.flatMap((place, at) =>
      targets[place]!.kind === kind ? [{ place, choice: choices[at]! }] : [],
    );
    const scores = scoresOf(
      weights[kind],
      own.map(({ choice }) => choice),
    );
    return softmax(scores)
      .map((chance, at) => ({ place: own[at]!.place, chance }))
      .sort((one, other) => other.chance - one.chance || one.place - other.place);
  };
  return { course: ranked('course'), elective: ranked('elective') };
}

/** What speaks for each outcome, with how clearly the best of both kinds stand out. */
export function outcomesOf(ranks: Ranks, { outcomeNumbers }: Weighed): Choice[] {
  return outcomeChoices(outcomeNumbers, [ranks.course[0]?.chance ?? 0, ranks.elective[0]?.chance ?? 0]);
}

/** Decides what is most probable: the outcome first, then the order of targets by their chance, the best of that outcome in front. */
export function judge(knowledge: Knowledge, weights: Weights, weighed: Weighed): Judgement {
  const ranks = ranksOf(knowledge, weights, weighed);
  const chances = softmax(scoresOf(weights.outcome, outcomesOf(ranks, weighed)));
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
    noneChance: chances[outcomes.indexOf('none')]!,
  };
}

/** Everything that could be decided, "none" among it: what is most probable stands first, the rest by chance. */
export function placesOf({ none }: Knowledge, { ranked, outcome, noneChance }: Judgement): RankedPlace[] {
  const nothing = { place: none, chance: noneChance };
  if (outcome === 'none') return [nothing, ...ranked];
  const [first, ...others] = ranked;
  const likelier = others.findIndex(({ chance }) => chance < noneChance);
  const at = likelier < 0 ? others.length : likelier;
  return [...(first === undefined ? [] : [first]), ...others.slice(0, at), nothing, ...others.slice(at)];
}
