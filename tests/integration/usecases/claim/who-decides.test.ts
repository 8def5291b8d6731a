import { describe, expect, it } from 'vitest';
import { type Tx, withTenant } from '@/lib/db/tx';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { appealClaim } from '@/lib/usecases/claim/appeal-claim';
import { askStudent } from '@/lib/usecases/claim/ask-student';
import { decideAppeal } from '@/lib/usecases/claim/decide-appeal';
import { decideClaim } from '@/lib/usecases/claim/decide-claim';
import { verifyHolding } from '@/lib/usecases/claim/verify-holding';
import { viewClaim } from '@/lib/usecases/claim/view-claims';
import { aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aPlace, aStudent, ownClaim, send } from './arrange';

const page = 'https://issuer.example/verify/1';
type Staff = Awaited<ReturnType<typeof aPlace>>['evaluator'];
const place = await aPlace();
const { institution, evaluator, registrar } = place;

async function inHand(person: Staff, claimId: string) {
  const view = await viewClaim(ctxOf(person), claimId);
  return { view, act: { claimId, expectedVersion: view.claim.rowVersion } };
}

async function look(person: Staff, claimId: string, isVerified: 'yes' | 'no') {
  const { view, act } = await inHand(person, claimId);
  const holdingId = view.holdings[0]?.id ?? '';
  await verifyHolding(ctxOf(person), { ...act, holdingId, isVerified, identity: 'exact', reason: 'Looked' });
}

/** A claim that was refused by the evaluator, appealed, and reopened by the registrar. */
async function reopened() {
  const student = await aStudent();
  const claim = await send(student, place, { page });
  await look(evaluator, claim.claimId, 'no');
  const { act } = await inHand(evaluator, claim.claimId);
  await decideClaim(ctxOf(evaluator), { ...act, outcome: 'refused', reason: 'Not known' });
  const { act: own } = await ownClaim(student, claim);
  await appealClaim(ctxOf(student), { ...own, ground: 'overlooked', text: 'Look again' });
  const { act: next } = await inHand(registrar, claim.claimId);
  await decideAppeal(ctxOf(registrar), { ...next, answer: 'reopen', reason: 'It was overlooked' });
  return { student, claim };
}

/** What the database says to a row of staff, under the application's own role. */
const insert = (write: (tx: Tx) => Promise<unknown>) =>
  withTenant(ctxOf().database, { tenantId: institution.id }, write);

describe('after an appeal', () => {
  it('somebody else than who decided before decides anew, and that can be appealed again', async () => {
    const { student, claim } = await reopened();
    const { view, act } = await inHand(evaluator, claim.claimId);
    expect(view.may).toMatchObject({ decide: false, ask: true });
    await expect(
      decideClaim(ctxOf(evaluator), { ...act, outcome: 'refused', reason: 'As before' }),
    ).rejects.toMatchObject({ code: 'forbidden', reason: 'access/first-decider' });
    await expect(
      insert(
        (
          tx,
        ) => tx.$executeRaw`INSERT INTO claim_decision (tenant_id, claim_id, student_id, snapshot_seq, decided_at, outcome, decided_by_id, reason)
         SELECT tenant_id, id, student_id, 1, now(), 'refused', ${evaluator.id}::uuid, 'x' FROM credit_claim WHERE id = ${claim.claimId}::uuid`,
      ),
    ).rejects.toThrow('who decided a claim before');
    const { act: theirs } = await inHand(registrar, claim.claimId);
    await decideClaim(ctxOf(registrar), { ...theirs, outcome: 'refused', reason: 'Looked at anew' });
    const { view: again, act: own } = await ownClaim(student, claim);
    expect(again.turn).toMatchObject({ ask: 'mayAppeal' });
    await appealClaim(ctxOf(student), { ...own, ground: 'procedure', text: 'Once more' });
    const third = await aPerson(institution, 'registrar');
    for (const one of [evaluator, registrar]) {
      const { act: answer } = await inHand(one, claim.claimId);
      await expect(
        decideAppeal(ctxOf(one), { ...answer, answer: 'uphold', reason: 'x' }),
      ).rejects.toMatchObject({ reason: 'access/first-decider' });
      await expect(
        insert(
          (
            tx,
          ) => tx.$executeRaw`INSERT INTO claim_event (tenant_id, claim_id, seq, student_id, at, move, to_state, by_party, person_id, note)
           SELECT tenant_id, id, 99, student_id, now(), 'uphold', 'decided', 'staff', ${one.id}::uuid, 'x' FROM credit_claim WHERE id = ${claim.claimId}::uuid`,
        ),
      ).rejects.toThrow('who decided a claim before');
    }
    const { act: answer } = await inHand(third, claim.claimId);
    await decideAppeal(ctxOf(third), { ...answer, answer: 'uphold', reason: 'It stands' });
    const { act: last } = await ownClaim(student, claim);
    await expect(
      appealClaim(ctxOf(student), { ...last, ground: 'procedure', text: 'x' }),
    ).rejects.toMatchObject({ reason: 'claim/appealed-already' });
  });
});

describe('one’s own claim', () => {
  it.each(['account', 'mailbox', 'mailbox confirmed later', 'staff record'] as const)(
    'is nobody’s to act on who is the student by %s',
    async (by) => {
      const clerk = await aPerson(institution, 'evaluator');
      const mailbox = `clerk-${clerk.id}@example.test`;
      const student = await aStudent(by === 'mailbox' ? mailbox.replace('@', '+study@') : undefined);
      if (by === 'mailbox')
        await queryAsSuperuser('UPDATE person SET email = $1 WHERE id = $2', [mailbox, clerk.id]);
      const claim = await send(student, place, { page });
      if (by === 'account')
        await queryAsSuperuser('UPDATE person SET user_id = $1 WHERE id = $2', [student.userId, clerk.id]);
      if (by === 'mailbox confirmed later') {
        await queryAsSuperuser('UPDATE person SET email = $1 WHERE id = $2', [mailbox, clerk.id]);
        await queryAsSuperuser(
          `INSERT INTO auth_account (user_id, type, provider, provider_account_id) VALUES ($1, 'email', 'email', $2)`,
          [student.userId, mailbox],
        );
      }
      if (by === 'staff record') {
        // A second record of the clerk, of one mailbox with theirs, which the student's account has claimed.
        const other = await aPerson(institution, 'reviewer');
        await queryAsSuperuser('UPDATE person SET email = $1 WHERE id = $2', [mailbox, clerk.id]);
        await queryAsSuperuser('UPDATE person SET email = $1, user_id = $2 WHERE id = $3', [
          mailbox.replace('@', '+two@'),
          student.userId,
          other.id,
        ]);
      }
      const { view, act } = await inHand(clerk, claim.claimId);
      expect(view.isOwn).toBe(true);
      expect(Object.values(view.may)).toEqual(Object.values(view.may).map(() => false));
      const own = { reason: 'access/claimant' };
      const until = parseCivilDate('2026-12-10');
      const holdingId = view.holdings[0]?.id ?? '';
      await expect(
        verifyHolding(ctxOf(clerk), { ...act, holdingId, isVerified: 'yes', identity: 'exact', reason: 'I' }),
      ).rejects.toMatchObject(own);
      await expect(askStudent(ctxOf(clerk), { ...act, text: 'More', until })).rejects.toMatchObject(own);
      await expect(
        decideClaim(ctxOf(clerk), { ...act, outcome: 'granted', reason: '' }),
      ).rejects.toMatchObject(own);
      await expect(
        insert(
          (
            tx,
          ) => tx.$executeRaw`INSERT INTO claim_event (tenant_id, claim_id, seq, student_id, at, move, to_state, by_party, person_id, note)
           SELECT tenant_id, id, 99, student_id, now(), 'askForMore', 'info_requested', 'staff', ${clerk.id}::uuid, 'x' FROM credit_claim WHERE id = ${claim.claimId}::uuid`,
        ),
      ).rejects.toThrow('not their own');
      expect((await inHand(evaluator, claim.claimId)).view).toMatchObject({
        isOwn: false,
        may: { ask: true },
      });
    },
  );
});
