import { describe, expect, it } from 'vitest';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { parseManyQuery } from '@/lib/rule/many-query';
import { endRole } from '@/lib/usecases/role/end-role';
import { changeReviewDay } from '@/lib/usecases/rule/change-review-day';
import { previewMany } from '@/lib/usecases/rule/preview-many';
import { ReaffirmRules, reaffirmRules } from '@/lib/usecases/rule/reaffirm-rules';
import { viewRuleHistory } from '@/lib/usecases/rule/view-rule-history';
import { auditOf } from '@/tests/support/audit';
import {
  aCourse,
  aDepartment,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRecommendation,
  aRule,
  type BuiltPerson,
  type BuiltRule,
  oneForOne,
  pastGuards,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';

async function aBook() {
  const here = await anInstitution();
  const [author, reviewer, registrar, administrator] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'reviewer'),
    await aPerson(here, 'registrar'),
    await aPerson(here, 'administrator'),
  ];
  const course = await aCourse(here);
  const ruleIn = async (more: object = {}, by: BuiltPerson = author) =>
    aRule(here, by, {
      status: 'published',
      voters: [reviewer],
      publishedBy: registrar,
      reviewDueOn: '2026-11-20',
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
      ...more,
    });
  return { here, author, reviewer, registrar, administrator, course, ruleIn };
}

const input = (of: readonly Pick<BuiltRule, 'id' | 'rowVersion'>[], grounds = 'Read the syllabus again.') =>
  ReaffirmRules.parse({
    chosen: of.map(({ id, rowVersion }) => `${id}:${rowVersion}`),
    grounds,
    conflict: 'none',
  });
const stored = async (id: string) =>
  (
    await queryAsSuperuser<Record<string, unknown>>(
      `SELECT v.*, v.review_due_on::text AS due FROM rule_version v WHERE id = $1`,
      [id],
    )
  )[0] ?? {};

const stepBack = (here: { id: string }, { stageId }: BuiltRule, { id }: BuiltPerson) =>
  pastGuards((put) =>
    put('review_assignment', {
      tenant_id: here.id,
      stage_id: stageId,
      person_id: id,
      is_recused: true,
      conflict_declared: true,
      assigned_by_id: id,
    }),
  );

// Today is 25 November 2026, and the policy asks for a review every 36 months.
describe('a review without changes', async () => {
  const { here, reviewer, registrar, administrator, course, ruleIn } = await aBook();
  const told = async (rule: Pick<BuiltRule, 'id' | 'rowVersion'>, who: BuiltPerson = reviewer) => {
    const { moved, refused } = await reaffirmRules(ctxOf(who), input([rule]));
    return moved === 1 ? 'done' : refused[0]?.reason;
  };

  it('of several is one act on record: who, when, under which policy, on which grounds, and which', async () => {
    const [first, second] = [await ruleIn(), await ruleIn({ reviewDueOn: '2027-02-25' })];
    const before = await stored(first.id);
    expect(await reaffirmRules(ctxOf(reviewer), input([first, second]))).toEqual({ moved: 2, refused: [] });
    const after = await stored(first.id);
    expect(after).toEqual({
      ...before,
      due: '2029-11-25',
      review_due_on: after['review_due_on'],
      row_version: 2,
      updated_at: after['updated_at'],
    });
    expect((await stored(second.id))['due']).toBe('2029-11-25');
    const [act, ...others] = await queryAsSuperuser<Record<string, unknown>>(
      `SELECT a.person_id, a.grounds, a.reaffirmed_at, p.version, a.id FROM reaffirmation a
         JOIN policy_version p ON p.id = a.policy_version_id WHERE a.tenant_id = $1`,
      [here.id],
    );
    expect(others).toEqual([]);
    expect(act).toMatchObject({
      person_id: reviewer.id,
      grounds: 'Read the syllabus again.',
      reaffirmed_at: new Date('2026-11-25T12:00:00Z'),
      version: 1,
    });
    expect(
      await queryAsSuperuser(
        `SELECT rule_version_id AS id, row_version AS row, due_before::text AS before, due_on::text AS due FROM reaffirmed_rule
          WHERE reaffirmation_id = $1 ORDER BY due_before`,
        [act?.['id']],
      ),
    ).toEqual([
      { id: first.id, row: 2, before: '2026-11-20', due: '2029-11-25' },
      { id: second.id, row: 2, before: '2027-02-25', due: '2029-11-25' },
    ]);
    expect(await auditOf(second.id)).toMatchObject([
      {
        action: 'rule.reaffirm',
        actorId: reviewer.id,
        before: { reviewDueOn: '2027-02-25' },
        after: {
          reviewDueOn: '2029-11-25',
          grounds: 'Read the syllabus again.',
          conflictDeclared: false,
          reaffirmationId: act?.['id'],
        },
      },
    ]);
    expect((await viewRuleHistory(ctxOf(registrar), first.id)).versions[0]?.reaffirmed).toMatchObject([
      {
        personName: reviewer.name,
        dueBefore: '2026-11-20',
        dueOn: '2029-11-25',
        grounds: 'Read the syllabus again.',
        policy: { version: 1 },
        together: 2,
      },
    ]);
  });

  it('is for a reviewer of the department who had no part in it', async () => {
    const rule = await ruleIn();
    expect(await told(rule, registrar)).toBe('access/role-missing');
    const elsewhere = await aDepartment(here);
    expect(await told(rule, await aPerson(here, { role: 'reviewer', departmentId: elsewhere.id }))).toBe(
      'access/other-department',
    );
    const both = await aPerson(here, 'evaluator', 'reviewer');
    expect(await told(await ruleIn({}, both), both)).toBe('access/author');
    await pastGuards((put) =>
      put('rule_contributor', { tenant_id: here.id, rule_version_id: rule.id, person_id: both.id }),
    );
    expect(await told(rule, both)).toBe('access/author');
    expect(await told(rule, await aPerson(await anInstitution(), 'reviewer'))).toBe('rule/not-found');
    const torn = await aPerson(here, 'reviewer');
    await stepBack(here, rule, torn);
    expect(await told(rule, torn)).toBe('access/recused');
    expect(await told(rule, await aPerson(here, 'chair'))).toBe('done');
    expect(await auditOf(rule.id)).toHaveLength(1);
  });

  it('asks for a conflict, and for what was looked at', () => {
    const chosen = ['00000000-0000-4000-8000-000000000001:1'];
    const reasons = (given: object) =>
      ReaffirmRules.safeParse({ chosen, ...given }).error?.issues.map(({ message }) => message);
    expect(reasons({ grounds: 'Read it.' })).toEqual(['field/no-conflict']);
    expect(reasons({ grounds: ' ', conflict: 'none' })).toEqual(['field/grounds']);
  });

  it('ends with the role, in the transaction', async () => {
    const rule = await ruleIn();
    const gone = await aPerson(here, 'reviewer');
    const [grant] = await queryAsSuperuser<{ id: string }>('SELECT id FROM role_grant WHERE person_id = $1', [
      gone.id,
    ]);
    await endRole(ctxOf(administrator), { grantId: grant?.id ?? '' });
    expect(await told(rule, gone)).toBe('access/role-missing');
  });

  it('refuses a row for its reason, and does the others', async () => {
    const lapsing = await aMicroCredential(here);
    const advice = await aRecommendation(here, lapsing.id, { validTo: '2027-01-31' });
    const basis = { kind: 'recommendation', recommendationIds: [advice.id] };
    const changed = await ruleIn({ title: 'E below' });
    await pastGuards((put) =>
      put('change_notice', {
        tenant_id: here.id,
        rule_version_id: changed.id,
        subject: 'course',
        subject_id: course.id,
        code: course.code,
        first_day: '2026-12-01',
        changed_at: '2026-11-01T00:00:00Z',
      }),
    );
    const gone = await aCourse(here, { status: 'inactive' });
    const fine = await ruleIn({ title: 'G fine' });
    const rules = [
      await ruleIn({ title: 'A later', reviewDueOn: '2027-02-26' }),
      await ruleIn({ title: 'B suspended', status: 'suspended' }),
      await ruleIn({ title: 'C ready', status: 'approved' }),
      await ruleIn({ title: 'D over', claimTo: '2026-11-24' }),
      changed,
      await ruleIn({
        title: 'F ending',
        reviewDueOn: '2027-01-31',
        definition: oneForOne(lapsing.id, course.code),
        basis,
      }),
      fine,
      await ruleIn({
        title: 'H dead course',
        definition: oneForOne((await aMicroCredential(here)).id, gone.code),
      }),
      { ...(await ruleIn({ title: 'I seen otherwise' })), rowVersion: 7 },
    ];
    const result = await reaffirmRules(ctxOf(reviewer), input(rules));
    expect(result.moved).toBe(1);
    expect(result.refused.map(({ title, reason }) => `${title}: ${reason}`).sort()).toEqual([
      'A later: review/not-due-yet',
      'B suspended: review/suspended',
      'C ready: rule/not-in-force',
      'D over: rule/days-over',
      'E below: review/changes-open',
      'F ending: review/rests-on-what-ends',
      'H dead course: review/findings-open',
      'I seen otherwise: rule/changed-meanwhile',
    ]);
    expect((await stored(fine.id))['due']).toBe('2029-11-25');
  });

  it('said twice with one key is done once', async () => {
    const rule = await ruleIn();
    const ctx = () => ctxOf(reviewer, { idempotencyKey: 'one-press' });
    const first = await reaffirmRules(ctx(), input([rule]));
    expect(await reaffirmRules(ctx(), input([rule]))).toEqual(first);
    expect((await stored(rule.id))['row_version']).toBe(2);
  });

  it('is what a later day is counted from', async () => {
    const rule = await ruleIn();
    await told(rule);
    const put = (expectedVersion: number, day: string) =>
      changeReviewDay(ctxOf(registrar), {
        ruleVersionId: rule.id,
        expectedVersion,
        day: parseCivilDate(day),
        reason: 'Spread.',
      }).then(
        () => 'done',
        ({ reason }: { reason: string }) => reason,
      );
    expect(await put(2, '2027-06-01')).toBe('done');
    expect(await put(3, '2029-11-25')).toBe('done');
    expect(await put(4, '2029-11-26')).toBe('review/needs-review');
  });

  it('is looked at before: what is due in the departments of the reviewer, what is due first, and what would become of each', async () => {
    const there = await aBook();
    const other = await aDepartment(there.here);
    await there.ruleIn({ title: 'B soon', reviewDueOn: '2027-01-15' });
    await there.ruleIn({ title: 'A due' });
    await there.ruleIn({ title: 'C own', reviewDueOn: '2026-11-21' }, there.reviewer);
    await there.ruleIn({ title: 'D later', reviewDueOn: '2028-01-01' });
    await there.ruleIn({ title: 'E elsewhere', departmentId: other.id });
    const { rows } = await previewMany(ctxOf(there.reviewer), parseManyQuery({ act: 'reaffirm' }));
    expect(rows.map(({ row, reason, dueOn }) => `${row.title}: ${reason} ${dueOn}`)).toEqual([
      'A due: null 2029-11-25',
      'C own: access/author null',
      'B soon: null 2029-11-25',
    ]);
    await expect(
      previewMany(ctxOf(there.registrar), parseManyQuery({ act: 'reaffirm' })),
    ).rejects.toMatchObject({ reason: 'access/role-missing' });
  });
});

describe('by SQL alone, as the application', async () => {
  const { here, author, reviewer, ruleIn } = await aBook();
  const [policy] = await queryAsSuperuser<{ id: string }>(
    'SELECT id FROM policy_version WHERE tenant_id = $1',
    [here.id],
  );
  /** One line of a reaffirmation, and the day of the version after it; what is given differs from what is right. */
  const attempt = (
    rule: BuiltRule,
    given: {
      by?: string;
      row?: number;
      due?: string;
      before?: string;
      at?: string;
      carriesOut?: boolean;
    } = {},
  ) =>
    inRolledBackTransaction(appConnection, async (client) => {
      await client.query("select set_config('app.tenant_id', $1, true)", [here.id]);
      const due = given.due ?? '2029-11-25';
      await client.query(
        `INSERT INTO reaffirmation (tenant_id, id, person_id, policy_version_id, grounds, reaffirmed_at)
         VALUES ($1, $2, $3, $4, 'x', $5)`,
        [here.id, rule.ruleId, given.by ?? reviewer.id, policy?.id, given.at ?? '2026-11-25T12:00:00Z'],
      );
      await client.query(
        `INSERT INTO reaffirmed_rule (tenant_id, reaffirmation_id, rule_version_id, row_version, due_before, due_on)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [here.id, rule.ruleId, rule.id, given.row ?? 2, given.before ?? '2026-11-20', due],
      );
      if (given.carriesOut !== false)
        await client.query(
          'UPDATE rule_version SET review_due_on = $2, row_version = row_version + 1 WHERE id = $1',
          [rule.id, due],
        );
      await client.query('set constraints all immediate');
      return 'done';
    }).catch(({ message }: Error) => message);

  it('the day of a review moves on with the record of a reviewer, and not without', async () => {
    const rule = await ruleIn();
    expect(await attempt(rule)).toBe('done');
    const alone = inRolledBackTransaction(appConnection, async (client) => {
      await client.query("select set_config('app.tenant_id', $1, true)", [here.id]);
      await client.query(
        `UPDATE rule_version SET review_due_on = '2029-11-25', row_version = row_version + 1 WHERE id = $1`,
        [rule.id],
      );
    });
    await expect(alone).rejects.toThrow('only a review leaves a mapping in force');
  });

  it.each([
    ['who wrote it does not reaffirm it', { by: author.id }],
    ['a reviewer of its department reaffirms it', { by: (await aPerson(here, 'registrar')).id }],
    ['what is reaffirmed is in force, due for review, and as it was seen', { row: 3 }],
    ['what is reaffirmed is in force, due for review, and as it was seen', { before: '2026-11-19' }],
    ['the policy in force says when it is due again', { due: '2035-01-01' }],
    ['what is reaffirmed was looked at already', { at: '2035-01-01T00:00:00Z' }],
    ['what is reaffirmed is due on the day on record', { carriesOut: false }],
  ])('refuses: %s', async (message, given) => {
    expect(await attempt(await ruleIn(), given)).toBe(message);
  });

  it('refuses who stepped back, who is suspended, and what is not in force or not due', async () => {
    const rule = await ruleIn();
    const torn = await aPerson(here, 'reviewer');
    await stepBack(here, rule, torn);
    expect(await attempt(rule, { by: torn.id })).toBe('who has a conflict does not reaffirm it');
    const away = await aPerson(here, 'reviewer');
    await queryAsSuperuser(`UPDATE person SET status = 'suspended' WHERE id = $1`, [away.id]);
    expect(await attempt(await ruleIn(), { by: away.id })).toBe('a reviewer of its department reaffirms it');
    const seen = 'what is reaffirmed is in force, due for review, and as it was seen';
    expect(await attempt(await ruleIn({ status: 'suspended' }))).toBe(seen);
    expect(await attempt(await ruleIn({ reviewDueOn: '2028-01-01' }), { before: '2028-01-01' })).toBe(seen);
  });
});
