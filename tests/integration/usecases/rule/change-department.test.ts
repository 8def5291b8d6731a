import { describe, expect, it } from 'vitest';
import type { RuleStatus } from '@/lib/rule/rule-version';
import { parseManyQuery } from '@/lib/rule/many-query';
import { ChangeDepartment, changeDepartment } from '@/lib/usecases/rule/change-department';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { previewMany } from '@/lib/usecases/rule/preview-many';
import { changeDepartments, ChosenRulesWithDepartment } from '@/lib/usecases/rule/rules-at-once';
import { auditOf } from '@/tests/support/audit';
import {
  aCourse,
  aDepartment,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltPerson,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

describe('another department for what was decided', async () => {
  const here = await anInstitution();
  const [author, reviewer, registrar] = [
    await aPerson(here, 'evaluator', 'registrar'),
    await aPerson(here, 'reviewer'),
    await aPerson(here, 'registrar'),
  ];
  const [law, old] = [
    await aDepartment(here, { name: 'Law' }),
    await aDepartment(here, { name: 'Old', code: 'OLD' }),
  ];
  await queryAsSuperuser('UPDATE department SET is_archived = true WHERE id = $1', [old.id]);
  const course = await aCourse(here);
  const ruleIn = async (status: RuleStatus, more: object = {}) =>
    aRule(here, author, {
      status: status as never,
      voters: [reviewer],
      publishedBy: registrar,
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
      ...more,
    });
  const give = (
    { id, rowVersion }: { id: string; rowVersion: number },
    departmentId = law.id,
    who: BuiltPerson = registrar,
    key?: string,
  ) =>
    changeDepartment(
      ctxOf(who, key === undefined ? {} : { idempotencyKey: key }),
      ChangeDepartment.parse({ ruleVersionId: id, expectedVersion: rowVersion, departmentId }),
    ).then(
      () => 'done',
      ({ reason }: { reason: string }) => reason,
    );
  const departmentOf = async ({ id }: { id: string }) =>
    (
      await queryAsSuperuser<{ name: string; row_version: number }>(
        `SELECT d.name, v.row_version FROM rule_version v JOIN equivalency_rule e ON e.id = v.rule_id JOIN department d ON d.id = e.department_id WHERE v.id = $1`,
        [id],
      )
    )[0];

  it('is on record, once, and whoever saw the mapping before is told', async () => {
    const rule = await ruleIn('published');
    expect(await give(rule, law.id, registrar, 'given-once')).toBe('done');
    expect(await give(rule, law.id, registrar, 'given-once')).toBe('done');
    expect(await departmentOf(rule)).toEqual({ name: 'Law', row_version: 2 });
    expect((await viewRule(ctxOf(registrar), rule.id)).department?.name).toBe('Law');
    expect(await auditOf(rule.id)).toMatchObject([
      {
        action: 'rule.changeDepartment',
        actorId: registrar.id,
        before: { departmentId: here.departmentId },
        after: { departmentId: law.id, status: 'published' },
      },
    ]);
    expect(await give(rule, here.departmentId)).toBe('rule/changed-meanwhile');
    expect(await give(rule, law.id)).toBe('department/same');
  });

  it.each<[RuleStatus, string]>([
    ['approved', 'done'],
    ['suspended', 'done'],
    ['draft', 'rule/being-written'],
    ['in_committee', 'rule/under-review'],
    ['revoked', 'rule/nothing-decided'],
  ])('of a version that is %s: %s', async (status, answer) => {
    expect(await give(await ruleIn(status))).toBe(answer);
  });

  it('waits while a later version is written or reviewed', async () => {
    const rule = await ruleIn('published');
    await aRule(here, author, {
      ruleId: rule.ruleId,
      version: 2,
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
    });
    expect(await give(rule)).toBe('rule/being-written');
  });

  it('is one of the institution’s own that is not archived, given by a registrar who did not write it', async () => {
    const rule = await ruleIn('published');
    const foreign = await aDepartment(await anInstitution(), { name: 'Foreign' });
    expect(await give(rule, foreign.id)).toBe('department/not-found');
    expect(await give(rule, old.id)).toBe('department/archived');
    expect(await give(rule, law.id, author)).toBe('access/author');
    expect(await give(rule, law.id, await aPerson(here, 'evaluator'))).toBe('access/role-missing');
    expect(await give(rule, law.id, await aPerson(await anInstitution(), 'registrar'))).toBe(
      'rule/not-found',
    );
    expect(await departmentOf(rule)).toMatchObject({ row_version: 1 });
  });

  it('of many says before what would become of each, and does that', async () => {
    const there = await anInstitution();
    const [writer, clerk] = [
      await aPerson(there, 'evaluator', 'registrar'),
      await aPerson(there, 'registrar'),
    ];
    const to = await aDepartment(there, { name: 'Law' });
    const target = await aCourse(there);
    const make = async (title: string, status: RuleStatus, by = writer, more: object = {}) =>
      aRule(there, by, {
        title,
        status: status as never,
        definition: oneForOne((await aMicroCredential(there)).id, target.code),
        ...more,
      });
    const first = await make('A in force', 'published');
    await make('B own', 'published', clerk);
    await make('C reviewed', 'in_committee');
    await make('D there already', 'approved', writer, { departmentId: to.id });
    const paused = await make('E suspended', 'suspended');
    const newest = await aRule(there, writer, {
      ruleId: first.ruleId,
      version: 2,
      status: 'approved' as never,
      definition: oneForOne((await aMicroCredential(there)).id, target.code),
    });
    const asked = (params: Record<string, string>) =>
      previewMany(ctxOf(clerk), parseManyQuery({ act: 'department', sort: 'title', ...params }));
    const told = async (params: Record<string, string>) =>
      (await asked(params)).rows.map(({ row, reason }) => `${row.title} ${row.version}: ${reason}`);
    expect(await told({ to: to.id })).toEqual(
      expect.arrayContaining([
        'B own 1: access/author',
        'D there already 1: department/same',
        'E suspended 1: null',
      ]),
    );
    // Both versions of the first have one department: it goes with either of them.
    expect((await told({ to: to.id })).filter((one) => one.startsWith('A')).sort()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/: null$/),
        expect.stringMatching(/: department\/goes-along$/),
      ]),
    );
    expect(await told({ to: to.id, state: 'review' })).toEqual(['C reviewed 1: rule/under-review']);
    // Nothing is judged before somewhere to go is chosen, and a foreign department is none.
    for (const params of [{}, { to: law.id }])
      expect(await asked(params)).toMatchObject({
        department: null,
        total: 5,
        rows: Array(5).fill({ reason: null }),
      });

    const chosen = [first, paused, newest].map(({ id, rowVersion }) => ({
      ruleVersionId: id,
      expectedVersion: rowVersion,
    }));
    expect(await changeDepartments(ctxOf(clerk), { chosen, departmentId: to.id })).toEqual({
      moved: 2,
      refused: [expect.objectContaining({ id: newest.id, title: 'A in force', reason: 'department/same' })],
    });
    expect(await departmentOf(paused)).toMatchObject({ name: 'Law' });
    // Or to none, after which nobody but registrars looks after it.
    expect(await told({ to: 'none' })).toEqual(
      expect.arrayContaining(['E suspended 1: null', 'B own 1: access/author']),
    );
    expect(await asked({ to: 'none' })).toMatchObject({ department: 'none' });
    const none = ChosenRulesWithDepartment.parse({
      chosen: [`${paused.id}:${paused.rowVersion + 1}`],
      departmentId: 'none',
    });
    expect(await changeDepartments(ctxOf(clerk), none)).toEqual({ moved: 1, refused: [] });
    expect(await departmentOf(paused)).toBeUndefined();
    expect((await auditOf(paused.id)).at(-1)).toMatchObject({ before: { departmentId: to.id }, after: {} });
    expect((await told({ to: 'none' })).filter((one) => one.startsWith('E'))).toEqual([
      'E suspended 1: department/same',
    ]);
    await expect(
      previewMany(ctxOf(await aPerson(there, 'evaluator')), parseManyQuery({ to: to.id })),
    ).rejects.toMatchObject({ reason: 'access/role-missing' });
  });
});
