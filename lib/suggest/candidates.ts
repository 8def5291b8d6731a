import type { Evidence } from './evidence';
import type { Knowledge } from './read-knowledge';
import { mostOf } from './term-index';

const byTarget = 20;
const byText = 15;
/** From which part of a foreign subject's precedents on the collective places of a subject are looked at. */
const leastSubjectShare = 0.03;

/** Which targets are weighed at all: those of like precedents, those that are like themselves, and the collective places of likely subjects. */
export function candidatesOf(
  { electivesBySubject, none }: Knowledge,
  { channels, targets, subjects }: Evidence,
): number[] {
  const chosen = new Set<number>();
  for (const channel of [channels.runs, channels.stems, channels.texts, channels.space, channels.codes])
    for (const place of channel.best.keys()) chosen.add(place);
  for (const channel of [channels.words, channels.subject]) {
    const likely = [...channel.share].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    for (const [place] of likely.slice(0, byText)) chosen.add(place);
  }
  for (const scores of [targets.runs, targets.titles])
    for (const place of mostOf(scores, byTarget)) chosen.add(place);
  for (const scores of [targets.words, targets.meaning, targets.texts, targets.space])
    for (const place of mostOf(scores, byText)) chosen.add(place);
  for (const [subject, share] of subjects)
    if (share > leastSubjectShare)
      for (const place of electivesBySubject.get(subject) ?? []) chosen.add(place);
  chosen.delete(none);
  return [...chosen].sort((a, b) => a - b);
}
