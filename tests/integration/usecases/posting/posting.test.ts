import { describe, expect, it } from 'vitest';
import { PostingSettings } from '@/lib/claim/posting';
import { type Tx, withTenant } from '@/lib/db/tx';
import { listClaims, viewClaim } from '@/lib/usecases/claim/view-claims';
import { releaseClaim } from '@/lib/usecases/claim/release-claim';
import { makePosting } from '@/lib/usecases/posting/make-posting';
import { numberStudents } from '@/lib/usecases/posting/number-students';
import { acknowledgePosting, settleLine } from '@/lib/usecases/posting/settle-posting';
import { downloadPosting, viewPosting, viewPostingBatch } from '@/lib/usecases/posting/view-posting';
import { aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { accepted, aPlace, aStudent, ownClaim } from '../claim/arrange';

const place = await aPlace();
const { institution, evaluator, registrar } = place;
const settings = PostingSettings.parse({ layout: 'plain', term: '202710' });
const show = (which: 'ready' | 'missing' = 'ready') =>
  viewPosting(ctxOf(registrar), { settings, show: which, page: 1, batchPage: 1 });
const make = async () => {
  const { ready } = await show();
  const { batchId } = await makePosting(ctxOf(registrar), { settings, expected: ready });
  const { lines } = await viewPostingBatch(ctxOf(registrar), { batchId, state: 'sent', page: 1 });
  return { batchId, lines };
};
const numbered = async (number: string) => {
  const student = await aStudent();
  const claim = await accepted(student, place);
  const { mailbox } = (await ownClaim(student, claim)).view.claim.student;
  await numberStudents(ctxOf(registrar), { text: `${mailbox} ${number}` });
  return { student, claim };
};
const stateOf = async (claimId: string) => (await viewClaim(ctxOf(registrar), claimId)).claim.state;
const asApp = (write: (tx: Tx) => Promise<unknown>) =>
  withTenant(ctxOf().database, { tenantId: institution.id }, write);

describe('posting to the student system', () => {
  it('shows what each line lacks, and leaves it out until that is known', async () => {
    const student = await aStudent();
    const claim = await accepted(student, place);
    const before = await show('missing');
    expect(before).toMatchObject({
      ready: 0,
      gaps: { number: 1 },
      lines: [{ gap: 'number', target: 'WELD 101' }],
    });
    await expect(makePosting(ctxOf(registrar), { settings, expected: 1 })).rejects.toMatchObject({
      reason: 'posting/changed-meanwhile',
    });
    const [mailbox = ''] = before.unnumbered;
    for (const [text, reason] of [
      ['nobody@example.test 1', 'posting/numbers-unknown nobody@example.test'],
      [mailbox, 'posting/numbers-none'],
    ] as const)
      await expect(numberStudents(ctxOf(registrar), { text })).rejects.toMatchObject({ reason });
    await numberStudents(ctxOf(registrar), { text: `${mailbox.toUpperCase()} 0012` });
    expect(await show()).toMatchObject({ ready: 1, lines: [{ gap: null, studentNumber: '0012' }] });
    const { batchId, lines } = await make();
    expect(lines).toMatchObject([{ studentNumber: '0012', key: `${claim.claimId}-1-1`, state: 'sent' }]);
    expect(await stateOf(claim.claimId)).toBe('posted');
    expect((await ownClaim(student, claim)).view.turn).toMatchObject({ ask: 'confirm' });
    await settleLine(ctxOf(registrar), {
      batchId,
      key: lines[0]?.key ?? '',
      outcome: 'confirmed',
      reference: 'T-1',
      reason: '',
    });
    expect((await ownClaim(student, claim)).view).toMatchObject({
      claim: { state: 'closed' },
      turn: { of: 'nobody', ask: 'onRecord' },
    });
    expect((await listClaims(ctxOf(registrar), { part: 'over', page: 1 })).rows).toHaveLength(1);
  });

  it('makes one batch of the same lines, however often and by however many', async () => {
    const { claim } = await numbered('0100');
    const { ready } = await show();
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => makePosting(ctxOf(registrar), { settings, expected: ready })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const repeated = ctxOf(registrar, { idempotencyKey: 'one-press-of-it' });
    await expect(makePosting(repeated, { settings, expected: ready })).rejects.toMatchObject({
      reason: 'posting/changed-meanwhile',
    });
    const rows = await queryAsSuperuser<{ batch_id: string; key: string }>(
      'SELECT batch_id, key FROM posting_line WHERE claim_id = $1',
      [claim.claimId],
    );
    expect(rows).toHaveLength(1);
    const [{ batch_id: batchId } = { batch_id: '' }] = rows;
    const [first, again] = [
      await downloadPosting(ctxOf(registrar), batchId),
      await downloadPosting(ctxOf(registrar), batchId),
    ];
    expect(again).toEqual(first);
    expect(first.content).toContain(`\ufeffposting_key,action,`);
    expect(first.content).toContain(`${claim.claimId}-1-1,add,0100,WELD 101,202710,6,`);
    const acts = await queryAsSuperuser<{ action: string }>(
      `SELECT action FROM audit_event WHERE object_type = 'posting_batch' AND object_id = $1 ORDER BY seq`,
      [batchId],
    );
    expect(acts.map(({ action }) => action)).toEqual([
      'posting.make',
      'posting.download',
      'posting.download',
    ]);
  });

  it('reads the answer back: what is confirmed is closed, what failed is due anew, and once is enough', async () => {
    const [good, bad] = [await numbered('0201'), await numbered('0202')];
    const { batchId, lines } = await make();
    const key = (claimId: string) => lines.find((line) => line.claimId === claimId)?.key ?? '';
    const text = `posting_key,status,reference,reason\n${key(good.claim.claimId)},ok,R-1,\n${key(bad.claim.claimId)},failed,,No such term\n`;
    const wrong = await acknowledgePosting(ctxOf(registrar), { batchId, text: `${text}x,ok,,\n` });
    expect(wrong).toEqual({ confirmed: 0, failed: 0, problems: [{ row: 4, problem: 'posting/ack-key' }] });
    expect(await stateOf(good.claim.claimId)).toBe('posted');
    expect(await acknowledgePosting(ctxOf(registrar), { batchId, text })).toMatchObject({
      confirmed: 1,
      failed: 1,
    });
    expect(await acknowledgePosting(ctxOf(registrar), { batchId, text })).toMatchObject({
      confirmed: 0,
      failed: 0,
      problems: [],
    });
    expect([await stateOf(good.claim.claimId), await stateOf(bad.claim.claimId)]).toEqual([
      'closed',
      'accepted',
    ]);
    const mails = await queryAsSuperuser(
      `SELECT 1 FROM outbox_message WHERE tenant_id = $1 AND dedupe_key LIKE 'claim.told:%:closed:%' AND payload->>'path' LIKE '%' || $2`,
      [institution.id, good.claim.claimId],
    );
    expect(mails).toHaveLength(1);
    expect((await show()).lines).toMatchObject([{ failure: 'No such term', version: 2 }]);
    const next = await make();
    expect(next.lines).toMatchObject([{ key: `${bad.claim.claimId}-1-2` }]);
    await expect(
      settleLine(ctxOf(registrar), {
        batchId,
        key: key(bad.claim.claimId),
        outcome: 'confirmed',
        reference: '',
        reason: '',
      }),
    ).rejects.toMatchObject({ reason: 'posting/ack-otherwise' });
    await expect(
      settleLine(ctxOf(registrar), {
        batchId: next.batchId,
        key: next.lines[0]?.key ?? '',
        outcome: 'failed',
        reference: '',
        reason: '',
      }),
    ).rejects.toMatchObject({ reason: 'posting/ack-reason' });
  });

  it('keeps one number for each student, and sends what failed with the number that was corrected', async () => {
    const [one, two] = [await numbered('0250'), await numbered('0251')];
    const mailboxOf = async ({ student, claim }: typeof one) =>
      (await ownClaim(student, claim)).view.claim.student.mailbox;
    const [first, second] = [await mailboxOf(one), await mailboxOf(two)];
    for (const [text, other] of [
      [`${second} 0250`, first],
      [`${second} 0259\n${first} 0259`, first],
      [`${second} 0258\n${second} 0259`, second],
    ] as const)
      await expect(numberStudents(ctxOf(registrar), { text })).rejects.toMatchObject({
        details: { fieldErrors: { text: `posting/numbers-shared ${second} ${other}` } },
      });
    await expect(
      queryAsSuperuser(`UPDATE student SET number = '0250' WHERE mailbox = $1`, [second]),
    ).rejects.toThrow('student_tenant_id_number_key');
    await numberStudents(ctxOf(registrar), { text: `${first} 0251\n${second} 0250` });
    const sent = await make();
    const key = `${one.claim.claimId}-1-1`;
    await acknowledgePosting(ctxOf(registrar), {
      batchId: sent.batchId,
      text: `key,status,reason\n${key},failed,Nobody\n${two.claim.claimId}-1-1,ok,`,
    });
    await numberStudents(ctxOf(registrar), { text: `${first} 0252` });
    expect((await show()).lines).toMatchObject([{ studentNumber: '0252', version: 2, failure: 'Nobody' }]);
    const [told] = await queryAsSuperuser<{ before: object; after: object }>(
      `SELECT p.before, p.after FROM audit_event e JOIN audit_detail p ON p.tenant_id = e.tenant_id AND p.seq = e.seq
        WHERE e.action = 'posting.numberStudents' AND e.object_id = $1 ORDER BY e.seq DESC LIMIT 1`,
      [institution.id],
    );
    expect([told?.before, told?.after].map((one) => Object.values(one ?? {}))).toEqual([['0251'], ['0252']]);
    const next = await make();
    await settleLine(ctxOf(registrar), {
      batchId: next.batchId,
      key: `${one.claim.claimId}-1-2`,
      outcome: 'confirmed',
      reference: '',
      reason: '',
    });
  });

  it('is nobody’s own, and the registrar’s alone', async () => {
    const { student, claim } = await numbered('0300');
    const other = await aPerson(institution, 'registrar');
    await queryAsSuperuser('UPDATE person SET user_id = $1 WHERE id = $2', [student.userId, other.id]);
    const theirs = { ...other, userId: student.userId };
    const view = await viewPosting(ctxOf(theirs), { settings, show: 'missing', page: 1, batchPage: 1 });
    expect(view.lines).toMatchObject([{ claimId: claim.claimId, gap: 'own' }]);
    const { batchId, lines } = await make();
    const text = `key,status\n${lines[0]?.key},ok`;
    expect(await acknowledgePosting(ctxOf(theirs), { batchId, text })).toMatchObject({
      problems: [{ row: 2, problem: 'posting/ack-own' }],
    });
    await expect(
      asApp(
        (
          tx,
        ) => tx.$executeRaw`UPDATE posting_line SET state = 'confirmed', settled_at = now(), settled_by_id = ${other.id}::uuid
          WHERE batch_id = ${batchId}::uuid`,
      ),
    ).rejects.toThrow('not their own');
    for (const refused of [
      () => makePosting(ctxOf(evaluator), { settings, expected: 1 }),
      () => downloadPosting(ctxOf(evaluator), batchId),
      () => acknowledgePosting(ctxOf(evaluator), { batchId, text }),
      () => numberStudents(ctxOf(evaluator), { text: 'a@b.example 1' }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'forbidden', reason: 'access/role-missing' });
    await expect(
      settleLine(ctxOf(registrar), {
        batchId,
        key: 'x',
        outcome: 'confirmed',
        reference: '',
        reason: '',
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await acknowledgePosting(ctxOf(registrar), { batchId, text });
  });

  it('is held by the database: nothing leaves that was not accepted, and nothing twice', async () => {
    const { claim } = await numbered('0400');
    const insert = (kind: 'award' | 'reversal') =>
      asApp(
        (tx) => tx.$executeRaw`
        WITH b AS (INSERT INTO posting_batch (tenant_id, number, settings, content, sha256, lines, made_by_id, made_at)
          VALUES (${institution.id}::uuid, (SELECT count(*) + 1 FROM posting_batch), '{}', 'x', encode(sha256('x'), 'hex'), 1, ${registrar.id}::uuid, now()) RETURNING tenant_id, id)
        INSERT INTO posting_line (tenant_id, batch_id, place, key, kind, claim_id, student_id, decision_id, line, version, student_number)
        SELECT b.tenant_id, b.id, 1, c.id || '-1-9', ${kind}, c.id, c.student_id, d.id, 1, 9, '1' FROM b, credit_claim c
          JOIN claim_decision d ON d.tenant_id = c.tenant_id AND d.claim_id = c.id WHERE c.id = ${claim.claimId}::uuid`,
      );
    await expect(insert('reversal')).rejects.toThrow('what was accepted is posted');
    await queryAsSuperuser(
      `UPDATE credit_claim SET state = 'held', row_version = row_version + 1 WHERE id = $1`,
      [claim.claimId],
    );
    expect(await show()).toMatchObject({ ready: 0, held: 1 });
    await expect(insert('award')).rejects.toThrow('what was accepted is posted');
    const { claim: held } = await viewClaim(ctxOf(registrar), claim.claimId);
    await releaseClaim(ctxOf(registrar), {
      claimId: claim.claimId,
      expectedVersion: held.rowVersion,
      reason: 'Twelve credits are on the record',
    });
    await expect(
      asApp(
        (tx) =>
          tx.$executeRaw`UPDATE credit_claim SET state = 'posted', row_version = row_version + 1 WHERE id = ${claim.claimId}::uuid`,
      ),
    ).rejects.toThrow('by what became of its lines');
    const { batchId } = await make();
    await expect(insert('award')).rejects.toThrow('what was accepted is posted');
    for (const state of ['closed', 'accepted'])
      await expect(
        asApp(
          (tx) =>
            tx.$executeRaw`UPDATE credit_claim SET state = ${state}, row_version = row_version + 1 WHERE id = ${claim.claimId}::uuid`,
        ),
      ).rejects.toThrow('by what became of its lines');
    for (const touch of [
      (tx: Tx) => tx.$executeRaw`UPDATE posting_batch SET content = 'y' WHERE id = ${batchId}::uuid`,
      (tx: Tx) =>
        tx.$executeRaw`UPDATE posting_line SET student_number = '2', state = 'confirmed' WHERE batch_id = ${batchId}::uuid`,
      (tx: Tx) => tx.$executeRaw`DELETE FROM posting_line WHERE batch_id = ${batchId}::uuid`,
    ])
      await expect(asApp(touch)).rejects.toThrow(/posting|changed|append|denied/);
  });
});
