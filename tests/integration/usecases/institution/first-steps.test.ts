import { describe, expect, it } from 'vitest';
import type { Context } from '@/lib/usecases/context';
import { AddDepartment, addDepartment, saveDepartment } from '@/lib/usecases/department/save-department';
import { listDepartments } from '@/lib/usecases/department/list-departments';
import { AddCourse, addCourse } from '@/lib/usecases/institution/save-course';
import { viewFirstSteps } from '@/lib/usecases/institution/view-first-steps';
import { AddPerson, addPerson } from '@/lib/usecases/person/save-person';
import { viewPerson } from '@/lib/usecases/person/view-person';
import { adoptPolicy } from '@/lib/usecases/policy/adopt-policy';
import { draftPolicy } from '@/lib/usecases/policy/draft-policy';
import { viewPolicy } from '@/lib/usecases/policy/view-policy';
import { assignReviewers } from '@/lib/usecases/review/assign-reviewers';
import administration from '@/messages/en/administration.json';
import { aReview, clear, vote } from '@/tests/integration/usecases/review/arrange';
import {
  aCourse,
  aDepartment,
  aMicroCredential as aBuiltCertificate,
  anInstitution,
  aPerson,
  type BuiltPerson,
  aRule,
  type BuiltInstitution,
  oneForOne,
} from '@/tests/support/builders';
import { aMicroCredential, aRuleVersion } from '@/tests/support/builders/catalog';
import { ctxOf, today } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const firstStepWords = administration.firstSteps;

/** An institution as the command leaves it: people with their roles, and nothing else. */
async function begun(): Promise<
  { institution: BuiltInstitution } & Record<'ines' | 'oskar' | 'meera', Context>
> {
  const institution = await anInstitution({ policy: false });
  await queryAsSuperuser('DELETE FROM department WHERE tenant_id = $1', [institution.id]);
  return {
    institution,
    ines: ctxOf(await aPerson(institution, 'administrator')),
    oskar: ctxOf(await aPerson(institution, 'registrar')),
    meera: ctxOf(await aPerson(institution, 'evaluator')),
  };
}
const department = (over: object = {}) =>
  AddDepartment.parse({
    code: 'INF',
    name: 'Informatics',
    chairName: 'Tove Aas',
    chairEmail: 'tove.aas@linden.example',
    reviewerName: 'Jonas Weber',
    reviewerEmail: 'jonas.weber@linden.example',
    ...over,
  });
const course = (over: object = {}) =>
  AddCourse.parse({
    code: 'INF-204',
    kind: 'course',
    departmentId: '',
    title: 'Data Analysis',
    credits: '6',
    level: '',
    status: 'active',
    ...over,
  });
const stepsFor = async (ctx: Context) =>
  Object.fromEntries(((await viewFirstSteps(ctx)) ?? []).map((step) => [step.name, step]));
const count = async (table: string, institution: BuiltInstitution) =>
  (
    await queryAsSuperuser<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE tenant_id = $1`, [
      institution.id,
    ])
  )[0]?.n;

describe('the steps to the first published mapping', () => {
  it('say what can be done now and whose turn it is, until something is published', async () => {
    const { institution, ines, oskar, meera } = await begun();
    await aMicroCredential(institution.id, { title: 'Data Analytics' });
    expect(await stepsFor(ines)).toMatchObject({
      department: { state: 'open', isMine: true },
      policy: { state: 'open', isMine: true },
      adopt: { state: 'waits', isMine: false },
      course: { state: 'open', isMine: false },
      certificate: { state: 'done' },
      mapping: { state: 'waits', isMine: false },
    });
    const { id: policyId } = await draftPolicy(oskar, {});
    // Who drafted it does not adopt it.
    expect((await stepsFor(oskar))['adopt']).toMatchObject({ state: 'open', isMine: false });
    expect((await stepsFor(ines))['adopt']).toMatchObject({
      isMine: true,
      href: `/administration/policy/${policyId}`,
    });
    await addCourse(meera, course());
    expect((await stepsFor(meera))['mapping']).toMatchObject({ state: 'open', isMine: true });
    expect((await stepsFor(oskar))['mapping']).toMatchObject({ state: 'open', isMine: false });

    const certificate = await aMicroCredential(institution.id, { title: 'Data Engineering' });
    await aRuleVersion({
      tenantId: institution.id,
      code: 'NB-001',
      definition: {
        premise: { mc: certificate.id },
        outcomes: [{ lines: [{ kind: 'course', target: 'INF-204', credits: { amount: '3' } }] }],
      },
      names: [certificate.id],
      publishedAt: '2026-01-10T12:00:00Z',
    });
    expect(await viewFirstSteps(ines)).toBeNull();
  });

  it('name nobody where nobody can take one', async () => {
    const institution = await anInstitution({ policy: false });
    const ines = ctxOf(await aPerson(institution, 'administrator'));
    expect((await stepsFor(ines))['course']).toMatchObject({ state: 'open', names: [], isMine: false });
  });

  it('need somebody who reviews beside the chair: one person in both roles is not two', async () => {
    const institution = await anInstitution({ policy: false });
    const ines = ctxOf(await aPerson(institution, 'administrator'));
    const chair = await aPerson(institution, 'chair', 'reviewer');
    expect((await stepsFor(ines))['department']).toMatchObject({ state: 'open', isMine: true });
    // Somebody on record twice, with one account, is one voice too.
    const again = await aPerson(institution, 'reviewer');
    const [account] = await queryAsSuperuser<{ id: string }>(
      'INSERT INTO auth_user (email) VALUES ($1) RETURNING id',
      [`${chair.id}@example.test`],
    );
    await queryAsSuperuser('UPDATE person SET user_id = $1 WHERE id = ANY($2::uuid[])', [
      account?.id,
      [chair.id, again.id],
    ]);
    expect((await stepsFor(ines))['department']).toMatchObject({ state: 'open' });
    await aPerson(institution, 'reviewer');
    expect((await stepsFor(ines))['department']).toMatchObject({ state: 'done' });
  });

  it('ask a chair who is alone for a vote, and then the administrator for a reviewer', async () => {
    const review = await aReview({ reviewers: 0 });
    const ines = await aPerson(review.institution, 'administrator');
    const elsewhere = await aDepartment(review.institution);
    await aPerson(review.institution, { role: 'reviewer', departmentId: elsewhere.id });
    const [chair, administrator] = [ctxOf(review.chair), ctxOf(ines)];
    expect((await stepsFor(chair))['review']).toMatchObject({ isMine: true, names: [review.chair.name] });
    await clear(review.chair, review.stageId);
    await assignReviewers(chair, { stageId: review.stageId, personIds: [review.chair.id] });
    await vote(review.chair, review.stageId, 'reject');
    for (const reader of [chair, administrator])
      expect((await stepsFor(reader))['review']).toMatchObject({ state: 'open', isMine: false, names: [] });
    expect((await stepsFor(administrator))['department']).toMatchObject({ state: 'open', isMine: true });
    expect(firstStepWords.nobody.review).toContain('administrator');

    const second = await aPerson(review.institution, 'reviewer');
    expect((await stepsFor(ctxOf(second)))['review']).toMatchObject({ isMine: true });
  });

  it('ask nobody again who has voted', async () => {
    const review = await aReview({ reviewers: 2, chairAsked: true });
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    await clear(first, review.stageId);
    await vote(first, review.stageId, 'abstain');
    expect((await stepsFor(ctxOf(first)))['review']).toMatchObject({ isMine: false, names: [second.name] });
    expect((await stepsFor(ctxOf(second)))['review']).toMatchObject({ isMine: true });
  });

  it('let no author send on a mapping without a department', async () => {
    const institution = await anInstitution();
    const author = await aPerson(institution, 'evaluator');
    const registrar = await aPerson(institution, 'registrar');
    for (const role of ['chair', 'reviewer'] as const) await aPerson(institution, role);
    const course = await aCourse({ id: institution.id });
    const certificate = await aBuiltCertificate(institution);
    await aRule(institution, author, {
      status: 'submitted',
      departmentId: null,
      definition: oneForOne(certificate.id, course.code),
    });
    expect((await stepsFor(ctxOf(author)))['send']).toMatchObject({
      state: 'open',
      isMine: false,
      names: [registrar.name],
    });
    expect((await stepsFor(ctxOf(registrar)))['send']).toMatchObject({ isMine: true });
  });

  it('are not told to visitors', async () => {
    await expect(viewFirstSteps(ctxOf())).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('a first policy', () => {
  it('can hold from today, reviewed by the department, or by a committee as well', async () => {
    const { ines, oskar } = await begun();
    const { id } = await draftPolicy(oskar, {});
    const { policy } = await viewPolicy(ines, id);
    expect(policy.effectiveFrom).toBe(today);
    expect(policy.review.stages.map(({ kind }) => kind)).toEqual(['department']);
    await expect(adoptPolicy(oskar, { policyId: id, expectedVersion: 1 })).rejects.toMatchObject({
      reason: 'access/author',
    });
    await adoptPolicy(ines, { policyId: id, expectedVersion: 1 });

    const other = await begun();
    const drafted = await draftPolicy(other.oskar, { stages: 'committee' });
    expect((await viewPolicy(other.ines, drafted.id)).policy.review.stages.map(({ kind }) => kind)).toEqual([
      'department',
      'committee',
    ]);
  });
});

describe('a department with its people', () => {
  it('is one act: known addresses get the role, new ones come on the staff', async () => {
    const { institution, ines } = await begun();
    const known = await addPerson(
      ines,
      AddPerson.parse({ name: 'Tove Aas', email: 'tove.aas@linden.example' }),
    );
    const { id } = await addDepartment(ines, department({ chairName: '' }));
    expect((await listDepartments(ines)).departments).toMatchObject([
      { id, chairs: ['Tove Aas'], reviewers: 1 },
    ]);
    expect((await viewPerson(ines, known.id)).person.roles).toMatchObject([
      { role: 'chair', departmentId: id },
    ]);
    const acts = await queryAsSuperuser<{ action: string }>(
      'SELECT action FROM audit_event WHERE tenant_id = $1 ORDER BY seq',
      [institution.id],
    );
    expect(acts.map(({ action }) => action)).toEqual([
      ...['person.save', 'department.save', 'role.give', 'person.save', 'role.give'],
    ]);
  });

  it('is all or nothing, and asks for the name of whoever is new', async () => {
    const { institution, ines, oskar } = await begun();
    const before = await count('person', institution);
    await expect(addDepartment(ines, department({ reviewerName: '' }))).rejects.toMatchObject({
      reason: 'person/name-missing',
      details: { fieldErrors: { reviewerName: 'field/name' } },
    });
    // A registrar adds departments, not people.
    await expect(addDepartment(oskar, department())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      addDepartment(ines, department({ chairEmail: await addressOf(ines) })),
    ).rejects.toMatchObject({ reason: 'access/oneself' });
    expect(await count('person', institution)).toBe(before);
    expect(await count('department', institution)).toBe(0);
    expect(
      AddDepartment.safeParse({ code: 'INF', name: 'x', chairName: 'Somebody', chairEmail: '' }).error
        ?.issues,
    ).toMatchObject([{ path: ['chairEmail'], message: 'field/email' }]);
  });

  it('has a reviewer beside the chair, who does not decide alone', () => {
    const problems = (reviewerEmail: string) =>
      AddDepartment.safeParse({
        ...{ code: 'INF', name: 'Informatics', chairName: 'Tove Aas', chairEmail: 'tove.aas@linden.example' },
        ...{ reviewerName: 'Tove Aas', reviewerEmail },
      }).error?.issues.map(({ path, message }) => [path[0], message]);
    expect(problems(' Tove.Aas@linden.example')).toEqual([['reviewerEmail', 'field/reviewer-is-chair']]);
    expect(problems('jonas.weber@linden.example')).toBeUndefined();
  });

  it('has a code of its own, however that is written', async () => {
    const { ines } = await begun();
    const alone = (code: string) => AddDepartment.parse({ code, name: 'Informatics' });
    const taken = {
      reason: 'department/code-taken',
      details: { fieldErrors: { code: 'field/department-code' } },
    };
    const { id: departmentId } = await addDepartment(ines, alone('INF'));
    for (const code of ['inf', ' inf ', 'I-N-F'])
      await expect(addDepartment(ines, alone(code))).rejects.toMatchObject(taken);
    await addDepartment(ines, alone('MA'));
    const rename = (code: string, expectedVersion: number) =>
      saveDepartment(ines, { departmentId, expectedVersion, code, name: 'Informatics' });
    await expect(rename('m.a', 1)).rejects.toMatchObject(taken);
    await rename('I-N-F', 1);
  });

  it('says beside the own address that nobody gives a role to oneself', async () => {
    const { ines } = await begun();
    const own = await addressOf(ines);
    for (const field of ['chairEmail', 'reviewerEmail'])
      await expect(addDepartment(ines, department({ [field]: own }))).rejects.toMatchObject({
        reason: 'access/oneself',
        details: { fieldErrors: { [field]: 'field/own-address' } },
      });
  });

  it('is added once by a form that is sent twice', async () => {
    const { institution, ines } = await begun();
    const twice = { ...ines, idempotencyKey: 'department-with-people' };
    expect(await addDepartment(twice, department())).toEqual(await addDepartment(twice, department()));
    expect(await count('role_grant', institution)).toBe(5);
  });
});

describe('a person with a first role', () => {
  it('is one act, all or nothing', async () => {
    const { institution, ines } = await begun();
    const input = { name: 'Tove Aas', email: 'tove.aas@linden.example' };
    const before = await count('person', institution);
    await expect(
      addPerson(ines, AddPerson.parse({ ...input, role: 'chair', departmentId: '' })),
    ).rejects.toMatchObject({ reason: 'role/department-needed' });
    expect(await count('person', institution)).toBe(before);
    const { id } = await addPerson(ines, AddPerson.parse({ ...input, role: 'dean', departmentId: '' }));
    expect((await viewPerson(ines, id)).person.roles).toMatchObject([{ role: 'dean' }]);
  });
});

describe('a course with the department that it is the first of', () => {
  const first = { newDepartmentCode: 'INF', newDepartmentName: 'Informatics' };

  it('is one act of a registrar', async () => {
    const { institution, oskar, meera } = await begun();
    await expect(addCourse(meera, course(first))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await count('department', institution)).toBe(0);
    await addCourse(oskar, course(first));
    const [stored] = await queryAsSuperuser<{ name: string }>(
      'SELECT d.name FROM course c JOIN department d ON d.tenant_id = c.tenant_id AND d.id = c.department_id WHERE c.tenant_id = $1',
      [institution.id],
    );
    expect(stored?.name).toBe('Informatics');
    await expect(addCourse(oskar, course({ ...first, code: 'INF-205' }))).rejects.toMatchObject({
      reason: 'department/code-taken',
      details: { fieldErrors: { newDepartmentCode: 'field/department-code' } },
    });
  });

  it('says at its field what is missing, and never takes two departments', async () => {
    const problems = (over: object) =>
      AddCourse.safeParse({ ...courseFields, ...over }).error?.issues.map(({ path, message }) => [
        path[0],
        message,
      ]);
    expect(problems({ newDepartmentName: 'Informatics' })).toEqual([['newDepartmentCode', 'field/code']]);
    expect(problems({ newDepartmentCode: 'INF' })).toEqual([['newDepartmentName', 'field/name']]);
    const { id } = await aCourse(await anInstitution());
    expect(problems({ ...first, departmentId: id })).toEqual([
      ['newDepartmentCode', 'field/department-twice'],
    ]);
  });
});

const courseFields = {
  code: 'INF-204',
  kind: 'course',
  departmentId: '',
  title: 'Data Analysis',
  credits: '6',
  level: '',
  status: 'active',
};

async function addressOf({ actor }: Context): Promise<string> {
  const [row] = await queryAsSuperuser<{ email: string }>('SELECT email FROM person WHERE id = $1', [
    actor.kind === 'staff' ? actor.personId : '',
  ]);
  return row?.email ?? '';
}
