import type { Channel } from './channel';
import type { Knowledge } from './knowledge';
import type { Outcome } from './precedent';
import type { ReadExternal } from './read-external';
import { textsWith } from './term-index';

/** How strongly the words of all precedents stand in for what a target has not shown yet. @units precedents */
const prior = 2;

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
  const scores = new Float64Array(targets.length);
  for (const place of places) scores[place] = Math.log(popularity[place]!);
  const signs = [
    ...[...new Set([...query.stems, ...query.concepts])].map((word) => textsWith(knowledge.stems, word)),
    ...query.subjects.map((subject) => knowledge.bySubject.get(subject) ?? []),
  ].filter((holders) => holders.length > 0);
  const held = new Int32Array(targets.length);
  for (const holders of signs) {
    held.fill(0);
    for (const precedent of holders)
      if (counts(precedent)) for (const target of precedents[precedent]!.targets) held[target]! += 1;
    const background = (prior * (holders.length + 1)) / (precedents.length + 2);
    for (const place of places)
      scores[place]! += Math.log((held[place]! + background) / (popularity[place]! + prior));
  }
  const most = places.reduce((best, place) => Math.max(best, scores[place]!), -Infinity);
  const sums: Record<Outcome, number> = { course: 0, elective: 0, none: 0 };
  for (const place of places) sums[targets[place]!.kind] += Math.exp(scores[place]! - most);
  const all = sums.course + sums.elective + sums.none;
  const share = new Map(places.map((place) => [place, Math.exp(scores[place]! - most) / all]));
  const own = new Map(
    places.map((place) => [place, Math.exp(scores[place]! - most) / (sums[targets[place]!.kind] || 1)]),
  );
  return { best: own, share, own, mass: own };
}
