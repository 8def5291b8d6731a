import { calibrated } from './calibration';
import { judge, weigh, type Judgement } from './judgement';
import type { Knowledge } from './knowledge';
import type { Model } from './model';
import type { ExternalCourse, Outcome } from './precedent';
import { readExternal, type ReadExternal } from './read-external';
import { reasonsFor, type Reasons } from './reasons';

/** What is asked: courses taken together, and who sends them, where that is known. */
export interface Question {
  family: string | null;
  external: readonly ExternalCourse[];
}

/** What could be decided, never what is decided: a person does that. */
export interface Suggestion {
  /** Targets, best first. @units chance from 0 to 1 */
  ranked: readonly { id: string; chance: number }[];
  outcome: Outcome;
  /** How probable it is that this outcome, with the first target, is what will be decided. @units 0 to 1 */
  confidence: number;
  reasons: Reasons;
}

/** As many targets are named. */
const mostRanked = 100;

/** Suggests what to grant. What the same sender's same course was granted before comes first, whatever else is likely. */
export function suggestTargets(
  knowledge: Knowledge,
  model: Model,
  { family, external }: Question,
): Suggestion {
  const query = readExternal(external);
  const weighed = weigh(knowledge, query, null);
  const likely = judge(knowledge, model.weights, weighed);
  const before = decidedBefore(knowledge, query, family);
  const { ranked, outcome } = before === null ? likely : withFirst(likely, before);
  const first = outcome === 'none' ? knowledge.none : (ranked[0]?.place ?? knowledge.none);
  return {
    ranked: ranked
      .slice(0, mostRanked)
      .map(({ place, chance }) => ({ id: knowledge.targets[place]!.id, chance })),
    outcome,
    confidence: before?.confidence ?? calibrated(model.calibration, likely.chance),
    reasons: reasonsFor(knowledge, query, weighed.neighbours, first, before?.precedents ?? []),
  };
}

interface Before {
  targets: readonly number[];
  outcome: Outcome;
  confidence: number;
  precedents: readonly number[];
}

/**
 * What was decided most often for the same courses of the same sender, or null.
 * How sure: the rule of succession over how often it was decided so.
 * @source Laplace, Essai philosophique sur les probabilités (1814)
 */
function decidedBefore(
  { byCodes, precedents }: Knowledge,
  query: ReadExternal,
  family: string | null,
): Before | null {
  const same = (byCodes.get(query.codes) ?? []).filter((place) => {
    const { family: sender, external } = precedents[place]!;
    return family !== null && sender === family && external.title === query.title;
  });
  const byDecision = new Map<string, number[]>();
  for (const place of same) {
    const decision = precedents[place]!.targets.join();
    byDecision.set(decision, [...(byDecision.get(decision) ?? []), place]);
  }
  const [most] = [...byDecision.values()].sort((one, other) => other.length - one.length);
  const first = precedents[most?.[0] ?? -1];
  if (most === undefined || first === undefined) return null;
  return {
    targets: first.targets,
    outcome: first.outcome,
    confidence: (most.length + 1) / (same.length + 2),
    precedents: most,
  };
}

function withFirst(likely: Judgement, { targets, outcome }: Before): Pick<Judgement, 'ranked' | 'outcome'> {
  if (outcome === 'none') return { ranked: likely.ranked, outcome };
  const chances = new Map(likely.ranked.map(({ place, chance }) => [place, chance]));
  const front = [...targets]
    .map((place) => ({ place, chance: chances.get(place) ?? 0 }))
    .sort((one, other) => other.chance - one.chance || one.place - other.place);
  return { ranked: [...front, ...likely.ranked.filter(({ place }) => !targets.includes(place))], outcome };
}
