import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { castVote } from '@/lib/usecases/review/cast-vote';
import { endRole } from '@/lib/usecases/role/end-role';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { saveJudgement } from '@/lib/usecases/review/save-judgement';
import { Criterion } from '@/lib/review/rubric';
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
import {
  appConnection,
  inRolledBackTransaction,
  queryAsSuperuser,
  superuserConnection,
} from '@/tests/support/db';
import { aReview, clear, judge, refusal, vote } from '../usecases/review/arrange';

/** As the application's own role, in its institution: what the code would never send. */
const asApp = (tenantId: string, sql: string, values: unknown[] = []) =>
  inRolledBackTransaction(appConnection, async (client) => {
    await client.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
    const { rowCount } = await client.query(sql, values);
    await client.query('set constraints all immediate');
    return rowCount;
  });

async function aHouse() {
  const institution = await anInstitution();
  const [author, reviewer, registrar] = [
    await aPerson(institution, 'evaluator'),
    await aPerson(institution, 'reviewer'),
    await aPerson(institution, 'registrar'),
  ];
  const course = await aCourse(institution);
  const ruleIn = async (status: Parameters<typeof aRule>[2]['status'], more: object = {}) =>
    aRule(institution, author, {
      status: status as never,
      voters: [reviewer],
      publishedBy: registrar,
      definition: oneForOne((await aMicroCredential(institution)).id, course.code),
      ...more,
    });
  return { institution, author, reviewer, registrar, ruleIn };
}

describe('the state of a version follows its review, also by SQL alone', async () => {
  const { institution, author, reviewer, registrar, ruleIn } = await aHouse();
  const move = (id: string, change: string) =>
    asApp(institution.id, `update rule_version set ${change}, row_version = row_version + 1 where id = $1`, [
      id,
    ]);

  test('a stage without a case, or without one that is open', async () => {
    await expect(move((await ruleIn('submitted')).id, "status = 'in_department'")).rejects.toThrow(
      'in a stage that is open',
    );
    await expect(move((await ruleIn('in_department')).id, "status = 'in_committee'")).rejects.toThrow(
      'in a stage that is open',
    );
  });

  test.each(['approved', 'conditionally_approved'])('%s while a stage is open', async (status) => {
    await expect(move((await ruleIn('in_department')).id, `status = '${status}'`)).rejects.toThrow(
      /approval needs a review/,
    );
  });

  test('who published it, when, and why it is as it is', async () => {
    const { id } = await ruleIn('published');
    for (const change of [
      `published_by_id = '${author.id}'`,
      `published_by_id = '${reviewer.id}', status = 'suspended'`,
      "published_at = now() - interval '1 year'",
      "status_reason = 'Nothing to see.'",
      "internal_note = 'Another note.'",
      "change_class = 'editorial'",
      'approved_at = now()',
    ])
      await expect(move(id, change), change).rejects.toThrow(/stays|changes with the state|frozen/);
    await expect(move(id, "status = 'suspended', status_reason = 'Why.'")).resolves.toBe(1);
    await expect(
      move((await ruleIn('approved')).id, `published_by_id = '${registrar.id}', published_at = now()`),
    ).rejects.toThrow('only what is published');
  });

  test('a review later than the policy in force says', async () => {
    const { id } = await ruleIn('published', { reviewDueOn: '2027-03-01' });
    const due = (day: string) => move(id, `review_due_on = ${day}`);
    // By the policy of these institutions, three years after publication.
    const latest = "((published_at at time zone 'UTC')::date + interval '36 months')::date";
    for (const later of ['NULL', `${latest} + 2`, "'9999-12-31'"])
      await expect(due(later), later).rejects.toThrow('only a review leaves');
    await expect(due(`${latest} - 2`)).resolves.toBe(1);
    await expect(due("'2027-01-01'")).resolves.toBe(1);
  });

  test('another department while it is reviewed', async () => {
    const other = await aDepartment(institution, { name: 'Elsewhere' });
    const give = (rule: { ruleId: string }, to: string | null) =>
      asApp(institution.id, 'update equivalency_rule set department_id = $2 where id = $1', [
        rule.ruleId,
        to,
      ]);
    for (const status of ['submitted', 'in_department', 'in_committee', 'conditionally_approved'] as const)
      await expect(give(await ruleIn(status), other.id), status).rejects.toThrow('under review stays');
    await expect(give(await ruleIn('in_committee'), null)).rejects.toThrow('under review stays');
    await expect(give(await ruleIn('published'), other.id)).resolves.toBe(1);
    await expect(give(await ruleIn('draft'), other.id)).resolves.toBe(1);
  });

  test('the certificates that it was decided about', async () => {
    const { id } = await ruleIn('published');
    const other = await aMicroCredential(institution);
    const at = (sql: string, values: unknown[]) => asApp(institution.id, sql, values);
    await expect(at('delete from rule_source where rule_version_id = $1', [id])).rejects.toThrow(
      'decided about',
    );
    await expect(
      at('update rule_source set micro_credential_id = $2 where rule_version_id = $1', [id, other.id]),
    ).rejects.toThrow('decided about');
    await expect(
      at('insert into rule_source (tenant_id, rule_version_id, micro_credential_id) values ($3, $1, $2)', [
        id,
        other.id,
        institution.id,
      ]),
    ).rejects.toThrow('decided about');
  });

  test('evidence for what has been decided', async () => {
    const add = (id: string) =>
      asApp(
        institution.id,
        "insert into evidence (tenant_id, rule_version_id, kind, title, url, added_by_id) values ($1, $2, 'other', 'Later', 'https://example.test/', $3)",
        [institution.id, id, author.id],
      );
    for (const status of ['approved', 'published', 'suspended', 'revoked', 'rejected', 'withdrawn'] as const)
      await expect(add((await ruleIn(status)).id), status).rejects.toThrow('evidence is added while');
    await expect(add((await ruleIn('submitted')).id)).resolves.toBe(1);
  });

  test('an adopted policy that ends without a next one', async () => {
    const end = (on: string) =>
      asApp(institution.id, `update policy_version set effective_to = ${on} where status = 'adopted'`);
    for (const on of ["'2020-06-30'", "'2030-01-01'"])
      await expect(end(on), on).rejects.toThrow('ends when the next begins');
  });

  test('a record of a move that was not made, or that names its author as publisher', async () => {
    const { id } = await ruleIn('published');
    const record = (action: string, to: string, actor: BuiltPerson) =>
      asApp(
        institution.id,
        'insert into rule_transition (tenant_id, rule_version_id, action, from_status, to_status, actor_id) values ($1, $2, $3, $4, $5, $6)',
        [institution.id, id, action, 'approved', to, actor.id],
      );
    await expect(record('revoke', 'revoked', registrar)).rejects.toThrow('when it has been made');
    await expect(record('publish', 'published', author)).rejects.toThrow('the author neither publishes');
    await expect(record('publish', 'published', reviewer)).rejects.toThrow('who published');
  });
});

describe('a review is the work of those who sit in it, also by SQL alone', () => {
  test('the author on a seat or in the chair', async () => {
    const review = await aReview();
    const at = (sql: string) =>
      asApp(review.institution.id, sql, [review.institution.id, review.stageId, review.author.id]);
    await expect(
      at(
        'insert into review_assignment (tenant_id, stage_id, person_id, assigned_by_id) values ($1, $2, $3, $3)',
      ),
    ).rejects.toThrow('the author has no seat');
    await expect(
      at('update review_stage set chair_id = $3 where tenant_id = $1 and id = $2'),
    ).rejects.toThrow('does not lead');
  });

  test('a stage that passed without a vote', async () => {
    const review = await aReview();
    await expect(
      asApp(
        review.institution.id,
        "update review_stage set status = 'closed', outcome = 'passed', closed_at = now(), row_version = row_version + 1 where id = $1",
        [review.stageId],
      ),
    ).rejects.toThrow('passed by votes');
  });

  test('a stage that passed with fewer ballots than its policy asks for', async () => {
    const review = await aReview({ reviewers: 3 });
    const pass = () =>
      asApp(
        review.institution.id,
        "update review_stage set status = 'closed', outcome = 'passed', closed_at = now(), row_version = row_version + 1 where id = $1",
        [review.stageId],
      );
    for (const [at, reviewer] of review.reviewers.entries()) {
      if (at < 2) await expect(pass(), `${at} ballots of three`).rejects.toThrow(/passe[sd] by/);
      await clear(reviewer, review.stageId);
      await queryAsSuperuser(
        "insert into vote (tenant_id, stage_id, person_id, ordinal, choice, rationale) values ($1, $2, $3, 1, 'approve', 'Covered.')",
        [review.institution.id, review.stageId, reviewer.id],
      );
    }
    await expect(pass()).resolves.toBe(1);
  });

  test('a recusal taken back, or moved to somebody else with its seat', async () => {
    const review = await aReview({ reviewers: 2 });
    const [recused, other] = review.reviewers as [BuiltPerson, BuiltPerson];
    await queryAsSuperuser(
      'update review_assignment set is_recused = true, conflict_declared = true where stage_id = $1 and person_id = $2',
      [review.stageId, recused.id],
    );
    const stranger = await aPerson(review.institution, 'reviewer');
    const seat = (change: string, person: BuiltPerson) =>
      asApp(
        review.institution.id,
        `update review_assignment set ${change} where stage_id = $1 and person_id = $2`,
        [review.stageId, person.id],
      );
    await expect(seat('is_recused = false', recused)).rejects.toThrow('a declared conflict stays');
    await expect(
      seat('is_recused = false, conflict_declared = false, is_voting = true', recused),
    ).rejects.toThrow('a declared conflict stays');
    await expect(seat(`person_id = '${stranger.id}'`, recused)).rejects.toThrow('stays with its person');
    await expect(seat(`assigned_by_id = '${stranger.id}'`, other)).rejects.toThrow('stays with its person');
    await expect(
      asApp(review.institution.id, 'delete from review_assignment where stage_id = $1 and person_id = $2', [
        review.stageId,
        recused.id,
      ]),
    ).rejects.toThrow('a declared conflict stays');
    await queryAsSuperuser(
      "update review_stage set status = 'closed', outcome = 'failed', closed_at = now() where id = $1",
      [review.stageId],
    );
    await expect(seat('is_recused = true, conflict_declared = true', other)).rejects.toThrow('closed stage');
  });

  test('marks and scores of a stage that is closed, or taken to another person or case', async () => {
    const review = await aReview({ reviewers: 1 });
    const [reviewer] = review.reviewers;
    await judge(reviewer as BuiltPerson, review);
    for (const change of [
      `update coverage_mark set person_id = '${review.author.id}' where case_id = '${review.caseId}'`,
      `update rubric_score set person_id = '${review.author.id}' where stage_id = '${review.stageId}'`,
    ])
      await expect(asApp(review.institution.id, change), change).rejects.toThrow(
        /stays with|none moves|active role/,
      );
    await queryAsSuperuser(
      "update review_stage set status = 'closed', outcome = 'failed', closed_at = now() where id = $1",
      [review.stageId],
    );
    const at = (sql: string, id: string) => asApp(review.institution.id, sql, [id]);
    await expect(
      at(
        "insert into rubric_score (tenant_id, stage_id, person_id, criterion, score) select tenant_id, stage_id, person_id, 'afterwards', 3 from rubric_score where stage_id = $1 limit 1",
        review.stageId,
      ),
    ).rejects.toThrow('closed stage stays');
    await expect(at('update rubric_score set score = 0 where stage_id = $1', review.stageId)).rejects.toThrow(
      'closed stage stays',
    );
    await expect(at('delete from coverage_mark where case_id = $1', review.caseId)).rejects.toThrow(
      'while a stage is open',
    );
    await expect(
      at("update coverage_mark set coverage = 'none' where case_id = $1", review.caseId),
    ).rejects.toThrow('while a stage is open');
  });
});

describe('people and their roles, also by SQL alone', async () => {
  const institution = await anInstitution();
  const [administrator, person] = [
    await aPerson(institution, 'administrator'),
    await aPerson(institution, 'registrar'),
  ];
  const grant = (tenantId: string, values: Record<string, string | null>) => {
    const given = { tenant_id: tenantId, ...values };
    return asApp(
      tenantId,
      `insert into role_grant (${Object.keys(given).join(', ')}) values (${Object.keys(given)
        .map((_, index) => `$${index + 1}`)
        .join(', ')})`,
      Object.values(given),
    );
  };
  const grantsOf = (change: string, of: BuiltPerson) =>
    asApp(institution.id, `update role_grant set ${change} where person_id = $1`, [of.id]);

  test('a role without a granter, or given by somebody who is no administrator any more', async () => {
    const to = { person_id: (await aPerson(institution)).id, role: 'registrar' };
    const was = await aPerson(institution, 'administrator');
    const suspended = await aPerson(institution, 'administrator');
    await queryAsSuperuser('update role_grant set ended_at = now() where person_id = $1', [was.id]);
    await queryAsSuperuser("update person set status = 'suspended' where id = $1", [suspended.id]);
    const elsewhere = await aPerson(await anInstitution(), 'administrator');
    for (const granted_by_id of [null, person.id, was.id, suspended.id, elsewhere.id])
      await expect(grant(institution.id, { ...to, granted_by_id })).rejects.toThrow(
        'given by an administrator',
      );
    await expect(grant(institution.id, { ...to, granted_by_id: administrator.id })).resolves.toBe(1);
  });

  test('a role moved to somebody else, made another one, dated otherwise or taken up again', async () => {
    const ended = await aPerson(institution, 'registrar');
    await queryAsSuperuser('update role_grant set ended_at = now() where person_id = $1', [ended.id]);
    for (const change of [
      `person_id = '${ended.id}'`,
      "role = 'administrator'",
      `department_id = '${institution.departmentId}'`,
      `granted_by_id = '${administrator.id}'`,
      "granted_at = now() - interval '1 year'",
    ])
      await expect(grantsOf(change, person), change).rejects.toThrow('stays as it was given');
    for (const change of ['ended_at = null', "ended_at = now() - interval '1 year'"])
      await expect(grantsOf(change, ended), change).rejects.toThrow('ends once');
    await expect(grantsOf('ended_at = now()', person)).resolves.toBe(1);
  });

  test('the last administrator: ended, suspended, or everybody at once', async () => {
    const house = await anInstitution();
    const [first, second] = [await aPerson(house, 'administrator'), await aPerson(house, 'administrator')];
    const end = (...people: BuiltPerson[]) =>
      asApp(house.id, 'update role_grant set ended_at = now() where person_id = any($1)', [
        people.map(({ id }) => id),
      ]);
    const suspend = (where: string) =>
      asApp(house.id, `update person set status = 'suspended' where ${where}`);
    await expect(end(first)).resolves.toBe(1);
    await expect(suspend(`id = '${first.id}'`)).resolves.toBe(1);
    await expect(end(first, second)).rejects.toThrow('keeps an administrator');
    await expect(suspend('true')).rejects.toThrow('keeps an administrator');
    await queryAsSuperuser("update person set status = 'suspended' where id = $1", [first.id]);
    await expect(end(second)).rejects.toThrow('keeps an administrator');
    await expect(suspend(`id = '${second.id}'`)).rejects.toThrow('keeps an administrator');
  });

  test('two administrators who leave at the same instant: one stays', async () => {
    const house = await anInstitution();
    const both = [await aPerson(house, 'administrator'), await aPerson(house, 'administrator')];
    const clients = await Promise.all(
      both.map(async ({ id }) => {
        const client = new pg.Client(appConnection);
        await client.connect();
        await client.query('begin');
        await client.query("select set_config('app.tenant_id', $1, true)", [house.id]);
        await client.query('update role_grant set ended_at = now() where person_id = $1', [id]);
        return client;
      }),
    );
    const ends = await Promise.allSettled(clients.map((client) => client.query('commit')));
    await Promise.all(clients.map((client) => client.end()));
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a person tied to another account, or a proved address changed', async () => {
    const [mine, other] = [randomUUID(), randomUUID()];
    await queryAsSuperuser('insert into auth_user (id) values ($1), ($2)', [mine, other]);
    const claimed = await aPerson(institution);
    await queryAsSuperuser('update person set user_id = $2 where id = $1', [claimed.id, mine]);
    const change = (set: string, of: BuiltPerson) =>
      asApp(institution.id, `update person set ${set} where id = $1`, [of.id]);
    for (const set of [`user_id = '${other}'`, 'user_id = null', "email = 'another@example.test'"])
      await expect(change(set, claimed), set).rejects.toThrow('tied to a person');
    await expect(change(`user_id = '${other}'`, person)).rejects.toThrow('tied to a person');
    await expect(change("email = 'corrected@example.test'", person)).resolves.toBe(1);
    const tied = await inRolledBackTransaction(appConnection, async (client) =>
      client.query<{ n: number }>(
        'select claim_memberships($1, (select email from person where id = $2)) as n',
        [other, person.id],
      ),
    );
    expect(tied.rows).toEqual([{ n: 0 }]); // without its institution the application does not even see the address
  });
});

describe('an entry of the trail with a time of its own', async () => {
  const institution = await anInstitution();
  /** As the application, with the trigger that tests are otherwise without. */
  const entry = (at: string) =>
    inRolledBackTransaction(superuserConnection, async (client) => {
      await client.query('alter table audit_event enable trigger guard_audit_time');
      await client.query('set local session authorization app_rw');
      await client.query("select set_config('app.tenant_id', $1, true)", [institution.id]);
      const { rowCount } = await client.query(
        `insert into audit_event (tenant_id, seq, at, action, object_type, object_id, request_id, commitment, prev_hash, hash)
         values ($1, 0, ${at}, 'rule.draft', 'rule_version', 'x', 'x', 'x', 'x', 'x')`,
        [institution.id],
      );
      return rowCount;
    });

  test.each(["now() - interval '61 minutes'", "now() - interval '1 year'", "now() + interval '2 minutes'"])(
    '%s is refused',
    async (at) => {
      await expect(entry(at)).rejects.toThrow('dated when it is written');
    },
  );
  test.each(['now()', "now() - interval '50 minutes'"])(
    '%s is taken: work through a file may last',
    async (at) => {
      await expect(entry(at)).resolves.toBe(1);
    },
  );
});

describe('a seat is nothing without its role', () => {
  const insertVote = (tenantId: string, stageId: string, personId: string) =>
    asApp(
      tenantId,
      "insert into vote (tenant_id, stage_id, person_id, ordinal, choice, rationale) values ($1, $2, $3, 9, 'abstain', 'None.')",
      [tenantId, stageId, personId],
    );

  test('one that has ended neither votes nor scores: in the code, and in the database', async () => {
    const review = await aReview({ reviewers: 2 });
    const reviewer = review.reviewers[0] as BuiltPerson;
    await clear(reviewer, review.stageId);
    await expect(insertVote(review.institution.id, review.stageId, reviewer.id)).resolves.toBe(1);
    const administrator = await aPerson(review.institution, 'administrator');
    const [grant] = await queryAsSuperuser<{ id: string }>('select id from role_grant where person_id = $1', [
      reviewer.id,
    ]);
    await endRole(ctxOf(administrator), { grantId: grant?.id ?? '' });
    await expect(vote(reviewer, review.stageId, 'abstain')).rejects.toEqual(
      refusal('forbidden', 'access/role-missing'),
    );
    await expect(
      saveJudgement(ctxOf(reviewer), {
        stageId: review.stageId,
        scores: [{ criterion: Criterion.options[0] as never, score: '2', rationale: 'As it should be.' }],
      }),
    ).rejects.toEqual(refusal('forbidden', 'access/role-missing'));
    await expect(insertVote(review.institution.id, review.stageId, reviewer.id)).rejects.toThrow(
      'an active role of its stage',
    );
  });

  test('nor does one in another department', async () => {
    const review = await aReview({ reviewers: 2 });
    const reviewer = review.reviewers[0] as BuiltPerson;
    await clear(reviewer, review.stageId);
    const elsewhere = await aDepartment(review.institution);
    await queryAsSuperuser('delete from role_grant where person_id = $1', [reviewer.id]);
    await queryAsSuperuser(
      "insert into role_grant (tenant_id, person_id, role, department_id) values ($1, $2, 'reviewer', $3)",
      [review.institution.id, reviewer.id, elsewhere.id],
    );
    await expect(
      castVote(ctxOf(reviewer), { stageId: review.stageId, choice: 'abstain', rationale: 'None.' }),
    ).rejects.toEqual(refusal('forbidden', 'access/other-department'));
    await expect(insertVote(review.institution.id, review.stageId, reviewer.id)).rejects.toThrow(
      'an active role of its stage',
    );
  });

  test('nor does somebody who is suspended', async () => {
    const review = await aReview({ reviewers: 2 });
    const reviewer = review.reviewers[0] as BuiltPerson;
    await clear(reviewer, review.stageId);
    await queryAsSuperuser("update person set status = 'suspended' where id = $1", [reviewer.id]);
    await expect(vote(reviewer, review.stageId, 'abstain')).rejects.toEqual(
      refusal('unauthenticated', 'access/sign-in-first'),
    );
    await expect(insertVote(review.institution.id, review.stageId, reviewer.id)).rejects.toThrow(
      'an active role of its stage',
    );
  });
});

test('a rule that took its whole road is published as before', async () => {
  const { registrar, ruleIn } = await aHouse();
  const { id, rowVersion } = await ruleIn('approved');
  await expect(
    publishRule(ctxOf(registrar), { ruleVersionId: id, expectedVersion: rowVersion }),
  ).resolves.toMatchObject({ status: 'published' });
});
