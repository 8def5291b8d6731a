import { beforeAll, expect, test } from 'vitest';
import type { Provenance } from '@/lib/usecases/audit/provenance';
import { viewProvenance } from '@/lib/usecases/audit/view-provenance';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { aPerson, aRule, type BuiltPerson, oneForOne } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import {
  type Arranged,
  aReview,
  department,
  judge,
  policyOf,
  recuse,
  refusal,
  vote,
} from '../review/arrange';

let review: Arranged;
let auditor: BuiltPerson;
let registrar: BuiltPerson;

beforeAll(async () => {
  review = await aReview({ reviewers: 3, policy: policyOf(department) });
  auditor = await aPerson(review.institution, 'auditor');
  registrar = await aPerson(review.institution, 'registrar');
  const [first, second, third] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
  await recuse(third, review.stageId);
  for (const reviewer of [first, second]) {
    await judge(reviewer, review);
    await vote(reviewer, review.stageId);
  }
  const [version] = await queryAsSuperuser<{ status: string; row_version: number }>(
    'SELECT status, row_version FROM rule_version WHERE id = $1',
    [review.ruleVersionId],
  );
  expect(version?.status).toBe('approved');
  await publishRule(ctxOf(registrar), {
    ruleVersionId: review.ruleVersionId,
    expectedVersion: version?.row_version ?? 0,
  });
});

const traced = (who: BuiltPerson): Promise<Provenance> => viewProvenance(ctxOf(who), review.ruleVersionId);

test('an auditor reads who decided, with which conflict, on what, under which policy, and the entries that say so', async () => {
  const { stages, judgements, restedOn, policy, moves, trail } = await traced(auditor);
  expect(stages).toHaveLength(1);
  expect((await traced(auditor)).conflicts).toEqual({ kind: 'declared', count: 1 });
  const seats = stages[0]?.seats ?? [];
  expect(seats.filter(({ vote: cast }) => cast?.choice === 'approve')).toHaveLength(2);
  expect(seats.find(({ state }) => state === 'recused')?.conflictNote).toBe('I wrote the course.');
  expect(judgements).toHaveLength(2);
  expect(judgements?.[0]?.courses[0]?.percent).toBe(100);
  expect(restedOn.certificates).toHaveLength(1);
  expect(restedOn.courses.map(({ code }) => code)).toEqual([review.course.code]);
  expect(policy?.version).toBe(1);
  expect(moves.map(({ action }) => action)).toContain('publish');
  expect(trail.fault).toBeNull();
  expect(trail.entries.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['review.castVote', 'review.declareConflict', 'rule.publish']),
  );
  expect(trail.run?.entries).toBeGreaterThanOrEqual(trail.entries.length);
  expect(stages[0]?.entries.length).toBeGreaterThan(0);
});

test('what a conflict is stays with auditors and whoever led; who may not, reads nothing at all', async () => {
  const told = (await traced(registrar)).stages[0]?.seats.find(({ state }) => state === 'recused');
  expect(told?.conflictNote).toBeNull();
  for (const who of [review.author, review.chair, review.reviewers[0] as BuiltPerson])
    await expect(traced(who)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(viewProvenance(ctxOf(auditor), auditor.id)).rejects.toThrow(
    refusal('not_found', 'rule/not-found'),
  );
});

test('an entry that was altered past all guards is named', async () => {
  const before = await traced(auditor);
  const altered = before.trail.entries.find(({ action }) => action === 'review.castVote');
  const change = (sql: string) =>
    queryAsSuperuser(
      `WITH off AS (SELECT set_config('session_replication_role', 'replica', true)) ${sql} WHERE tenant_id = $1 AND seq = $2 AND (SELECT true FROM off)`,
      [review.institution.id, altered?.seq],
    );
  await change(`UPDATE audit_event SET summary = summary || ' altered'`);
  const { trail } = await traced(auditor);
  expect(trail.fault).toEqual({ seq: altered?.seq, fault: 'hash' });
  await change(`UPDATE audit_event SET summary = replace(summary, ' altered', '')`);
  await change(`UPDATE audit_detail SET after = after || '{"choice": "reject"}'`);
  expect((await traced(auditor)).trail.fault).toEqual({ seq: altered?.seq, fault: 'states' });
});

test('what nobody reviewed holds nothing back, and an open stage says as much as the head', async () => {
  const open = await aReview({ reviewers: 1, policy: policyOf(department) });
  const reader = await aPerson(open.institution, 'auditor');
  const of = (ruleVersionId: string) => viewProvenance(ctxOf(reader), ruleVersionId);
  const drafted = await aRule(open.institution, open.author, {
    definition: oneForOne(open.certificate.id, open.course.code, '3'),
  });
  expect((await of(drafted.id)).conflicts).toEqual({ kind: 'noReview' });
  const asked = await of(open.ruleVersionId);
  expect([asked.conflicts, asked.stages[0]?.conflicts]).toEqual([{ kind: 'noneYet' }, { kind: 'noneYet' }]);
});

test('what was turned down tells what it rested on as of that day', async () => {
  const refused = await aReview({ reviewers: 1, policy: policyOf(department) });
  const reader = await aPerson(refused.institution, 'auditor');
  await judge(refused.reviewers[0] as BuiltPerson, refused);
  await vote(refused.reviewers[0] as BuiltPerson, refused.stageId, 'reject');
  const now = (await viewProvenance(ctxOf(reader), refused.ruleVersionId)).today;
  const later = { ...ctxOf(reader), now: '2031-05-04T12:00:00.000Z' };
  const { restedOn, today } = await viewProvenance(later, refused.ruleVersionId);
  expect([restedOn.day, today]).toEqual([now, '2031-05-04']);
});
