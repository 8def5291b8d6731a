import { describe, expect, it } from 'vitest';
import { CourseSearch, listCourses, listPrograms } from '@/lib/usecases/institution/list-curriculum';
import { AddCourse, addCourse, SaveCourse, saveCourse } from '@/lib/usecases/institution/save-course';
import { AddProgram, addProgram, SaveProgram, saveProgram } from '@/lib/usecases/institution/save-program';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import { aCourse, anInstitution, aPerson, aProgram } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';

const courseInput = (courseId: string, change: object = {}) =>
  SaveCourse.parse({
    courseId,
    expectedVersion: '1',
    title: 'New title',
    credits: '7.5',
    level: '',
    status: 'active',
    ...change,
  });
const programInput = (programId: string, change: object = {}) =>
  SaveProgram.parse({
    programId,
    expectedVersion: '1',
    title: 'Informatics',
    totalCredits: '180',
    status: 'active',
    maxAmount: '',
    maxPercent: '50',
    residentAmount: '60',
    residentPercent: '',
    ...change,
  });

describe('a form of a course or a program says at its field', () => {
  const newCourse = (over: object = {}) => ({
    ...{ code: 'INF-204', kind: 'course', departmentId: '', title: 'Data Analysis', credits: '6', level: '' },
    ...{ status: 'active', ...over },
  });
  const newProgram = (over: object = {}) => ({
    ...{ code: 'BSC', departmentId: '', level: '', title: 'Informatics', totalCredits: '180' },
    ...{ status: 'active', maxAmount: '', maxPercent: '', residentAmount: '', residentPercent: '', ...over },
  });
  const problems = (parsed: ReturnType<(typeof AddCourse | typeof AddProgram)['safeParse']>) =>
    parsed.error?.issues.map(({ path, message }) => [path[0], message]);

  it('that its code is taken, however it is written', async () => {
    const institution = await anInstitution();
    const ctx = ctxOf(await aPerson(institution, 'registrar'));
    for (const [code, isTaken] of [
      ['INF-204', false],
      ['inf 204', true],
    ] as const) {
      // Together: who waits for the one alone has not heard when the other is refused first.
      const ended = await Promise.allSettled([
        addCourse(ctx, AddCourse.parse(newCourse({ code }))),
        addProgram(ctx, AddProgram.parse(newProgram({ code }))),
      ]);
      const taken = (reason: string) => ({
        status: 'rejected',
        reason: { details: { fieldErrors: { code: reason } } },
      });
      if (isTaken) expect(ended).toMatchObject([taken('course/code-taken'), taken('program/code-taken')]);
      else expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    }
  });

  it('that its level holds letters that nobody sees', () => {
    const level = 'Bach\u0007elor';
    expect(problems(AddCourse.safeParse(newCourse({ level })))).toEqual([['level', 'field/unseen-letters']]);
    expect(problems(AddProgram.safeParse(newProgram({ level })))).toEqual([
      ['level', 'field/unseen-letters'],
    ]);
    for (const blank of ['', '  ']) {
      expect(AddCourse.parse(newCourse({ level: blank })).level).toBeNull();
      expect(AddProgram.parse(newProgram({ level: blank })).level).toBeNull();
    }
    expect(AddCourse.parse(newCourse({ level: ' Master ' })).level).toBe('Master');
  });

  it('that the total of a program could be meant in thousands, which the credit of a course is not', () => {
    expect(problems(AddProgram.safeParse(newProgram({ totalCredits: '1,500' })))).toEqual([
      ['totalCredits', 'amount/maybe-thousands 1.5'],
    ]);
    for (const [typed, read] of [
      ['2,667', '2.667'],
      ['7,5', '7.5'],
      ['0,500', '0.5'],
      ['', null],
    ] as const)
      expect(AddCourse.parse(newCourse({ credits: typed })).credits).toBe(read);
  });
});

describe('courses and programs', () => {
  it('are corrected, caps and all, on record, and other limits stay', async () => {
    const institution = await anInstitution();
    const ctx = ctxOf(await aPerson(institution, 'registrar'));
    const course = await aCourse(institution);
    await saveCourse(ctx, courseInput(course.id));
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'course.save',
      object_id: course.id,
      after: { title: 'New title', credits: '7.5', level: null },
    });
    expect((await listCourses(ctx, CourseSearch.parse({ words: 'new' }))).rows).toMatchObject([
      { id: course.id, rowVersion: 2 },
    ]);
    const program = await aProgram(institution, {
      limits: [{ id: 'ace', type: 'max', scope: { tags: ['ACE'] }, amount: '30' }],
    });
    await saveProgram(ctx, programInput(program.id));
    expect((await listPrograms(ctx)).programs[0]?.limits.map(({ id }) => id)).toEqual([
      'external',
      'resident',
      'ace',
    ]);
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'program.save',
      before: { totalCredits: '180' },
    });
  });

  it('refuse what is stale, foreign, inexact, and the wrong role', async () => {
    const institution = await anInstitution();
    const [course, program] = [await aCourse(institution), await aProgram(institution)];
    const registrar = ctxOf(await aPerson(institution, 'registrar'));
    await expect(saveCourse(registrar, courseInput(course.id, { expectedVersion: 4 }))).rejects.toMatchObject(
      { reason: 'course/changed-meanwhile' },
    );
    await expect(
      saveProgram(registrar, programInput(program.id, { expectedVersion: 4 })),
    ).rejects.toMatchObject({ reason: 'program/changed-meanwhile' });
    const stranger = ctxOf(await aPerson(await anInstitution(), 'registrar'));
    await expect(saveCourse(stranger, courseInput(course.id))).rejects.toMatchObject({ code: 'not_found' });
    await expect(saveProgram(stranger, programInput(program.id))).rejects.toMatchObject({
      code: 'not_found',
    });
    const reviewer = ctxOf(await aPerson(institution, 'reviewer'));
    await expect(saveCourse(reviewer, courseInput(course.id))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(saveProgram(reviewer, programInput(program.id))).rejects.toMatchObject({
      code: 'forbidden',
    });
    for (const wrong of [{ maxPercent: '101' }, { totalCredits: '1e3' }, { limits: [] }])
      expect(() => programInput(program.id, wrong)).toThrow();
  });
});
