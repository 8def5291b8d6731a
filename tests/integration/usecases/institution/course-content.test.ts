import { beforeEach, describe, expect, it } from 'vitest';
import type { Limit } from '@/lib/credit/input';
import { listPublicCourses } from '@/lib/db/public-institutions';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import type { Context } from '@/lib/usecases/context';
import { listPrograms } from '@/lib/usecases/institution/list-curriculum';
import {
  EndCourseRelation,
  endCourseRelation,
  RelateCourses,
  relateCourses,
} from '@/lib/usecases/institution/relate-courses';
import { SaveAreas, saveAreas } from '@/lib/usecases/institution/save-areas';
import { SaveCourseContent, saveCourseContent } from '@/lib/usecases/institution/save-course-content';
import { SaveLimits, saveLimits } from '@/lib/usecases/institution/save-limits';
import { SaveProgram, saveProgram } from '@/lib/usecases/institution/save-program';
import { viewCourse } from '@/lib/usecases/institution/view-course';
import { viewProgram } from '@/lib/usecases/institution/view-program';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import {
  aCourse,
  anInstitution,
  aPerson,
  aProgram,
  type BuiltCourse,
  type BuiltInstitution,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

let institution: BuiltInstitution;
let registrar: Context;
let reviewer: Context;
let course: BuiltCourse;
let other: BuiltCourse;
beforeEach(async () => {
  institution = await anInstitution();
  registrar = ctxOf(await aPerson(institution, 'registrar'));
  reviewer = ctxOf(await aPerson(institution, 'reviewer'));
  course = await aCourse(institution, { code: 'INF-204', outcomes: ['model data', 'draw charts'] });
  other = await aCourse(institution, { code: 'INF-205' });
});
const rejection = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ reason }: { reason: string }) => reason,
  );

describe('the limits of a program beside its caps', () => {
  const limits = (programId: string, over: object = {}) =>
    SaveLimits.parse({
      programId,
      expectedVersion: 1,
      firstDay: '2027-01-01',
      limits: [
        { kind: 'most', amount: '0', olderThan: '10' },
        { kind: 'most', amount: '12', levels: 'UD' },
      ],
      ...over,
    });

  it('hold from a day on beside the caps, on record, and are what the engine counts by and the public page says', async () => {
    const cap: Limit = { id: 'external', type: 'max', scope: { all: true }, amount: '90' };
    const program = await aProgram(institution, { code: 'BSC-INF', limits: [cap] });
    expect(await saveLimits(registrar, limits(program.id))).toMatchObject({ firstDay: '2027-01-01' });
    const { versions } = await viewProgram(registrar, program.id);
    const after = [
      cap,
      { id: 'most-1', type: 'max', scope: { olderThan: { years: 10 } }, amount: '0' },
      { id: 'most-2', type: 'max', scope: { levels: ['UD'] }, amount: '12' },
    ];
    expect(versions.map(({ firstDay, limits: said }) => [firstDay, said])).toEqual([
      ['2027-01-01', after],
      [null, [cap]],
    ]);
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'program.save',
      before: { limits: [cap] },
      after: { limits: after },
    });
    expect(await rejection(saveLimits(registrar, limits(program.id, { expectedVersion: 2 })))).toBe(
      'version/same',
    );
  });

  it('are refused in their row, for a stale page, in the past, and to others', async () => {
    const program = await aProgram(institution, { code: 'BSC-INF', limits: [] });
    const bare = limits(program.id, {
      limits: [
        { kind: 'upperDivision', amount: '6' },
        { kind: 'most', amount: '6' },
      ],
    });
    await expect(saveLimits(registrar, bare)).rejects.toMatchObject({
      reason: 'program/limits',
      details: { fieldErrors: { 'limits.1.kind': 'field/limit-scope' } },
    });
    expect(await rejection(saveLimits(registrar, limits(program.id, { firstDay: '2026-11-01' })))).toBe(
      'version/in-the-past',
    );
    expect(await rejection(saveLimits(registrar, limits(program.id, { expectedVersion: 5 })))).toBe(
      'program/changed-meanwhile',
    );
    expect(await rejection(saveLimits(reviewer, limits(program.id)))).toBe('access/role-missing');
  });
});

describe('the outcomes and the department of a course', () => {
  const content = (over: object = {}) =>
    SaveCourseContent.parse({
      courseId: course.id,
      expectedVersion: 1,
      departmentId: institution.departmentId,
      outcomes: 'clean data\r\n\r\n  draw charts \nmodel data',
      ...over,
    });
  const texts = async () => (await viewCourse(registrar, course.id)).outcomes.map(({ text }) => text);

  it('are put in order, added and taken away, on record; what stays is the same one', async () => {
    const before = (await viewCourse(registrar, course.id)).outcomes;
    await saveCourseContent(registrar, content());
    expect(await texts()).toEqual(['clean data', 'draw charts', 'model data']);
    const after = (await viewCourse(registrar, course.id)).outcomes;
    expect(after[2]?.id).toBe(before[0]?.id);
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'course.save',
      before: { outcomes: ['model data', 'draw charts'] },
      after: { outcomes: ['clean data', 'draw charts', 'model data'] },
    });
    await saveCourseContent(registrar, content({ expectedVersion: 2, departmentId: '', outcomes: '' }));
    expect(await viewCourse(registrar, course.id)).toMatchObject({ outcomes: [], departmentId: null });
  });

  it('stay where somebody has compared them, a stale page saves nothing, and others may not', async () => {
    const [outcome] = (await viewCourse(registrar, course.id)).outcomes;
    await queryAsSuperuser(
      `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true))
       INSERT INTO coverage_mark (tenant_id, case_id, person_id, course_outcome_id, coverage)
       SELECT $1, gen_random_uuid(), p.id, $2, 'full' FROM quiet, person p WHERE p.tenant_id = $1 LIMIT 1`,
      [institution.id, outcome?.id],
    );
    expect(await rejection(saveCourseContent(registrar, content({ outcomes: 'draw charts' })))).toBe(
      'course/outcome-compared',
    );
    expect(await texts()).toEqual(['model data', 'draw charts']);
    expect(await rejection(saveCourseContent(registrar, content({ expectedVersion: 7 })))).toBe(
      'course/changed-meanwhile',
    );
    expect(await rejection(saveCourseContent(reviewer, content()))).toBe('access/role-missing');
    const foreign = ctxOf(await aPerson(await anInstitution(), 'registrar'));
    expect(await rejection(saveCourseContent(foreign, content()))).toBe('course/not-found');
    await saveCourseContent(registrar, content({ outcomes: 'draw charts\nmodel data' }));
    expect(await texts()).toEqual(['draw charts', 'model data']);
  });

  it('say at the field which line does not fit', () => {
    const problem = (outcomes: string) =>
      SaveCourseContent.safeParse({
        courseId: course.id,
        expectedVersion: 1,
        departmentId: '',
        outcomes,
      }).error?.issues.map(({ path, message }) => [path[0], message]);
    expect(problem('one\ntwo\none')).toEqual([['outcomes', 'field/outcome-twice 3']]);
    expect(problem(`one\n${'x'.repeat(1_001)}`)).toEqual([['outcomes', 'field/outcome-line 2']]);
    expect(problem(Array.from({ length: 61 }, (_, n) => `outcome ${n}`).join('\n'))).toEqual([
      ['outcomes', 'field/too-many 60'],
    ]);
  });
});

describe('how courses relate', () => {
  const relate = (over: object = {}) =>
    relateCourses(
      registrar,
      RelateCourses.parse({
        courseId: course.id,
        kind: 'equivalent',
        otherCode: 'inf 205',
        credits: '',
        ...over,
      }),
    );
  const relationsOn = async (day: string) =>
    (await listPublicCourses(registrar.database, institution.id, ['INF-204'], parseCivilDate(day))).relations;

  it('is said on one page, counts for the engine, and ends with a last day', async () => {
    await relate({ kind: 'overlap', credits: '1.5' });
    expect(await relationsOn('2026-11-25')).toEqual([
      { kind: 'overlap', course: 'INF-204', other: 'INF-205', credits: '1.5' },
    ]);
    expect((await viewCourse(registrar, other.id)).relations).toMatchObject([
      { kind: 'overlap', courseId: course.id, otherCode: 'INF-205' },
    ]);
    const end = (lastDay: string) =>
      endCourseRelation(
        registrar,
        EndCourseRelation.parse({
          pageId: course.id,
          kind: 'overlap',
          courseId: course.id,
          otherCourseId: other.id,
          lastDay,
        }),
      );
    expect(await rejection(end('2026-11-24'))).toBe('version/in-the-past');
    await end('2099-12-31');
    await end('2099-06-30');
    expect(await relationsOn('2099-06-30')).toHaveLength(1);
    expect(await relationsOn('2099-07-01')).toEqual([]);
    expect(await lastAuditEntry(institution.id)).toMatchObject({ after: { lastDay: '2099-06-30' } });
  });

  it('is refused at the field of the other course', async () => {
    const said = (reason: string) => ({ reason, details: { fieldErrors: { otherCode: reason } } });
    await expect(relate({ otherCode: 'INF-204' })).rejects.toMatchObject(said('course/relates-to-itself'));
    await relate({ kind: 'outranks' });
    await expect(relate()).rejects.toMatchObject(said('course/relation-known'));
    const third = await aCourse(institution, { code: 'INF-206' });
    await relate({ courseId: other.id, kind: 'outranks', otherCode: 'INF-206' });
    await expect(
      relate({ courseId: third.id, kind: 'outranks', otherCode: 'INF-204' }),
    ).rejects.toMatchObject(said('course/relation-cycle'));
  });

  it('is refused where it says nothing, contradicts, or goes round', async () => {
    expect(await rejection(relate({ otherCode: 'INF-204' }))).toBe('course/relates-to-itself');
    expect(await rejection(relate({ otherCode: 'NONE' }))).toBe('course/other-not-found');
    await relate({ kind: 'outranks' });
    expect(await rejection(relate({ kind: 'outranked' }))).toBe('course/relation-known');
    const third = await aCourse(institution, { code: 'INF-206' });
    await relate({ courseId: other.id, kind: 'outranks', otherCode: 'INF-206' });
    expect(await rejection(relate({ courseId: third.id, kind: 'outranks', otherCode: 'INF-204' }))).toBe(
      'course/relation-cycle',
    );
    expect(
      await rejection(
        relateCourses(
          reviewer,
          RelateCourses.parse({ courseId: course.id, kind: 'equivalent', otherCode: 'INF-206', credits: '' }),
        ),
      ),
    ).toBe('access/role-missing');
    for (const [over, message] of [
      [{ kind: 'overlap' }, 'field/overlap-amount'],
      [{ kind: 'overlap', credits: '0' }, 'field/overlap-amount'],
      [{ credits: '2' }, 'field/overlap-only'],
    ] as const)
      expect(
        RelateCourses.safeParse({
          courseId: course.id,
          kind: 'equivalent',
          otherCode: 'X',
          credits: '',
          ...over,
        }).error?.issues,
      ).toMatchObject([{ path: ['credits'], message }]);
  });
});

describe('what a program asks for', () => {
  const areas = (programId: string, over: object = {}) =>
    SaveAreas.parse({
      programId,
      expectedVersion: 1,
      firstDay: '2027-01-01',
      areas: [
        { title: 'Core', credits: '30', courses: 'inf204; INF-205' },
        { title: '', credits: '', courses: '' },
        { title: 'Free choice', credits: '', courses: '' },
      ],
      ...over,
    });

  it('holds from a day on, stays with the next change of the program, and is listed with the course that fills it', async () => {
    const program = await aProgram(institution, { code: 'BSC-INF' });
    await saveAreas(registrar, areas(program.id));
    const { versions } = await viewProgram(registrar, program.id);
    expect(versions.map(({ firstDay, areas }) => [firstDay, areas.map(({ title }) => title)])).toEqual([
      ['2027-01-01', ['Core', 'Free choice']],
      [null, []],
    ]);
    expect((await viewCourse(registrar, course.id)).areas).toEqual([]);
    const later = ctxOf(registrar, { day: '2027-02-01' });
    expect((await viewCourse(later, course.id)).areas).toMatchObject([
      { programCode: 'BSC-INF', area: 'Core' },
    ]);
    await saveProgram(
      later,
      SaveProgram.parse({
        ...{ programId: program.id, expectedVersion: 2, title: 'Informatics', totalCredits: '200' },
        ...{ status: 'active', firstDay: '2027-03-01' },
      }),
    );
    expect((await viewProgram(later, program.id)).versions[0]?.areas).toHaveLength(2);
  });

  it('names courses that exist, in the row where one does not, and says something new', async () => {
    const program = await aProgram(institution, { code: 'BSC-INF' });
    const unknown = areas(program.id, {
      areas: [
        { title: '', credits: '', courses: '' },
        { title: 'Core', credits: '', courses: 'MAT 999' },
      ],
    });
    await expect(saveAreas(registrar, unknown)).rejects.toMatchObject({
      reason: 'program/unknown-courses',
      details: { fieldErrors: { 'areas.1.courses': 'field/unknown-course MAT999' } },
    });
    expect(await rejection(saveAreas(registrar, areas(program.id, { areas: [] })))).toBe('version/same');
    expect(await rejection(saveAreas(registrar, areas(program.id, { firstDay: '2026-11-01' })))).toBe(
      'version/in-the-past',
    );
    expect(await rejection(saveAreas(registrar, areas(program.id, { expectedVersion: 5 })))).toBe(
      'program/changed-meanwhile',
    );
    expect(await rejection(saveAreas(reviewer, areas(program.id)))).toBe('access/role-missing');
  });

  it('is found by code, however written, or title, page by page', async () => {
    for (const code of ['BSC-INF', 'MSC-INF', 'BA-ART']) await aProgram(institution, { code });
    const found = async (words: string) =>
      (await listPrograms(registrar, { words })).programs.map(({ code }) => code);
    expect(await found('inf')).toEqual(['BSC-INF', 'MSC-INF']);
    expect(await found('bsc inf')).toEqual(['BSC-INF']);
    expect(await listPrograms(registrar, { words: 'nothing' })).toMatchObject({ total: 0, isEmpty: false });
    expect(await listPrograms(registrar, { page: 2 })).toMatchObject({ programs: [], total: 3 });
  });
});
