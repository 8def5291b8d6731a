import { describe, expect, it } from 'vitest';
import { withTenant } from '@/lib/db/tx';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { AnswerRequest, answerRequest } from '@/lib/usecases/claim/answer-request';
import { appealClaim } from '@/lib/usecases/claim/appeal-claim';
import { askStudent } from '@/lib/usecases/claim/ask-student';
import { decideAppeal } from '@/lib/usecases/claim/decide-appeal';
import { decideClaim } from '@/lib/usecases/claim/decide-claim';
import { endRequest } from '@/lib/usecases/claim/end-request';
import { verifyHolding } from '@/lib/usecases/claim/verify-holding';
import { viewClaim } from '@/lib/usecases/claim/view-claims';
import { viewOwnClaim } from '@/lib/usecases/claim/view-own-claims';
import { withdrawClaim } from '@/lib/usecases/claim/withdraw-claim';
import { ctxOf } from '@/tests/support/ctx';
import { aPlace, aStudent, ownClaim, send } from './arrange';

const page = 'https://issuer.example/verify/1';
const place = await aPlace();
const { institution, evaluator, registrar } = place;
type Staff = typeof evaluator;

async function inHand(person: Staff, claimId: string) {
  const view = await viewClaim(ctxOf(person), claimId);
  return { view, act: { claimId, expectedVersion: view.claim.rowVersion } };
}

async function look(claimId: string, isVerified: 'yes' | 'no') {
  const { view, act } = await inHand(evaluator, claimId);
  const holdingId = view.holdings[0]?.id ?? '';
  await verifyHolding(ctxOf(evaluator), {
    ...act,
    holdingId,
    isVerified,
    identity: 'exact',
    reason: 'Looked',
  });
}

async function asked(until = '2026-12-10') {
  const student = await aStudent();
  const claim = await send(student, place, { page });
  await look(claim.claimId, 'yes');
  const { act } = await inHand(evaluator, claim.claimId);
  await askStudent(ctxOf(evaluator), { ...act, text: 'Your transcript', until: parseCivilDate(until) });
  return { student, claim };
}

describe('a question that waits', () => {
  it('is taken back by staff before its day, and the clock goes on', async () => {
    const { student, claim } = await asked();
    const { act } = await inHand(evaluator, claim.claimId);
    await endRequest(ctxOf(evaluator, { day: '2026-12-01' }), act);
    const later = await viewOwnClaim(ctxOf(student, { day: '2026-12-02' }), claim.at, claim.claimId);
    // Every certificate was settled before, so what is left is to decide.
    expect(later).toMatchObject({
      claim: { state: 'evaluating', askedUntil: null },
      turn: { of: 'institution', ask: 'decide', until: '2026-12-22' },
    });
    await expect(
      answerRequest(ctxOf(student), { ...(await ownClaim(student, claim)).act, note: 'Too late' }),
    ).rejects.toMatchObject({ reason: 'claim/not-from-this-state' });
  });

  it('hangs on nobody once its day is over: staff decide, or ask anew', async () => {
    const { student, claim } = await asked('2026-11-28');
    const after = { day: '2026-11-29' };
    const { turn } = await viewOwnClaim(ctxOf(student, after), claim.at, claim.claimId);
    expect(turn).toEqual({ of: 'institution', ask: 'unanswered', until: null });
    await endRequest(ctxOf(evaluator, after), (await inHand(evaluator, claim.claimId)).act);
    const { act } = await inHand(evaluator, claim.claimId);
    const until = parseCivilDate('2026-12-10');
    await askStudent(ctxOf(evaluator, after), { ...act, text: 'Once more', until });
    expect((await ownClaim(student, claim)).view.turn).toMatchObject({ ask: 'answer', until });
    await endRequest(ctxOf(registrar, after), (await inHand(registrar, claim.claimId)).act);
    const { act: last } = await inHand(registrar, claim.claimId);
    await decideClaim(ctxOf(registrar), { ...last, outcome: 'granted', reason: '' });
    expect((await ownClaim(student, claim)).view.claim.state).toBe('decided');
  });

  it('is ended by nobody where nothing is asked, and answered with words', async () => {
    const { student, claim } = await asked();
    const { act: own } = await ownClaim(student, claim);
    expect(AnswerRequest.safeParse({ ...own, note: ' ' }).success).toBe(false);
    await expect(answerRequest(ctxOf(student), { ...own, note: ' ' })).rejects.toMatchObject({
      reason: 'claim/answer-empty',
    });
    await expect(
      withTenant(
        ctxOf().database,
        { tenantId: institution.id },
        (tx) =>
          tx.$executeRaw`INSERT INTO claim_event (tenant_id, claim_id, seq, student_id, at, move, to_state, by_party, note)
           SELECT tenant_id, id, 99, student_id, now(), 'answer', 'verifying', 'student', ' ' FROM credit_claim WHERE id = ${claim.claimId}::uuid`,
      ),
    ).rejects.toThrow('claim_event_answer_said');
    await answerRequest(ctxOf(student), { ...own, note: 'Here it is' });
    await expect(
      endRequest(ctxOf(evaluator), (await inHand(evaluator, claim.claimId)).act),
    ).rejects.toMatchObject({ code: 'invalid_transition' });
  });
});

describe('a decision that was taken back', () => {
  it('stays readable to its student, and the claim is not withdrawn any more', async () => {
    const student = await aStudent();
    const claim = await send(student, place, { page });
    await look(claim.claimId, 'yes');
    const { act } = await inHand(evaluator, claim.claimId);
    await decideClaim(ctxOf(evaluator), { ...act, outcome: 'granted', reason: 'As stated' });
    const { act: own, view: first } = await ownClaim(student, claim);
    expect(first).toMatchObject({ earlier: [], mayWithdraw: false });
    await appealClaim(ctxOf(student), { ...own, ground: 'overlooked', text: 'More is due' });
    const { act: next } = await inHand(registrar, claim.claimId);
    await decideAppeal(ctxOf(registrar), { ...next, answer: 'reopen', reason: 'More is due' });
    const { act: reopened, view } = await ownClaim(student, claim);
    expect(view).toMatchObject({
      claim: { state: 'evaluating' },
      decision: null,
      mayWithdraw: false,
      earlier: [
        { id: first.decision?.id, outcome: 'granted', reason: 'As stated', lines: [{ target: 'WELD 101' }] },
      ],
    });
    await expect(withdrawClaim(ctxOf(student), reopened)).rejects.toMatchObject({
      reason: 'claim/decision-on-record',
    });
    await expect(
      withTenant(
        ctxOf().database,
        { tenantId: institution.id },
        (tx) =>
          tx.$executeRaw`UPDATE credit_claim SET state = 'withdrawn', row_version = row_version + 1 WHERE id = ${claim.claimId}::uuid`,
      ),
    ).rejects.toThrow('a decision stays on record');
    const { act: last } = await inHand(registrar, claim.claimId);
    await decideClaim(ctxOf(registrar), { ...last, outcome: 'granted', reason: '' });
    const { view: decided } = await ownClaim(student, claim);
    expect(decided.decision?.id).not.toBe(first.decision?.id);
    expect(decided.earlier).toHaveLength(1);
  });
});
