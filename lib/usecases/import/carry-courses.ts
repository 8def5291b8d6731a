import * as courses from '@/lib/db/imported-courses';
import type { CourseRow, ProgramRow } from '@/lib/import/course-row';
import { noteOf } from '@/lib/import/note';
import { type Carry, type Verdict, withOutcome, type Work } from './work';

export const carryCourses: Carry<CourseRow> = (work, rows) =>
  carryOwn(work, rows, courses.courseStandings, (toSave) =>
    courses.saveCourses(work.tx, toSave, work.source),
  );

export const carryPrograms: Carry<ProgramRow> = (work, rows) =>
  carryOwn(work, rows, courses.programStandings, (toSave) =>
    courses.savePrograms(work.tx, toSave, work.source),
  );

async function carryOwn<Row extends CourseRow | ProgramRow>(
  work: Work,
  rows: readonly Row[],
  standingsOf: (tx: Work['tx'], rows: readonly Row[]) => Promise<courses.Standing[]>,
  save: (rows: Row[]) => Promise<void>,
): Promise<Verdict[]> {
  const missing = await missingDepartments(work, rows);
  const standings = new Map((await standingsOf(work.tx, rows)).map((standing) => [standing.index, standing]));
  const verdicts = rows.map(({ department }, index): Verdict => {
    const isMissing = department !== null && missing.has(department);
    if (isMissing && !work.mayAddDepartments)
      return { outcome: 'rejected', notes: [noteOf('department/unknown', { code: department })] };
    const standing = standings.get(index);
    const outcome = standing?.id ? (standing.differs ? 'changed' : 'unchanged') : 'new';
    return { outcome, notes: isMissing ? [noteOf('department/added', { code: department })] : [] };
  });
  if (work.isApplying) {
    if (work.mayAddDepartments)
      await courses.addDepartments(
        work.tx,
        work.actor.tenantId,
        [...missing].map(([code, name]) => ({ code, name })),
      );
    const toSave = withOutcome(rows, verdicts, 'new', 'changed');
    if (toSave.length > 0) await save(toSave);
  }
  return verdicts;
}

/** Departments that rows name and the institution does not have yet: code → name. */
async function missingDepartments(
  { tx }: Work,
  rows: readonly (CourseRow | ProgramRow)[],
): Promise<Map<string, string>> {
  const named = new Map(
    rows.flatMap(({ department, departmentName }) =>
      department === null ? [] : [[department, departmentName ?? department] as const],
    ),
  );
  for (const known of await courses.knownDepartments(tx, [...named.keys()])) named.delete(known);
  return named;
}
