import { calibrated } from './calibration';
import { judge, placesOf, weigh, type Judgement } from './judgement';
import type { Knowledge } from './read-knowledge';
import { hasLearned, type Model } from './model';
import type { ExternalCourse, Outcome } from './precedent';
import { readExternal, type ReadExternal } from './read-external';
import { reasonsFor, type Reasons } from './reasons';
import { textsWith } from './term-index';

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
export function suggestTargets(knowledge: Knowledge, model: Model, question: Question): Suggestion {
  const { query, neighbours, likely, before, said } = ponder(knowledge, model, question);
  const { ranked, outcome } = said;
  const first = outcome === 'none' ? knowledge.none : (ranked[0]?.place ?? knowledge.none);
  return {
    ranked: ranked
      .slice(0, mostRanked)
      .map(({ place, chance }) => ({ id: knowledge.targets[place]!.id, chance })),
    outcome,
    confidence: before?.confidence ?? calibrated(model.calibration, likely.chance),
    reasons: reasonsFor(knowledge, query, neighbours, first, before?.precedents ?? []),
  };
}

/** One of a few things that could be decided. */
export interface Proposal {
  /** The target by its id; that of `noTarget` for no credit. */
  target: string;
  kind: Outcome;
  /** How probable it is that this will be decided; null where too little was decided to say. @units 0 to 1 */
  confidence: number | null;
  reasons: Reasons;
}

/** A precedent that is less like what is asked about is no reason that anybody would follow. @units 0 to 1 */
const leastLike = 0.25;
/** A word that more of the targets have in their titles says little. @units part of all targets */
const commonPart = 0.02;
const commonCount = 3;

/**
 * A few things that could be decided, likeliest first, each with reasons of its own. What nothing speaks for that somebody could
 * check, neither a precedent nor a word that few targets have, is left out, whatever its chance.
 */
export function proposeTargets(
  knowledge: Knowledge,
  model: Model,
  question: Question,
  most: number,
): Proposal[] {
  const { query, neighbours, before, said } = ponder(knowledge, model, question);
  const near = neighbours.filter(({ like }) => like >= leastLike);
  const telling = new Set(
    [...new Set(query.stems)].filter((stem) => {
      const held = textsWith(knowledge.targetTitles, stem).length;
      return !/^\d+$/.test(stem) && held <= Math.max(commonCount, commonPart * knowledge.targets.length);
    }),
  );
  const decided = (place: number) =>
    before !== null &&
    (before.outcome === 'none' ? place === knowledge.none : before.targets.includes(place));
  const proposals: Proposal[] = [];
  for (const [at, { place, chance }] of placesOf(knowledge, said).entries()) {
    if (proposals.length === most) break;
    const target = knowledge.targets[place]!;
    const reasons = reasonsFor(knowledge, query, near, place, decided(place) ? before!.precedents : []);
    const isTold = target.stems.some((stem) => telling.has(stem));
    if (reasons.precedents.length === 0 && !isTold) continue;
    const curve = at === 0 ? model.calibration : model.laterCalibration;
    const learned = hasLearned(model) ? calibrated(curve, chance) : null;
    const confidence = decided(place) ? before!.confidence : learned;
    proposals.push({ target: target.id, kind: target.kind, confidence, reasons });
  }
  return proposals;
}

/** What is thought of a question, and what was decided before about the very same. */
function ponder(knowledge: Knowledge, model: Model, { family, external }: Question) {
  const query = readExternal(external);
  const weighed = weigh(knowledge, query, null);
  const likely = judge(knowledge, model.weights, weighed);
  const before = decidedBefore(knowledge, query, family);
  const said = before === null ? likely : { ...likely, ...withFirst(likely, before) };
  return { query, neighbours: weighed.neighbours, likely, before, said };
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
