import type { Knowledge } from './knowledge';
import type { Outcome } from './precedent';

/** Which subjects of the institution foreign subjects led to, by all precedents and by those with a target of one kind; subjects that are written alike count a little. @units 0 to 1 */
export function subjectShares(
  { bySubject, precedents, targets }: Knowledge,
  subjects: readonly string[],
  counts: (precedent: number) => boolean,
): Record<'all' | 'course', Map<string, number>> {
  const shares = { all: new Map<string, number>(), course: new Map<string, number>() };
  for (const subject of subjects) {
    const found: Record<Outcome, Map<string, number>> = {
      course: new Map(),
      elective: new Map(),
      none: new Map(),
    };
    for (const [other, list] of bySubject) {
      const like = spellingLikeness(subject, other);
      if (like === 0) continue;
      for (const precedent of list) {
        if (!counts(precedent)) continue;
        for (const place of precedents[precedent]!.targets) {
          const target = targets[place]!;
          const sums = found[target.kind];
          sums.set(target.subject, (sums.get(target.subject) ?? 0) + like);
        }
      }
    }
    addShares(shares.course, [found.course], subjects.length);
    addShares(shares.all, Object.values(found), subjects.length);
  }
  return shares;
}

function addShares(shares: Map<string, number>, found: readonly Map<string, number>[], parts: number): void {
  const all = found.flatMap((sums) => [...sums]);
  const sum = all.reduce((total, [, count]) => total + count, 1);
  for (const [subject, count] of all) shares.set(subject, (shares.get(subject) ?? 0) + count / sum / parts);
}

/** How surely two subjects written in letters are one: the same, begun alike, or the letters of one in order in the other. @units 0 to 1 */
function spellingLikeness(one: string, other: string): number {
  if (one === other) return 1;
  if (one[0] !== other[0]) return 0;
  if (one.slice(0, 3) === other.slice(0, 3)) return 0.3;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length && short.length > 1 ? 0.15 : 0;
}

/** How far a foreign subject and one of the institution begin alike. @units 0 to 1 */
export function sharedBeginning(subjects: readonly string[], other: string): number {
  let best = 0;
  for (const subject of subjects) {
    let same = 0;
    while (same < subject.length && subject[same] === other[same]) same += 1;
    best = Math.max(best, same / Math.max(1, Math.min(4, subject.length, other.length)));
  }
  return Math.min(1, best);
}
