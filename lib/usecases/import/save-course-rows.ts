import * as courses from '@/lib/db/imported-courses';
import { coursesByCode, programCodes } from '@/lib/db/imported-rules';
import type { Tx } from '@/lib/db/tx';
import type { CourseRow } from '@/lib/import/course-row';
import type { ProgramRow } from '@/lib/import/program-row';
import { cellsIn, changeNotes } from '@/lib/import/change-notes';
import { noteOf } from '@/lib/import/note';
import { RowEffect } from '@/lib/import/row-effect';
import { foldCourseCode } from '@/lib/institution/course-code';
import { planChange } from '@/lib/institution/dated-version';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { tellOwners, touchedRules } from '../institution/touched-rules';
import type { ChangeOfFacts } from '@/lib/usecases/institution/ground-change';
import { type ImportPass, type SaveRows, type Verdict, withOutcome } from './import-pass';

export const saveCourseRows: SaveRows<CourseRow> = async (pass, rows) => {
  const known = await coursesByCode(pass.tx, rows.map(codeOf), pass.today);
  return saveOwn(
    pass,
    rows.map((row) => ({ ...row, code: known.get(foldCourseCode(row.code))?.code ?? row.code })),
    {
      standingsOf: courses.courseStandings,
      save: courses.saveCourses,
      changeOf: ({ title, credits, level, kind, status }, before) => ({
        subject: 'course',
        before,
        after: {
          title,
          credits: credits ?? before.credits,
          level: level ?? before.level,
          kind: kind ?? before.kind,
          status: status ?? before.status,
        },
      }),
    },
  );
};

export const saveProgramRows: SaveRows<ProgramRow> = async (pass, rows) => {
  const known = await programCodes(pass.tx, rows.map(codeOf));
  return saveOwn(
    pass,
    rows.map((row) => ({ ...row, code: known.get(foldCourseCode(row.code)) ?? row.code })),
    {
      standingsOf: courses.programStandings,
      save: courses.savePrograms,
      changeOf: ({ title, totalCredits, level, limits, status }, before) => ({
        subject: 'program',
        before,
        after: {
          title,
          totalCredits,
          level: level ?? before.level,
          limits: limits ?? before.limits,
          status: status ?? before.status,
        },
      }),
    },
  );
};

function codeOf({ code }: { code: string }): string {
  return code;
}

interface OwnKind<Row, Facts> {
  standingsOf: (tx: Tx, rows: readonly Row[], today: CivilDate) => Promise<courses.Standing<Facts>[]>;
  save: (tx: Tx, rows: courses.ToSave<Row>, act: courses.SaveAct) => Promise<void>;
  /** What the row makes of the version that holds. */
  changeOf: (row: Row, before: Facts) => ChangeOfFacts;
}

/** Rows with what they mean by naming something that is inactive, and say nothing of its state: that it is there again. Of others, a cell that is empty leaves what is stored. */
function namedAgain<Row extends CourseRow | ProgramRow, Facts>(
  rows: readonly Row[],
  standings: readonly courses.Standing<Facts & { status: string }>[],
): Row[] {
  const inactive = new Set(
    standings.filter(({ id, facts }) => id !== null && facts.status === 'inactive').map(({ index }) => index),
  );
  return rows.map((row, index) =>
    row.status === null && inactive.has(index) ? { ...row, status: 'active' } : row,
  );
}

async function saveOwn<Row extends CourseRow | ProgramRow, Facts extends { status: string }>(
  pass: ImportPass,
  given: readonly Row[],
  { standingsOf, save, changeOf }: OwnKind<Row, Facts>,
): Promise<Verdict[]> {
  const missing = await missingDepartments(pass, given);
  const { tx, today } = pass;
  const asGiven = await standingsOf(tx, given, today);
  const rows = namedAgain(given, asGiven);
  const isSame = rows.every((row, index) => row === given[index]);
  const standings = new Map(
    (isSame ? asGiven : await standingsOf(tx, rows, today)).map((standing) => [standing.index, standing]),
  );
  const verdicts = rows.map(({ department, firstDay }, index): Verdict => {
    const isMissing = department !== null && missing.has(department);
    if (isMissing && !pass.mayAddDepartments)
      return { outcome: 'rejected', notes: [noteOf('department/unknown', { code: department })] };
    const notes = isMissing ? [noteOf('department/added', { code: department })] : [];
    const standing = standings.get(index);
    if (!standing?.id) return { outcome: 'new', notes };
    const planned = planChange([standing], firstDay ?? today, today, ({ isChange }) => !isChange);
    if (!planned.ok && standing.isChange) return { outcome: 'rejected', notes: [noteOf(planned.reason)] };
    if (standing.otherwiseFrom !== null)
      notes.push(noteOf('version/otherwise-from', { day: standing.otherwiseFrom }));
    return { outcome: standing.isChange || standing.isOther ? 'changed' : 'unchanged', notes };
  });
  const touched = await touchedRules(
    tx,
    pass,
    rows.flatMap((row, index) => {
      const standing = standings.get(index);
      if (!standing?.id || !standing.isChange) return [];
      return verdicts[index]?.outcome === 'changed'
        ? [
            {
              id: standing.id,
              code: row.code,
              firstDay: row.firstDay ?? today,
              ...changeOf(row, standing.facts),
            },
          ]
        : [];
    }),
  );
  rows.forEach(({ code }, index) => {
    const count = touched.filter(({ change }) => change.code === code).length;
    if (count > 0) verdicts[index]?.notes.push(noteOf('change/touches', { count }));
  });
  rows.forEach((row, index) => {
    const [verdict, standing] = [verdicts[index], standings.get(index)];
    if (verdict?.outcome !== 'changed' || !standing) return;
    const stored = { ...standing.facts, ...standing.beside };
    const notes = changeNotes(stored, cellsIn(row, stored));
    // The only thing that is not among the cells.
    verdict.notes.push(...(notes.length === 0 ? [noteOf('change/outcomes')] : notes));
  });
  if (pass.isApplying) {
    if (pass.mayAddDepartments)
      await courses.addDepartments(
        pass.tx,
        pass.actor.tenantId,
        [...missing].map(([code, name]) => ({ code, name })),
      );
    const fresh = withOutcome(rows, verdicts, 'new').map((row) => ({
      ...row,
      status: row.status ?? 'active',
    }));
    const changed = withOutcome(rows, verdicts, 'changed');
    if (fresh.length + changed.length > 0)
      await save(
        tx,
        { fresh, changed },
        {
          personId: pass.actor.personId,
          today,
          at: pass.at,
          source: pass.source,
        },
      );
    await tellOwners(tx, { at: pass.at, event: pass.batch.id }, touched, pass.actor);
    const after = await standingsOf(tx, rows, today);
    for (const standing of after) {
      const [row, verdict] = [rows[standing.index], verdicts[standing.index]];
      if (row && verdict && (verdict.outcome === 'new' || verdict.outcome === 'changed'))
        verdict.effect = effectOf(row, standings.get(standing.index), standing);
    }
  }
  return verdicts;
}

/** What is kept of a row that was saved, so that it can be taken back. */
function effectOf<Facts>(
  { code }: CourseRow | ProgramRow,
  before: courses.Standing<Facts> | undefined,
  after: courses.Standing<Facts>,
): RowEffect {
  const isNew = !before?.id;
  const saidOf = ({ facts, beside }: courses.Standing<Facts>) =>
    RowEffect.shape.after.parse({ facts, beside });
  return {
    code,
    isNew,
    firstDay: after.firstDay,
    isVersion: isNew || before.isChange,
    before: isNew ? null : saidOf(before),
    after: saidOf(after),
    later: isNew ? [] : before.later,
    hasOtherOutcomes: !isNew && before.hasOtherOutcomes,
    outcomes:
      isNew || before.hasOtherOutcomes
        ? { before: isNew ? [] : before.outcomes, after: after.outcomes }
        : null,
  };
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
