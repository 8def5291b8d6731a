import type { Line, Premise } from '@/lib/credit/input';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { foldCourseCode } from '@/lib/institution/course-code';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import type { CourseKind } from '@/lib/institution/course-kind';
import { type Source, sourceKeyOf } from './decision-source';
import { type EquivalencyRow } from './equivalency-row';
import type { Target } from './equivalency-targets';
import { type Note, noteOf } from './note';
import { ownSpelling, renamed } from './whole-definition';
import record from '@/messages/en/record.json';

/** What the institution's own catalog says of a course. */
export interface KnownCourse {
  code: string;
  credits: string | null;
  kind: CourseKind;
}

/** What the institution has, by folded code: courses, and the codes of its programs as it writes them. */
export interface OwnCatalog {
  courses: ReadonlyMap<string, KnownCourse>;
  programs: ReadonlyMap<string, string>;
}

/** Why the targets of a decision cannot be granted as they stand, or nothing. */
export function targetProblems(
  targets: readonly Target[],
  courses: ReadonlyMap<string, KnownCourse>,
): Note[] {
  return targets.flatMap(({ code, credits }) => {
    const course = courses.get(foldCourseCode(code));
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
  { courses, programs }: OwnCatalog,
  claimFrom: CivilDate | null,
): RuleDefinition {
  const programCode = ownSpelling(programs);
  if (row.definition !== null) {
    const { claimWindow, ...said } = renamed(row.definition, {
      microCredential: (slug) => idOf(sourceKeyOf({ named: slug, provider: null })),
      course: (code) => courses.get(foldCourseCode(code))?.code ?? code,
      program: programCode,
    });
    const claim = claimFrom ? { ...claimWindow, from: claimFrom } : claimWindow;
    return { ...said, ...(claim && { claimWindow: claim }) };
  }
  return {
    ...(row.programs && { programs: [...new Set(row.programs.map(programCode))].sort() }),
    ...((row.issuedFrom || row.issuedTo) && {
      credentialWindow: {
        ...(row.issuedFrom && { from: row.issuedFrom }),
        ...(row.issuedTo && { to: row.issuedTo }),
      },
    }),
    ...(claimFrom && { claimWindow: { from: claimFrom } }),
    ...(row.tags && { tags: row.tags }),
    premise: premiseOf(row, idOf),
    ...(row.targets.length === 0
      ? { outcomes: [], deny: true }
      : {
          outcomes: [
            { lines: row.targets.map((target) => lineOf(target, courses.get(foldCourseCode(target.code)))) },
          ],
        }),
  };
}

/** Whether the decision is that nothing is granted. */
export function isNo({ definition, targets }: Pick<EquivalencyRow, 'definition' | 'targets'>): boolean {
  return definition === null ? targets.length === 0 : definition.deny === true;
}

/** What a definition is about, as one text: what was learned, in which programs and period, under which conditions; not what it gives. */
export function subjectOf({ premise, programs, credentialWindow }: RuleDefinition): string {
  return canonicalJson({ premise: inOneOrder(premise), programs, credentialWindow });
}

/** What a definition gives to whom it is about, as one text: all that it says beside its subject and the days on which it may be claimed, which are not a file's to say. */
export function grantOf({
  claimWindow: _days,
  premise: _,
  programs: _in,
  credentialWindow: _from,
  outcomes,
  ...rest
}: RuleDefinition): string {
  return canonicalJson({
    ...rest,
    // LD is the level where none is given.
    outcomes: outcomes.map(({ lines }) =>
      lines
        .map(({ level, ...line }) => canonicalJson({ ...line, level: level === 'LD' ? undefined : level }))
        .sort(),
    ),
  });
}

/** Whether two definitions say the same, apart from the days on which it may be claimed. */
export function isSameDecision(a: RuleDefinition, b: RuleDefinition): boolean {
  const subject = ({ programs, ...said }: RuleDefinition) =>
    subjectOf({ ...said, programs: programs && [...programs].sort() });
  return subject(a) === subject(b) && grantOf(a) === grantOf(b);
}

/** The order of alternatives, and of what is held together, decides nothing. */
function inOneOrder(premise: Premise): Premise {
  const sorted = (branches: readonly Premise[]) =>
    branches.map(inOneOrder).sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  if ('all' in premise) return { all: sorted(premise.all) };
  return 'any' in premise ? { any: sorted(premise.any) } : premise;
}

function premiseOf(row: EquivalencyRow, idOf: (sourceKey: string) => string): Premise {
  const { alternatives, minScore, belowScore, evidence, versions } = row;
  const leaf = (source: Source): Premise => ({
    mc: idOf(sourceKeyOf(source)),
    ...(versions && { versions }),
    ...(evidence && { evidence }),
    ...(minScore !== null && { minScore }),
    ...(belowScore !== null && { belowScore }),
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
  const [kind, target] = [course?.kind ?? 'course', course?.code ?? code];
  if (credits !== null) return { kind, target, credits: { amount: credits } };
  return { kind, target, credits: course?.credits === null ? { fromSource: true } : { catalog: true } };
}

/** What readers are told about a "no" that came without words of its own. */
export const { plainDenial } = record.reason;
