import type { Neighbour } from './channel';
import type { Knowledge } from './read-knowledge';
import type { ReadExternal } from './read-external';

/** Why a target is suggested, in facts that somebody can check. */
export interface Reasons {
  /** Precedents that had the same target, likest first. @units like from 0 to 1 */
  precedents: readonly { id: string; family: string; like: number; sameSender: boolean }[];
  /** Words that the titles, or a title and the description, have in common, as they are compared. */
  words: readonly string[];
  levelFit: 'same' | 'lower' | 'higher' | 'unknown';
  /** Credits of what is asked about above those of the target, null where one of them is not known. @units credits as written */
  credits: number | null;
}

const mostPrecedents = 5;

/** The reasons for one target; what the same sender had decided before stands first. */
export function reasonsFor(
  { precedents, targets }: Knowledge,
  query: ReadExternal,
  neighbours: readonly Neighbour[],
  place: number,
  before: readonly number[],
): Reasons {
  const target = targets[place]!;
  const like = neighbours.filter(
    ({ precedent }) => !before.includes(precedent) && precedents[precedent]!.targets.includes(place),
  );
  const named = (precedent: number, likeness: number, sameSender: boolean) => {
    const { id, family } = precedents[precedent]!;
    return { id, family, like: likeness, sameSender };
  };
  const known = new Set([...target.stems, ...target.meaning]);
  const more = query.credits === null || target.credits === null ? null : query.credits - target.credits;
  return {
    precedents: [
      ...before.map((precedent) => named(precedent, 1, true)),
      ...like.map(({ precedent, like: likeness }) => named(precedent, likeness, false)),
    ].slice(0, mostPrecedents),
    words: query.title.split(' ').filter((_word, at) => known.has(query.stems[at] ?? '')),
    levelFit: levelFit(query.level, target.level),
    credits: more,
  };
}

function levelFit(asked: number, granted: number): Reasons['levelFit'] {
  if (asked === 0 || granted === 0) return 'unknown';
  return asked === granted ? 'same' : asked < granted ? 'lower' : 'higher';
}
