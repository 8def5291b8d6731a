import type { GrantedSubjects } from './read-knowledge';
import type { Knowledge, ReadPrecedent, ReadTarget } from './read-knowledge';

/** Counts for each foreign subject what it led to. */
export function grantedBySubject(
  precedents: readonly ReadPrecedent[],
  targets: readonly ReadTarget[],
): Map<string, GrantedSubjects> {
  const found = new Map<string, GrantedSubjects>();
  for (const precedent of precedents) {
    for (const subject of precedent.external.subjects) {
      const granted = found.get(subject) ?? { course: new Map(), elective: new Map(), none: new Map() };
      found.set(subject, granted);
      for (const place of precedent.targets) add(granted, targets[place]!, 1);
    }
  }
  return found;
}

function add(granted: GrantedSubjects, { kind, subject }: ReadTarget, count: number): void {
  granted[kind].set(subject, (granted[kind].get(subject) ?? 0) + count);
}

/** Which subjects of the institution foreign subjects led to, by all precedents and by those with a course; subjects that are written alike count a little, precedents of the family that is left out do not. @units 0 to 1 */
export function subjectShares(
  { granted, byFamily, precedents, targets }: Knowledge,
  subjects: readonly string[],
  leftOut: string | null,
): Record<'all' | 'course', Map<string, number>> {
  const own = leftOut === null ? [] : (byFamily.get(leftOut) ?? []).map((place) => precedents[place]!);
  const shares = { all: new Map<string, number>(), course: new Map<string, number>() };
  for (const subject of subjects) {
    const found: GrantedSubjects = { course: new Map(), elective: new Map(), none: new Map() };
    for (const [other, counted] of granted) {
      const like = spellingLikeness(subject, other);
      if (like === 0) continue;
      for (const kind of ['course', 'elective', 'none'] as const)
        for (const [to, count] of counted[kind])
          found[kind].set(to, (found[kind].get(to) ?? 0) + like * count);
    }
    for (const precedent of own) {
      for (const other of precedent.external.subjects) {
        const like = spellingLikeness(subject, other);
        if (like > 0) for (const place of precedent.targets) add(found, targets[place]!, -like);
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
