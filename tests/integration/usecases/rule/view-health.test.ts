import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { visitor } from '@/lib/access/actor';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { healthKinds } from '@/lib/rule/health/finding';
import { parseHealthQuery } from '@/lib/rule/health/query';
import { relateCourses } from '@/lib/usecases/institution/relate-courses';
import { KeptHealth } from '@/lib/usecases/kept-health';
import { mergeEntry } from '@/lib/usecases/listing/merge-entry';
import { mergeOrganization } from '@/lib/usecases/organization/merge-organization';
import { listWork } from '@/lib/usecases/rule/list-work';
import { suspendRule } from '@/lib/usecases/rule/suspend-rule';
import { findingsPerPage, viewHealth } from '@/lib/usecases/rule/view-health';
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

const refuse = (error: unknown): never => {
  throw error;
};

async function seen(person: BuiltPerson, params: Record<string, string> = {}) {
  const view = await viewHealth(ctxOf(person), parseHealthQuery(params));
  if (view.state !== 'looked') throw new Error('Nobody has looked.');
  return view;
}
const told = async (...asked: Parameters<typeof seen>) =>
  (await seen(...asked)).rows.map(
    ({ finding, rule, fix }) => `${rule.title}: ${finding.code} ${finding.day} ${fix.does}`,
  );
const tier = (mc: string, course: string, scores: object): RuleDefinition => ({
  ...oneForOne(mc, course),
  premise: { mc, ...scores },
});

describe('the health of a rule book', async () => {
  const here = await anInstitution();
  const [author, registrar, auditor] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'registrar'),
    await aPerson(here, 'auditor'),
  ];
  const old = await aDepartment(here, { name: 'Old' });
  const other = await aDepartment(here, { name: 'Law' });
  const [good, gone] = [
    await aCourse(here, { code: 'INF-1', credits: '6' }),
    await aCourse(here, { code: 'INF-2', credits: '6', status: 'inactive' }),
  ];
  const certificates: { id: string }[] = [];
  for (const title of ['Right', 'Dead', 'Apart', 'Against', 'Over', 'Renewed', 'Owned'])
    certificates.push(await aMicroCredential(here, { title }));
  const [right, dead, apart, against, over, renewed, owned] = certificates.map(({ id }) => id) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const publish = (title: string, definition: RuleDefinition, more: object = {}) =>
    aRule(here, author, { title, definition, status: 'published', ...more });
  beforeAll(async () => {
    await queryAsSuperuser('UPDATE department SET is_archived = true WHERE id = $1', [old.id]);
    await publish('In order', oneForOne(right, good.code));
    await publish('To a dead course', oneForOne(dead, 'inf 2'));
    await publish('From 60', tier(apart, good.code, { minScore: '60', belowScore: '70' }));
    await publish('From 80', tier(apart, good.code, { minScore: '80' }));
    await publish('Yes', oneForOne(against, good.code));
    await publish(
      'No',
      { ...oneForOne(against, good.code), outcomes: [], deny: true },
      { publicNote: 'Why.' },
    );
    await publish('Closed lately', {
      ...oneForOne(over, gone.code),
      claimWindow: { to: '2026-11-20' as CivilDate },
    });
    await publish('Closed long ago', {
      ...oneForOne(over, gone.code),
      claimWindow: { to: '2026-06-20' as CivilDate },
    });
    await publish('Due', oneForOne(renewed, good.code), {
      reviewDueOn: '2026-12-24',
      departmentId: other.id,
    });
    await publish('Of nobody', oneForOne(owned, good.code), { departmentId: old.id });
    await queryAsSuperuser(
      `INSERT INTO micro_credential_version (steward_tenant_id, micro_credential_id, label, valid_from) VALUES ($1, $2, '9', '2026-11-01')`,
      [here.id, renewed],
    );
    // Written, suspended and of others: none of it is in force here.
    await aRule(here, author, { title: 'A draft', definition: oneForOne(dead, 'INF-2') });
    await aRule(here, author, {
      title: 'Suspended',
      definition: oneForOne(dead, 'INF-2'),
      status: 'suspended',
    });
    const elsewhere = await anInstitution();
    await aRule(elsewhere, await aPerson(elsewhere), {
      title: 'Not ours',
      definition: oneForOne(dead, 'INF-404'),
      status: 'published',
    });
  });

  it.each([
    ['contradiction', [/^(Yes|No): denied-elsewhere 2026-10-15 suspend$/]],
    ['target', [/^To a dead course: course-inactive null newVersion$/]],
    ['certificate', [/^Due: certificate-renewed 2026-11-01 reviewAgain$/]],
    ['recommendation', []],
    ['gap', [/^From 60: score-gap null mapGap$/]],
    ['overlap', []],
    ['review', [/^Due: review-due 2026-12-24 reviewAgain$/]],
    ['window', [/^Closed lately: claim-closed 2026-11-20 newVersion$/]],
    ['department', [/^Of nobody: department-archived null giveDepartment$/]],
  ])('tells of each kind: %s', async (kind, expected) => {
    expect(await told(registrar, { kind })).toEqual(
      expected.map((one) => expect.stringMatching(one) as string),
    );
  });

  it('counts every kind, and opens with the first of which there is something', async () => {
    const { counts, kind, rules, isCurrent } = await seen(registrar);
    expect(healthKinds.map((one) => counts[one])).toEqual([1, 1, 1, 0, 1, 0, 1, 1, 1]);
    expect([kind, rules, isCurrent]).toEqual(['contradiction', 9, true]);
  });

  it('shows those of one department', async () => {
    const { counts } = await seen(registrar, { department: other.id });
    expect(healthKinds.filter((one) => counts[one] > 0)).toEqual(['certificate', 'review']);
  });

  it('says of a department that is not there, or another institution’s, that there is none', async () => {
    const foreign = await aDepartment(await anInstitution(), { name: 'Foreign' });
    for (const department of [foreign.id, '00000000-0000-4000-8000-000000000001', 'x'])
      expect(await viewHealth(ctxOf(registrar), parseHealthQuery({ department }))).toEqual({
        state: 'noDepartment',
      });
  });

  it('leads to where it is mended, and whoever may not mend it to the mapping', async () => {
    const href = async (person: BuiltPerson, kind: string) =>
      (await seen(person, { kind })).rows[0]?.fix.href;
    expect(await href(registrar, 'gap')).toBe(`/registrar/rules/new?certificate=${apart}`);
    expect(await href(registrar, 'contradiction')).toMatch(/^\/registrar\/rules\/[0-9a-f-]+#act-suspend$/);
    expect(await href(registrar, 'department')).toBe(
      `/registrar/rules/many?department=${old.id}&act=department`,
    );
    expect(await href(author, 'department')).toMatch(/#act-startNewVersion$/);
    expect(await href(author, 'target')).toMatch(/#act-startNewVersion$/);
    expect(await href(auditor, 'target')).toMatch(/^\/registrar\/rules\/[0-9a-f-]+$/);
    expect(await told(auditor, { kind: 'gap' })).toEqual([expect.stringMatching(/ open$/)]);
  });

  it('leads to the version under way, where there is one', async () => {
    const row = (await seen(registrar, { kind: 'department' })).rows[0];
    const [rule] = await queryAsSuperuser<{ rule_id: string }>(
      'SELECT rule_id FROM rule_version WHERE id = $1',
      [row?.rule.id],
    );
    const next = await aRule(here, author, {
      ruleId: rule?.rule_id ?? '',
      version: 2,
      definition: oneForOne(owned, good.code),
    });
    expect((await seen(registrar, { kind: 'department' })).rows[0]?.fix).toEqual({
      does: 'underWay',
      href: `/registrar/rules/${next.id}`,
    });
  });

  it('shows nothing of it to whoever is nobody here, and of another institution its own alone', async () => {
    await expect(viewHealth(ctxOf(visitor), parseHealthQuery({}))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    const stranger = await aPerson(await anInstitution(), 'registrar');
    const view = await seen(stranger);
    expect([view.kind, view.rules, view.total]).toEqual([null, 0, 0]);
  });
});

describe('what is kept of it', async () => {
  const here = await anInstitution();
  const registrar = await aPerson(here, 'registrar');
  const course = await aCourse(here, { code: 'INF-1', credits: '6', status: 'inactive' });
  const rules: { id: string; rowVersion: number }[] = [];
  beforeAll(async () => {
    for (let at = 0; at <= findingsPerPage; at++)
      rules.push(
        await aRule(here, await aPerson(here, 'evaluator'), {
          title: `Rule ${String(at).padStart(2, '0')}`,
          definition: oneForOne(
            (await aMicroCredential(here, { title: `Certificate ${at}` })).id,
            course.code,
          ),
          status: 'published',
        }),
      );
  });

  it('is answered again until something changes, and then looked at again; the start page says how much there is', async () => {
    const health = new KeptHealth(ctxOf(registrar).database, refuse);
    const ctx = () => ({ ...ctxOf(registrar), health });
    const first = await health.of(here.id, ctx().now, Infinity);
    expect(first).toMatchObject({ isCurrent: true, health: { rules: findingsPerPage + 1 } });
    expect((await health.of(here.id, ctx().now, Infinity)).health).toBe(first.health);
    expect((await listWork(ctx())).health).toEqual({ findings: findingsPerPage + 1, isCurrent: true });
    const [rule] = rules;
    if (rule === undefined) throw new Error('There is no rule.');
    await suspendRule(ctxOf(registrar), {
      ruleVersionId: rule.id,
      expectedVersion: rule.rowVersion,
      reason: 'The course has ended.',
    });
    const view = await viewHealth(ctx(), parseHealthQuery({}));
    expect(view).toMatchObject({ state: 'looked', isCurrent: true, total: findingsPerPage });
  });

  it('is told on the start page as what was known, while somebody looks again, and as nothing before', async () => {
    /** Waits as long as it is told to, whoever asks. */
    class Patient extends KeptHealth {
      patience = 0;
      override of(tenantId: string, now: string) {
        return super.of(tenantId, now, this.patience);
      }
    }
    const [ctx, health] = [ctxOf(registrar), new Patient(ctxOf(registrar).database, refuse)];
    const counted = async () => (await listWork({ ...ctx, health })).health;
    expect(await counted()).toEqual({ findings: null, isCurrent: false });
    health.patience = Infinity;
    const known = await counted();
    expect(known).toEqual({ findings: expect.any(Number) as number, isCurrent: true });
    health.patience = 0;
    await queryAsSuperuser(`UPDATE department SET row_version = row_version + 1 WHERE tenant_id = $1`, [
      here.id,
    ]);
    expect(await counted()).toEqual({ ...known, isCurrent: false });
  });

  it('is shown page by page', async () => {
    const [{ rows, total }, second] = [await seen(registrar), await seen(registrar, { page: '2' })];
    expect([rows.length, rows.length + second.rows.length]).toEqual([
      Math.min(total, findingsPerPage),
      total,
    ]);
  });

  it('is what was known, where there is no time to wait, and nothing before anybody has looked', async () => {
    const health = new KeptHealth(ctxOf(registrar).database, refuse);
    const now = ctxOf(registrar).now;
    expect(await health.of(here.id, now, 0)).toEqual({ health: null, isCurrent: false });
    const looked = await health.of(here.id, now, Infinity);
    expect(looked.isCurrent).toBe(true);
    await queryAsSuperuser(`UPDATE department SET row_version = row_version + 1 WHERE tenant_id = $1`, [
      here.id,
    ]);
    expect(await health.of(here.id, now, 0)).toEqual({ health: looked.health, isCurrent: false });
    const again = await health.of(here.id, now, Infinity);
    expect(again.isCurrent).toBe(true);
    expect(again.health).not.toBe(looked.health);
  });

  it('stays what it was when a look fails, and the failure is heard of', async () => {
    const heard: unknown[] = [];
    const health = new KeptHealth(ctxOf(registrar).database, (error) => heard.push(error));
    expect(await health.of('00000000-0000-4000-8000-000000000000', ctxOf(registrar).now, Infinity)).toEqual({
      health: null,
      isCurrent: false,
    });
    expect(heard).toHaveLength(1);
  });
});

describe('what was two before a merger', async () => {
  const here = await anInstitution();
  const [author, registrar] = [await aPerson(here, 'evaluator'), await aPerson(here, 'registrar')];
  const word = randomUUID().slice(0, 8);
  const listed = async (name: string, code = 'sun1') => {
    const entry = await aMicroCredential(here, { title: 'Suns', provider: name });
    await queryAsSuperuser(
      `SET session_replication_role = replica; UPDATE micro_credential SET kind = 'external_course', natural_key = 'external_course|${name.toLowerCase()}|${code}' WHERE id = '${entry.id}'; SET session_replication_role = origin`,
    );
    return entry;
  };
  const old = await aDepartment(here, { name: 'Old' });
  await aCourse({ ...here, departmentId: old.id }, { code: 'OLD-1', title: 'Astronomy' });
  const fresh = await aCourse(here, { code: 'NEW-1', title: 'Astronomy' });
  const [stays, goes] = [await listed(`Sun House ${word}`), await listed(`Sun House Ltd ${word}`)];
  const rule = await aRule(here, author, {
    title: 'Suns',
    definition: oneForOne(stays.id, 'OLD-1'),
    status: 'published',
    reviewDueOn: '2029-01-01',
  });
  const pairs = async () =>
    [
      ...(await seen(registrar, { kind: 'target' })).rows,
      ...(await seen(registrar, { kind: 'certificate' })).rows,
    ].map(({ finding: { code }, fix }) => [code, fix.does, fix.href]);

  it('is told of with the way to make it one, until that is done', async () => {
    expect(await pairs()).toEqual([]);
    await queryAsSuperuser(
      'UPDATE department SET is_archived = true, row_version = row_version + 1 WHERE id = $1',
      [old.id],
    );
    const [one, other] = await queryAsSuperuser<{ id: string; slug: string; v: number }>(
      'SELECT id, slug, row_version AS v FROM organization WHERE folded = ANY(SELECT folded_name(n) FROM unnest($1::text[]) n) ORDER BY length(folded)',
      [[`Sun House ${word}`, `Sun House Ltd ${word}`]],
    );
    await mergeOrganization(ctxOf(registrar), {
      organizationId: other?.id ?? '',
      into: one?.slug ?? '',
      expectedVersion: other?.v ?? 0,
    });
    const [course] = await queryAsSuperuser<{ id: string }>(
      `SELECT id FROM course WHERE tenant_id = $1 AND code = 'OLD-1'`,
      [here.id],
    );
    expect(await pairs()).toEqual([
      ['course-pair', 'relateCourses', `/administration/courses/${course?.id}`],
      [
        'certificate-pair',
        'mergeEntries',
        `/registrar/certificates/entries/${goes.id}/merge?into=${stays.slug}`,
      ],
    ]);
    const [{ fix } = {}] = (await seen(await aPerson(here, 'auditor'), { kind: 'target' })).rows;
    expect(fix).toEqual({ does: 'open', href: `/registrar/rules/${rule.id}` });
    await relateCourses(ctxOf(registrar), {
      courseId: course?.id ?? '',
      kind: 'equivalent',
      otherCode: fresh.code,
      credits: null,
    });
    const [gone] = await queryAsSuperuser<{ v: number }>(
      'SELECT row_version AS v FROM micro_credential WHERE id = $1',
      [goes.id],
    );
    await mergeEntry(ctxOf(registrar), {
      microCredentialId: goes.id,
      into: stays.slug,
      expectedVersion: gone?.v ?? 0,
    });
    expect(await pairs()).toEqual([]);
  });
});
