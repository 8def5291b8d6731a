import { gatherEvidence } from '@/lib/suggest/evidence';
import type { Knowledge } from '@/lib/suggest/read-knowledge';
import type { Model } from '@/lib/suggest/model';
import type { ExternalCourse, Outcome, TargetKind } from '@/lib/suggest/precedent';
import { readExternal } from '@/lib/suggest/read-external';
import { suggestTargets } from '@/lib/suggest/suggest';
import { likenessTo, mostOf } from '@/lib/suggest/term-index';

/** What a method answers, and of which kind each target is. */
export interface Answer {
  ranked: readonly string[];
  outcome: Outcome;
}

export type Method = (knowledge: Knowledge, model: Model, external: readonly ExternalCourse[]) => Answer;

const most = 100;

/** What Crosswalk suggests. */
const learned: Method = (knowledge, model, external) => {
  const { ranked, outcome } = suggestTargets(knowledge, model, { family: null, external });
  return { ranked: ranked.map(({ id }) => id), outcome };
};

/** Nearest decided titles by runs of letters, each with the weight of its likeness, and nothing else. */
const precedentsOnly: Method = (knowledge, _model, external) => {
  const { channels } = gatherEvidence(knowledge, readExternal(external), null);
  const shares = [...channels.runs.share].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  const ranked = shares.filter(([place]) => place !== knowledge.none);
  return {
    ranked: ranked.slice(0, most).map(([place]) => knowledge.targets[place]!.id),
    outcome: knowledge.targets[shares[0]?.[0] ?? knowledge.none]!.kind,
  };
};

/** BM25 over the titles and descriptions of the institution's own courses, and nothing else. */
const wordsOnly: Method = (knowledge, _model, external) => {
  const { stems, meaning } = readExternal(external);
  const ranked = mostOf(likenessTo(knowledge.targetWords, [...stems, ...stems, ...meaning]), most);
  const first = knowledge.targets[ranked[0] ?? knowledge.none]!;
  return { ranked: ranked.map((place) => knowledge.targets[place]!.id), outcome: first.kind };
};

/** The method that is proposed and those that it has to be better than. */
export const methods = { learned, precedentsOnly, wordsOnly } as const;

/** The kind of each target by its id. */
export function kindsOf(knowledge: Knowledge): ReadonlyMap<string, TargetKind> {
  return new Map(knowledge.targets.flatMap(({ id, kind }) => (kind === 'none' ? [] : [[id, kind] as const])));
}
