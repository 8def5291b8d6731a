import type { Channel } from './channel';
import type { Knowledge } from './read-knowledge';
import type { Outcome } from './precedent';
import type { ReadExternal } from './read-external';
import { textsWith } from './term-index';

/** How strongly the words of all precedents stand in for what a target has not shown yet. @units precedents */
const prior = 2;
/** Targets that are so much less probable than the most probable one are left out. */
const negligible = 1e-5;

/** How probable each target is by the words of the title and the subject alone, each for itself (naive Bayes over what is there). `counts` says which precedents there are, `popularity` how many of them each target has. */
export function wordChances(
  knowledge: Knowledge,
  query: ReadExternal,
  counts: (precedent: number) => boolean,
  popularity: Int32Array,
): Channel {
  const { precedents, targets } = knowledge;
  const places: number[] = [];
  for (let place = 0; place < popularity.length; place++) if (popularity[place]! > 0) places.push(place);
  const signs = [
    ...[...new Set([...query.stems, ...query.concepts])].map((word) => textsWith(knowledge.stems, word)),
    ...query.subjects.map((subject) => knowledge.bySubject.get(subject) ?? []),
  ].filter((holders) => holders.length > 0);
  const scores = new Float64Array(targets.length);
  for (const place of places)
    scores[place] = Math.log(popularity[place]!) - signs.length * Math.log(popularity[place]! + prior);
  const held = new Int32Array(targets.length);
  for (const holders of signs) {
    const background = (prior * (holders.length + 1)) / (precedents.length + 2);
    const holding: number[] = [];
    for (let at = 0; at < holders.length; at++) {
      const precedent = holders[at]!;
      if (!counts(precedent)) continue;
      for (const target of precedents[precedent]!.targets) {
        if (held[target] === 0) holding.push(target);
        held[target]! += 1;
      }
    }
    // What the background alone says is the same for all targets, and makes no difference.
    for (const place of holding) {
      scores[place]! += Math.log((held[place]! + background) / background);
      held[place] = 0;
    }
  }
  let most = -Infinity;
  for (const place of places) most = Math.max(most, scores[place]!);
  const likely: { place: number; part: number }[] = [];
  for (const place of places) {
    const part = Math.exp(scores[place]! - most);
    if (part > negligible) likely.push({ place, part });
  }
  const sums: Record<Outcome, number> = { course: 0, elective: 0, none: 0 };
  for (const { place, part } of likely) sums[targets[place]!.kind] += part;
  const all = sums.course + sums.elective + sums.none;
  const share = new Map(likely.map(({ place, part }) => [place, part / all]));
  const own = new Map(likely.map(({ place, part }) => [place, part / sums[targets[place]!.kind]]));
  return { best: own, share, own, mass: own };
}
