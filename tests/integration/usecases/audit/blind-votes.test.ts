import { describe, expect, test } from 'vitest';
import type { StaffMember } from '@/lib/access/actor';
import { exportAudit } from '@/lib/usecases/audit/export-audit';
import { eraseAuditDetail } from '@/lib/usecases/audit/erase-audit-detail';
import { viewAuditEntry } from '@/lib/usecases/audit/view-audit-entry';
import { askForMore } from '@/lib/usecases/review/ask-for-more';
import { castVote } from '@/lib/usecases/review/cast-vote';
import { saveJudgement } from '@/lib/usecases/review/save-judgement';
import { verifyTrail } from '@/scripts/audit-verify.mjs';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { type Arranged, aReview, clear, judge, openStageOf, vote } from '../review/arrange';

const secret = 'The exam is open book.';
const judging = ['review.castVote', 'review.scoreRubric', 'review.markCoverage', 'review.askForMore'];

/** The first of three reviewers has said all that a reviewer can say; the stage is still open. */
async function halfVoted(): Promise<Arranged> {
  const review = await aReview({ reviewers: 3 });
  const [reviewer] = review.reviewers as [BuiltPerson];
  const { stageId, course } = review;
  await clear(reviewer, stageId);
  await saveJudgement(ctxOf(reviewer), {
    stageId,
    marks: course.outcomeIds.map((courseOutcomeId) => ({ courseOutcomeId, coverage: 'none', note: secret })),
    scores: [{ criterion: 'level', score: '1', rationale: secret }],
  });
  await askForMore(ctxOf(reviewer), { stageId, kind: 'comment', body: secret });
  await castVote(ctxOf(reviewer), {
    stageId,
    choice: 'reject',
    rationale: secret,
    rejection: 'not_as_proposed',
    publicReason: secret,
  });
  return review;
}
async function closeByVotes({ reviewers, stageId }: Arranged): Promise<void> {
  const second = reviewers[1] as BuiltPerson;
  await clear(second, stageId);
  await vote(second, stageId, 'reject');
}
async function judgements(tenantId: string): Promise<string[]> {
  const rows = await queryAsSuperuser<{ seq: string }>(
    'select seq::text from audit_event where tenant_id = $1 and action = any($2) order by seq',
    [tenantId, judging],
  );
  return rows.map((row) => row.seq);
}
async function exported(person: BuiltPerson): Promise<string> {
  let text = '';
  for await (const part of exportAudit(ctxOf(person), { details: true })) text += part;
  return text;
}
async function alsoRegistrar(person: BuiltPerson): Promise<StaffMember> {
  await queryAsSuperuser("insert into role_grant (tenant_id, person_id, role) values ($1, $2, 'registrar')", [
    person.actor.tenantId,
    person.id,
  ]);
  return person.actor;
}

describe('while a stage is open', () => {
  test('nobody reads in the trail what a colleague voted, scored, marked or remarked', async () => {
    const review = await halfVoted();
    const seqs = await judgements(review.institution.id);
    expect(seqs).toHaveLength(4);
    const readers = [
      await alsoRegistrar(review.reviewers[1] as BuiltPerson),
      await alsoRegistrar(review.chair),
      ...(
        await Promise.all(
          (['registrar', 'auditor', 'administrator'] as const).map((role) =>
            aPerson(review.institution, role),
          ),
        )
      ).map(({ actor }) => actor),
    ];
    for (const reader of readers) {
      for (const seq of seqs) {
        const view = await viewAuditEntry(ctxOf(reader), { seq });
        expect(view).toMatchObject({
          changes: [],
          erasedAt: null,
          withheld: { why: 'blind', stage: { id: review.stageId, kind: 'department' } },
        });
        expect(JSON.stringify(view)).not.toContain(secret);
        expect(JSON.stringify(view)).not.toContain('reject');
      }
    }
    await expect(
      viewAuditEntry(ctxOf(review.reviewers[2] as BuiltPerson), { seq: seqs[0] ?? '' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('other entries of the same case are shown, and those of other cases too', async () => {
    const review = await halfVoted();
    const auditor = await aPerson(review.institution, 'auditor');
    const [routed] = await queryAsSuperuser<{ seq: string }>(
      "select seq::text from audit_event where tenant_id = $1 and action = 'review.declareConflict'",
      [review.institution.id],
    );
    expect(await viewAuditEntry(ctxOf(auditor), { seq: routed?.seq ?? '' })).toMatchObject({
      withheld: null,
      changes: expect.arrayContaining([expect.objectContaining({ path: 'conflictDeclared' })]) as unknown,
    });
  });

  test('the export says so in their place, and verifies', async () => {
    const review = await halfVoted();
    const auditor = await aPerson(review.institution, 'auditor');
    const text = await exported(auditor);
    expect(text).not.toContain(secret);
    expect(text).not.toContain('"choice"');
    const held = text
      .split('\n')
      .filter((line) => line.includes('"withheldFor"'))
      .map((line) => JSON.parse(line) as { seq: string; detail: unknown });
    expect(held.map(({ seq }) => seq)).toEqual(await judgements(review.institution.id));
    expect(held.map(({ detail }) => detail)).toEqual(held.map(() => ({ withheldFor: review.stageId })));
    const found = verifyTrail(text, [], undefined);
    expect(found).toMatchObject({ withheld: 4, erased: 0, details: found.entries - 4 });
    await expect(exported(await aPerson(review.institution, 'registrar'))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('a state that was erased counts as erased', async () => {
    const review = await halfVoted();
    const [administrator, seq] = [
      await aPerson(review.institution, 'administrator'),
      (await judgements(review.institution.id))[0] ?? '',
    ];
    await eraseAuditDetail(ctxOf(administrator), { seq, reason: 'Asked for' });
    expect(await viewAuditEntry(ctxOf(administrator), { seq })).toMatchObject({
      withheld: null,
      erasedAt: expect.any(String) as unknown,
    });
    expect(verifyTrail(await exported(administrator), [], undefined)).toMatchObject({
      erased: 1,
      withheld: 3,
    });
  });

  test('an entry that names no stage waits for the one that is open', async () => {
    const review = await halfVoted();
    const auditor = await aPerson(review.institution, 'auditor');
    const seq = (await judgements(review.institution.id))[0] ?? '';
    await queryAsSuperuser(
      "update audit_detail set after = after - 'stageId' where tenant_id = $1 and seq = $2",
      [review.institution.id, seq],
    );
    expect(await viewAuditEntry(ctxOf(auditor), { seq })).toMatchObject({
      withheld: { why: 'blind', stage: { id: review.stageId } },
      changes: [],
    });
  });
});

describe('once the stage has closed', () => {
  test('all of it is shown and exported, to those who may read the trail', async () => {
    const review = await halfVoted();
    await closeByVotes(review);
    const [auditor, registrar] = [
      await aPerson(review.institution, 'auditor'),
      await aPerson(review.institution, 'registrar'),
    ];
    const seqs = await judgements(review.institution.id);
    for (const seq of seqs.slice(0, 4)) {
      const view = await viewAuditEntry(ctxOf(registrar), { seq });
      expect(view.withheld).toBeNull();
      expect(JSON.stringify(view.changes)).toContain(secret);
    }
    const text = await exported(auditor);
    expect(text.split(secret).length - 1).toBeGreaterThanOrEqual(4);
    expect(verifyTrail(text, [], undefined)).toMatchObject({ withheld: 0, erased: 0 });
    await expect(viewAuditEntry(ctxOf(review.author), { seq: seqs[0] ?? '' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('its votes are shown even while the next stage is open, whose own are not', async () => {
    const review = await aReview({ reviewers: 1, members: 3 });
    const auditor = await aPerson(review.institution, 'auditor');
    const reviewer = review.reviewers[0] as BuiltPerson;
    await judge(reviewer, review);
    await askForMore(ctxOf(reviewer), { stageId: review.stageId, kind: 'comment', body: secret });
    await vote(reviewer, review.stageId);
    const next = await openStageOf(review.caseId);
    expect(next?.kind).toBe('committee');
    const member = review.members[1] as BuiltPerson;
    await clear(member, next?.id ?? '');
    await vote(member, next?.id ?? '', 'reject');
    const seqs = await judgements(review.institution.id);
    const withheld = await Promise.all(
      seqs.map(async (seq) => {
        const { withheld } = await viewAuditEntry(ctxOf(auditor), { seq });
        return withheld?.why === 'blind' ? withheld.stage.id : withheld;
      }),
    );
    expect(withheld).toEqual([null, null, null, null, next?.id]);
  });
});

test('an author who reads the trail as a registrar does not read who judged the own proposal how', async () => {
  const review = await halfVoted();
  await closeByVotes(review);
  const author = await alsoRegistrar(review.author);
  const colleague = await aPerson(review.institution, 'registrar');
  const entries = await judgements(review.institution.id);
  expect(entries.length).toBeGreaterThan(4);
  for (const seq of entries) {
    const actor = { ...author, roles: [...author.roles, { role: 'registrar' as const, departmentId: null }] };
    expect(await viewAuditEntry(ctxOf({ actor }), { seq })).toMatchObject({
      withheld: { why: 'author' },
      changes: [],
    });
    const seen = await viewAuditEntry(ctxOf(colleague), { seq });
    expect(seen.withheld).toBeNull();
    expect(seen.changes.length).toBeGreaterThan(0);
  }
});
