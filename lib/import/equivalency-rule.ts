import type { Line, Premise } from '@/lib/credit/input';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { transferElective } from './course-row';
import { type EquivalencyRow, type Source, sourceKeyOf, type Target } from './equivalency-row';
import { type Note, noteOf } from './note';

/** What the institution's own catalog says of a course. */
export interface KnownCourse {
  credits: string | null;
  level: string | null;
}

/** Why the targets of a decision cannot be granted as they stand, or nothing. */
export function targetProblems(
  targets: readonly Target[],
  courses: ReadonlyMap<string, KnownCourse>,
): Note[] {
  return targets.flatMap(({ code, credits }) => {
    const course = courses.get(code);
    if (!course) return [noteOf('targets/unknown', { code })];
    // The source's credits are one sum: shared between several courses, nobody could say which gets how much.
    return credits === null && course.credits === null && targets.length > 1
      ? [noteOf('targets/share-unknown', { code })]
      : [];
  });
}

/**
 * The decision as a rule. Credits are those stated in the file, else the course's own; a course or transfer elective without
 * credits of its own takes over the credits of what was learned. No targets: a decided "no".
 * @units home unit of the institution
 */
export function buildDefinition(
  row: EquivalencyRow,
  idOf: (sourceKey: string) => string,
  courses: ReadonlyMap<string, KnownCourse>,
  claimFrom: CivilDate | null,
): RuleDefinition {
  return {
    ...(row.programs && { programs: row.programs }),
    ...((row.issuedFrom || row.issuedTo) && {
      credentialWindow: {
        ...(row.issuedFrom && { from: row.issuedFrom }),
        ...(row.issuedTo && { to: row.issuedTo }),
      },
    }),
    ...(claimFrom && { claimWindow: { from: claimFrom } }),
    premise: premiseOf(row, idOf),
    ...(row.targets.length === 0
      ? { outcomes: [], deny: true }
      : { outcomes: [{ lines: row.targets.map((target) => lineOf(target, courses.get(target.code))) }] }),
  };
}

function premiseOf({ alternatives, minScore }: EquivalencyRow, idOf: (sourceKey: string) => string): Premise {
  const leaf = (source: Source): Premise => ({
    mc: idOf(sourceKeyOf(source)),
    ...(minScore !== null && { minScore }),
  });
  const groups = alternatives.map((group): Premise => {
    const leaves = group.map(leaf);
    const [only] = leaves;
    return only && leaves.length === 1 ? only : { all: leaves };
  });
  const [only] = groups;
  return only && groups.length === 1 ? only : { any: groups };
}

function lineOf({ code, credits }: Target, course: KnownCourse | undefined): Line {
  const kind = course?.level === transferElective ? 'elective' : 'course';
  if (credits !== null) return { kind, target: code, credits: { amount: credits } };
  return { kind, target: code, credits: course?.credits === null ? { fromSource: true } : { catalog: true } };
}

/** What readers are told about a "no" that came without words of its own. */
export const plainDenial =
  'Reviewed earlier and decided: no credit. Taken over from the institution’s records.';
