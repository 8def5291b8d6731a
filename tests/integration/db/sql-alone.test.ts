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
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';
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
  const ruleIn = async (status: Parameters<typeof aRule>[2]['status']) =>
    aRule(institution, author, {
      status: status as never,
      voters: [reviewer],
      publishedBy: registrar,
      definition: oneForOne((await aMicroCredential(institution)).id, course.code),
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

  test('marks and scores of a stage that is closed', async () => {
    const review = await aReview({ reviewers: 1 });
    const [reviewer] = review.reviewers;
    await judge(reviewer as BuiltPerson, review);
    await queryAsSuperuser("update review_stage set status = 'closed', outcome = 'failed' where id = $1", [
      review.stageId,
    ]);
    const at = (sql: string, id: string) => asApp(review.institution.id, sql, [id]);
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
    await queryAsSuperuser('update role_grant set department_id = $2 where person_id = $1', [
      reviewer.id,
      elsewhere.id,
    ]);
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
