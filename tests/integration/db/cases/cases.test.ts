import { describe, expect, test } from 'vitest';
import * as cases from '@/lib/db/review-cases';
import { withTenant } from '@/lib/db/tx';
import { anInstitution, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aReview, clear, openStageOf, stageRow, vote } from '../../usecases/review/arrange';

const { database } = ctxOf();
const inside = <T>(
  tenantId: string,
  run: (tx: Parameters<Parameters<typeof withTenant>[2]>[0]) => Promise<T>,
) => withTenant(database, { tenantId }, run as never) as Promise<T>;

describe('a stage', () => {
  test('is locked until its transaction ends: a second one waits', async () => {
    const review = await aReview();
    const order: string[] = [];
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const first = inside(review.institution.id, async (tx) => {
      await cases.lockStage(tx, review.stageId);
      order.push('first has it');
      await held;
      order.push('first ends');
    });
    await expect.poll(() => order).toContain('first has it');
    const second = inside(review.institution.id, async (tx) => {
      await cases.lockStage(tx, review.stageId);
      order.push('second has it');
    });
    await expect
      .poll(
        async () =>
          (
            await queryAsSuperuser(
              "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
            )
          ).length,
      )
      .toBeGreaterThan(0);
    letGo();
    await Promise.all([first, second]);
    expect(order).toEqual(['first has it', 'first ends', 'second has it']);
  });

  test('brings each ballot back with the no it means, and the sentence that students may read', async () => {
    const review = await aReview({ reviewers: 3 });
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    for (const person of [first, second]) await clear(person, review.stageId);
    await vote(first, review.stageId, 'reject', 'no_credit');
    await vote(second, review.stageId, 'abstain');
    const [stage] = await inside(review.institution.id, (tx) => cases.listStages(tx, review.caseId));
    expect(new Map(stage?.votes.map(({ personId, rejection }) => [personId, rejection]))).toEqual(
      new Map([
        [first.id, { kind: 'no_credit', publicReason: 'It examines too little.' }],
        [second.id, null],
      ]),
    );
  });

  test('is not there for another institution', async () => {
    const review = await aReview();
    const other = await anInstitution();
    await expect(inside(other.id, (tx) => cases.lockStage(tx, review.stageId))).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await inside(other.id, (tx) => cases.findCase(tx, review.caseId))).toBeNull();
    expect(await inside(other.id, (tx) => cases.listStages(tx, review.caseId))).toEqual([]);
  });

  test('keeps the policy it was opened under, and stays closed', async () => {
    const review = await aReview({ reviewers: 1 });
    await expect(
      queryAsSuperuser(
        `update review_stage set config = jsonb_set(config, '{threshold}', '"unanimous"') where id = $1`,
        [review.stageId],
      ),
    ).rejects.toThrow(/keeps the policy/);
    await clear(review.reviewers[0] as BuiltPerson, review.stageId);
    await vote(review.reviewers[0] as BuiltPerson, review.stageId, 'reject');
    await expect(
      queryAsSuperuser("update review_stage set outcome = 'passed' where id = $1", [review.stageId]),
    ).rejects.toThrow(/does not change|passed by votes/);
  });

  test('is the only open one of its case', async () => {
    const review = await aReview();
    await expect(
      queryAsSuperuser(
        'insert into review_stage (tenant_id, case_id, position, kind, config) select tenant_id, case_id, 9, kind, config from review_stage where id = $1',
        [review.stageId],
      ),
    ).rejects.toThrow(/review_stage_one_open/);
  });
});

test('a rule that its author takes back ends its review', async () => {
  const review = await aReview();
  await inside(review.institution.id, (tx) =>
    cases.withdrawCase(tx, review.ruleVersionId, review.author.id, '2026-11-25T12:00:00.000Z'),
  );
  expect(await stageRow(review.stageId)).toMatchObject({
    status: 'closed',
    outcome: 'withdrawn',
    closed_by_id: review.author.id,
  });
  expect(await openStageOf(review.caseId)).toBeNull();
  expect(await queryAsSuperuser('select status from review_case where id = $1', [review.caseId])).toEqual([
    { status: 'closed' },
  ]);
  await inside(review.institution.id, (tx) =>
    cases.withdrawCase(tx, review.ruleVersionId, review.author.id, '2026-11-25T12:00:00.000Z'),
  );
});
