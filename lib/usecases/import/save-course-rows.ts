import * as courses from '@/lib/db/imported-courses';
import { coursesByCode, programCodes } from '@/lib/db/imported-rules';
import type { CourseRow, ProgramRow } from '@/lib/import/course-row';
import { noteOf } from '@/lib/import/note';
import { foldCourseCode } from '@/lib/institution/course-code';
import { type ImportPass, type SaveRows, type Verdict, withOutcome } from './import-pass';

export const saveCourseRows: SaveRows<CourseRow> = async (pass, rows) => {
  const known = await coursesByCode(pass.tx, rows.map(codeOf));
  return carryOwn(
    pass,
    rows.map((row) => ({ ...row, code: known.get(foldCourseCode(row.code))?.code ?? row.code })),
    courses.courseStandings,
    (toSave) => courses.saveCourses(pass.tx, toSave, pass.source),
  );
};

export const saveProgramRows: SaveRows<ProgramRow> = async (pass, rows) => {
  const known = await programCodes(pass.tx, rows.map(codeOf));
  return carryOwn(
    pass,
    rows.map((row) => ({ ...row, code: known.get(foldCourseCode(row.code)) ?? row.code })),
    courses.programStandings,
    (toSave) => courses.savePrograms(pass.tx, toSave, pass.source),
  );
};

function codeOf({ code }: { code: string }): string {
  return code;
}

async function carryOwn<Row extends CourseRow | ProgramRow>(
  pass: ImportPass,
  rows: readonly Row[],
  standingsOf: (tx: ImportPass['tx'], rows: readonly Row[]) => Promise<courses.Standing[]>,
  save: (rows: Row[]) => Promise<void>,
): Promise<Verdict[]> {
  const missing = await missingDepartments(pass, rows);
  const standings = new Map((await standingsOf(pass.tx, rows)).map((standing) => [standing.index, standing]));
  const verdicts = rows.map(({ department }, index): Verdict => {
    const isMissing = department !== null && missing.has(department);
    if (isMissing && !pass.mayAddDepartments)
      return { outcome: 'rejected', notes: [noteOf('department/unknown', { code: department })] };
    const standing = standings.get(index);
    const outcome = standing?.id ? (standing.differs ? 'changed' : 'unchanged') : 'new';
    return { outcome, notes: isMissing ? [noteOf('department/added', { code: department })] : [] };
  });
  if (pass.isApplying) {
    if (pass.mayAddDepartments)
      await courses.addDepartments(
        pass.tx,
        pass.actor.tenantId,
        [...missing].map(([code, name]) => ({ code, name })),
      );
    const toSave = withOutcome(rows, verdicts, 'new', 'changed');
    if (toSave.length > 0) await save(toSave);
  }
  return verdicts;
}

/** Departments that rows name and the institution does not have yet: code → name. */
async function missingDepartments(
  { tx }: ImportPass,
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
