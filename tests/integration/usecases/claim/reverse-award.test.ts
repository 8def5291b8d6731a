import { expect, it } from 'vitest';
import { PostingSettings } from '@/lib/claim/posting';
import type { ReversalGround } from '@/lib/claim/reversal';
import { answerAward } from '@/lib/usecases/claim/answer-award';
import { appealClaim } from '@/lib/usecases/claim/appeal-claim';
import { decideAppeal } from '@/lib/usecases/claim/decide-appeal';
import { decideClaim } from '@/lib/usecases/claim/decide-claim';
import { reverseAward } from '@/lib/usecases/claim/reverse-award';
import { listClaims, viewClaim } from '@/lib/usecases/claim/view-claims';
import { makePosting } from '@/lib/usecases/posting/make-posting';
import { numberStudents } from '@/lib/usecases/posting/number-students';
import { acknowledgePosting } from '@/lib/usecases/posting/settle-posting';
import { downloadPosting, viewPosting } from '@/lib/usecases/posting/view-posting';
import { aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { accepted, aPlace, aStudent, ownClaim } from './arrange';

const place = await aPlace();
const { institution, evaluator, registrar } = place;
const [third, fourth] = [await aPerson(institution, 'registrar'), await aPerson(institution, 'evaluator')];
const settings = PostingSettings.parse({ layout: 'plain', term: '202710' });
const act = async (claimId: string) => {
  const { claim } = await viewClaim(ctxOf(registrar), claimId);
  return { claimId, expectedVersion: claim.rowVersion };
};
const takeBack = async (claimId: string, ground: ReversalGround) =>
  reverseAward(ctxOf(registrar), { ...(await act(claimId)), ground, reason: 'The issuer revoked it' });
const post = async () => {
  const { ready } = await viewPosting(ctxOf(registrar), { settings, show: 'ready', page: 1, batchPage: 1 });
  const { batchId } = await makePosting(ctxOf(registrar), { settings, expected: ready });
  return { batchId, content: (await downloadPosting(ctxOf(registrar), batchId)).content };
};
const freeAgain = async (claimId: string) =>
  (
    await queryAsSuperuser<{ free: boolean }>(
      `SELECT u.ended_at IS NOT NULL AS free FROM learning_use u JOIN claim_decision d ON d.id = u.decision_id WHERE d.claim_id = $1 ORDER BY d.decided_at`,
      [claimId],
    )
  ).map(({ free }) => free);

it('takes a posted award back with notice, sends that with the next batch, and gives it again after an appeal', async () => {
  const student = await aStudent();
  const claim = await accepted(student, place);
  const { claimId } = claim;
  const { mailbox } = (await ownClaim(student, claim)).view.claim.student;
  await numberStudents(ctxOf(registrar), { text: `${mailbox} 0042` });
  const first = await post();
  await expect(takeBack(claimId, 'revoked')).rejects.toMatchObject({ reason: 'claim/not-from-this-state' });
  const key = `${claimId}-1-1`;
  await acknowledgePosting(ctxOf(registrar), { batchId: first.batchId, text: `key,status\n${key},ok` });
  const given = { ...(await act(claimId)), ground: 'revoked', reason: 'x' } as const;
  for (const [person, reason] of [
    [evaluator, 'access/role-missing'],
    [fourth, 'access/role-missing'],
  ] as const)
    await expect(reverseAward(ctxOf(person), given)).rejects.toMatchObject({ reason });
  await takeBack(claimId, 'revoked');
  const { view, act: own } = await ownClaim(student, claim);
  expect(view).toMatchObject({
    claim: { state: 'reversed' },
    turn: { ask: 'mayAppeal' },
    decision: null,
    earlier: [{ reversal: { ground: 'revoked', reason: 'The issuer revoked it' } }],
  });
  expect(await freeAgain(claimId)).toEqual([true]);
  const taken = await post();
  expect(taken.content).toContain(`${claimId}-1-2,remove,0042,WELD 101,`);
  expect((await listClaims(ctxOf(registrar), { part: 'over', page: 1 })).rows).toHaveLength(1);

  await appealClaim(ctxOf(student), { ...own, ground: 'overlooked', text: 'It was not revoked' });
  const answer = { answer: 'reopen', reason: 'It was not' } as const;
  for (const decided of [evaluator, registrar])
    await expect(decideAppeal(ctxOf(decided), { ...(await act(claimId)), ...answer })).rejects.toMatchObject({
      reason: 'access/first-decider',
    });
  await decideAppeal(ctxOf(third), { ...(await act(claimId)), ...answer });
  await decideClaim(ctxOf(fourth), { ...(await act(claimId)), outcome: 'granted', reason: '' });
  await answerAward(ctxOf(student), { ...(await ownClaim(student, claim)).act, lines: { line1: 'accept' } });
  const show = async (part: 'ready' | 'missing') =>
    (await viewPosting(ctxOf(registrar), { settings, show: part, page: 1, batchPage: 1 })).lines;
  const answered = async (batchId: string, version: number, said: string) =>
    acknowledgePosting(ctxOf(registrar), {
      batchId,
      text: `key,status,reason\n${claimId}-1-${version},${said}`,
    });
  expect([await show('ready'), await show('missing')]).toMatchObject([
    [],
    [{ kind: 'award', gap: 'removal' }],
  ]);
  await expect(
    queryAsSuperuser(
      `INSERT INTO posting_line (tenant_id, batch_id, place, key, kind, claim_id, student_id, decision_id, line, version, student_number)
       SELECT c.tenant_id, $2, 9, c.id || '-1-9', 'award', c.id, c.student_id, d.id, 1, 9, '0042' FROM credit_claim c, standing_decision(c.tenant_id, c.id) d WHERE c.id = $1`,
      [claimId, taken.batchId],
    ),
  ).rejects.toThrow('answered before the same credit is added');
  await answered(taken.batchId, 2, 'failed,Locked');
  expect([await show('ready'), await show('missing')]).toMatchObject([
    [{ kind: 'reversal', failure: 'Locked' }],
    [{ kind: 'award', gap: 'removal' }],
  ]);
  const again = await post();
  expect(again.content).toContain(`${claimId}-1-3,remove,0042,WELD 101,`);
  expect(again.content).not.toContain(',add,');
  await answered(again.batchId, 3, 'ok,');
  const anew = await post();
  expect(anew.content).toContain(`${claimId}-1-4,add,0042,WELD 101,`);
  // As it was before removals came first: the removal failed after the award anew had left.
  await queryAsSuperuser(
    `WITH off AS (SELECT set_config('session_replication_role', 'replica', true))
     UPDATE posting_line SET state = 'failed', reason = 'Late' FROM off WHERE batch_id = $1`,
    [again.batchId],
  );
  expect([await show('ready'), await show('missing')]).toMatchObject([
    [],
    [{ kind: 'reversal', gap: 'anew' }],
  ]);
  expect(await freeAgain(claimId)).toEqual([true, false]);
});

it('keeps learning used up that counts elsewhere, until an appeal says that it does not', async () => {
  const student = await aStudent();
  const claim = await accepted(student, place);
  await takeBack(claim.claimId, 'duplicate');
  expect(await freeAgain(claim.claimId)).toEqual([false]);
  const { act: own } = await ownClaim(student, claim);
  await appealClaim(ctxOf(student), { ...own, ground: 'procedure', text: 'It counts nowhere' });
  const uphold = { answer: 'uphold', reason: 'It does' } as const;
  await decideAppeal(ctxOf(third), { ...(await act(claim.claimId)), ...uphold });
  expect((await ownClaim(student, claim)).view).toMatchObject({
    claim: { state: 'reversed' },
    turn: { ask: 'none' },
  });
  expect(await freeAgain(claim.claimId)).toEqual([false]);
  await expect(
    appealClaim(ctxOf(student), {
      ...(await ownClaim(student, claim)).act,
      ground: 'procedure',
      text: 'Once more',
    }),
  ).rejects.toMatchObject({ reason: 'claim/appealed-already' });

  const other = await aStudent();
  const second = await accepted(other, place);
  await takeBack(second.claimId, 'duplicate');
  const { act: theirs } = await ownClaim(other, second);
  await appealClaim(ctxOf(other), { ...theirs, ground: 'procedure', text: 'It counts nowhere' });
  const reopen = { answer: 'reopen', reason: 'Right' } as const;
  await decideAppeal(ctxOf(third), { ...(await act(second.claimId)), ...reopen });
  expect(await freeAgain(second.claimId)).toEqual([true]);
  await decideClaim(ctxOf(fourth), { ...(await act(second.claimId)), outcome: 'granted', reason: '' });
});
