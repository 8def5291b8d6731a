import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { findAccountMailbox } from '@/lib/db/identities';
import { withTenant } from '@/lib/db/tx';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { redeemSignInLink } from '@/lib/usecases/account/redeem-sign-in-link';
import { requestSignInLink } from '@/lib/usecases/account/request-sign-in-link';
import { HandInEvidence } from '@/lib/usecases/claim/hand-in-evidence';
import { answerAward } from '@/lib/usecases/claim/answer-award';
import { answerRequest } from '@/lib/usecases/claim/answer-request';
import { appealClaim } from '@/lib/usecases/claim/appeal-claim';
import { askStudent } from '@/lib/usecases/claim/ask-student';
import { decideAppeal } from '@/lib/usecases/claim/decide-appeal';
import { decideClaim } from '@/lib/usecases/claim/decide-claim';
import { viewClaimStart } from '@/lib/usecases/claim/start-claim';
import { submitClaim } from '@/lib/usecases/claim/submit-claim';
import { verifyHolding } from '@/lib/usecases/claim/verify-holding';
import { listClaims, viewClaim } from '@/lib/usecases/claim/view-claims';
import { listOwnClaims, viewOwnClaim } from '@/lib/usecases/claim/view-own-claims';
import { withdrawClaim } from '@/lib/usecases/claim/withdraw-claim';
import { aMicroCredential } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aPlace, aStudent, badgeOf, begin, miaHerself, ownClaim, send } from './arrange';

const page = 'https://issuer.example/verify/1';
const inHand = async (person: Parameters<typeof ctxOf>[0], claimId: string) => {
  const view = await viewClaim(ctxOf(person), claimId);
  return { view, act: { claimId, expectedVersion: view.claim.rowVersion } };
};

describe('a claim of credit', async () => {
  const place = await aPlace();
  const { institution, evaluator, registrar, certificate } = place;
  const look = async (claimId: string, isVerified: 'yes' | 'no' = 'yes') => {
    const { view, act } = await inHand(evaluator, claimId);
    await verifyHolding(ctxOf(evaluator), {
      ...act,
      holdingId: view.holdings[0]?.id ?? '',
      isVerified,
      identity: 'exact',
      reason: 'Looked up at the issuer',
    });
  };

  it('goes from a page to credit that is accepted, by people', async () => {
    const student = await aStudent();
    const claim = await send(student, place, { page });
    expect((await ownClaim(student, claim)).view).toMatchObject({
      claim: { state: 'verifying' },
      turn: { of: 'institution', ask: 'verify', until: '2026-12-16' },
    });
    const early = await inHand(evaluator, claim.claimId);
    await expect(
      decideClaim(ctxOf(evaluator), { ...early.act, outcome: 'granted', reason: '' }),
    ).rejects.toMatchObject({ reason: 'claim/not-from-this-state' });
    await look(claim.claimId);
    const { view, act } = await inHand(evaluator, claim.claimId);
    expect(view).toMatchObject({
      claim: { state: 'evaluating' },
      proposal: { outcome: 'granted', isReproduced: true },
    });
    await decideClaim(ctxOf(evaluator), { ...act, outcome: 'granted', reason: '' });
    const { view: decided, act: own } = await ownClaim(student, claim);
    expect(decided).toMatchObject({
      claim: { state: 'decided', outcome: 'granted' },
      turn: { of: 'student', ask: 'accept' },
      decision: { decidedById: evaluator.id, lines: [{ target: 'WELD 101', awarded: '6' }] },
    });
    await expect(answerAward(ctxOf(student), { ...own, lines: {} })).rejects.toMatchObject({
      reason: 'claim/lines-open',
    });
    await answerAward(ctxOf(student), { ...own, lines: { line1: 'accept' } });
    expect((await ownClaim(student, claim)).view).toMatchObject({
      claim: { state: 'accepted' },
      turn: { ask: 'record' },
    });
    const mails = await queryAsSuperuser<{ payload: { to: string; text: string } }>(
      `SELECT payload FROM outbox_message WHERE tenant_id = $1 AND payload->>'path' LIKE '%' || $2`,
      [institution.id, claim.claimId],
    );
    expect(mails).toHaveLength(2);
    expect(JSON.stringify(mails)).not.toContain('WELD 101');
  });

  it('is decided on a snapshot that replays byte for byte, and not where that was touched', async () => {
    const student = await aStudent();
    const claim = await send(student, place, { page });
    await look(claim.claimId);
    const rows = await queryAsSuperuser<{ credit_case: string; evaluation: string }>(
      `SELECT credit_case, evaluation FROM claim_snapshot WHERE claim_id = $1`,
      [claim.claimId],
    );
    expect(rows).toHaveLength(1);
    // The rule gives other credit from now on; the claim keeps the one that was in force when it was sent.
    await queryAsSuperuser(
      `WITH off AS (SELECT set_config('session_replication_role', 'replica', true))
       UPDATE rule_version SET definition = jsonb_set(definition, '{outcomes,0,lines,0,credits,amount}', '"1"') FROM off WHERE id = $1`,
      [certificate.rule.id],
    );
    const { act } = await inHand(evaluator, claim.claimId);
    await decideClaim(ctxOf(evaluator), { ...act, outcome: 'granted', reason: '' });
    expect((await ownClaim(student, claim)).view.decision?.lines).toMatchObject([{ awarded: '6' }]);
    await queryAsSuperuser(
      `WITH off AS (SELECT set_config('session_replication_role', 'replica', true))
       UPDATE rule_version SET definition = jsonb_set(definition, '{outcomes,0,lines,0,credits,amount}', '"6"') FROM off WHERE id = $1`,
      [certificate.rule.id],
    );
  });

  it('asks for more, waits without its clock, and is refused by a person with a reason', async () => {
    const student = await aStudent();
    const claim = await send(student, place, { page });
    const { act } = await inHand(evaluator, claim.claimId);
    const until = parseCivilDate('2026-12-10');
    await expect(
      askStudent(ctxOf(evaluator), { ...act, text: 'More', until: parseCivilDate('2026-11-25') }),
    ).rejects.toMatchObject({ reason: 'claim/day-past' });
    await askStudent(ctxOf(evaluator), { ...act, text: 'Your transcript, please', until });
    const { view, act: own } = await ownClaim(student, claim);
    expect(view.turn).toEqual({ of: 'student', ask: 'answer', until });
    await answerRequest(ctxOf(student, { day: '2026-12-01' }), { ...own, note: 'Here it is' });
    expect(
      (await viewOwnClaim(ctxOf(student, { day: '2026-12-02' }), claim.at, claim.claimId)).turn,
    ).toMatchObject({
      ask: 'verify',
      until: '2026-12-22',
    });
    await look(claim.claimId, 'no');
    const { view: refused, act: next } = await inHand(evaluator, claim.claimId);
    expect(refused.proposal?.outcome).toBe('refused');
    await expect(
      decideClaim(ctxOf(evaluator), { ...next, outcome: 'refused', reason: ' ' }),
    ).rejects.toMatchObject({ reason: 'claim/reason-missing' });
    expect(refused.reasons?.names.homeUnit).toBeDefined();
    await decideClaim(ctxOf(evaluator), {
      ...next,
      outcome: 'refused',
      reason: 'The issuer does not know it',
    });
    expect((await ownClaim(student, claim)).view).toMatchObject({
      turn: { of: 'nobody', ask: 'mayAppeal', until: '2026-12-23' },
      decision: { reason: 'The issuer does not know it', lines: [] },
    });
  });

  it.each([
    ['https://issuer.example/verify/1', undefined],
    ['', undefined],
    ['http://issuer.example/verify/1', 'claim/page-address'],
    ['https://localhost/x', 'claim/page-address'],
    ['https://user:pw@issuer.example/', 'field/address-with-name'],
  ])('takes %j for the page of an issuer, or says why not: %s', (text, reason) => {
    expect(HandInEvidence.shape.page.safeParse(text).error?.issues[0]?.message).toBe(reason);
  });

  it('is called not decided yet, and never refused, where no rule speaks of what is claimed', async () => {
    const student = await aStudent();
    const entry = await aMicroCredential(institution, { title: `Nobody decided ${randomUUID()}` });
    const claim = await send(student, { ...place, certificate: { ...certificate, ...entry } }, { page });
    await look(claim.claimId);
    const { view, act } = await inHand(evaluator, claim.claimId);
    expect(view).toMatchObject({ undecided: [1], shown: null, proposal: { outcome: 'undecided' } });
    await decideClaim(ctxOf(evaluator), { ...act, outcome: 'undecided', reason: 'No rule yet' });
    const [kept] = await queryAsSuperuser<{ outcome: string }>(
      'SELECT outcome FROM claim_decision WHERE claim_id = $1',
      [claim.claimId],
    );
    expect(kept?.outcome).toBe('undecided');
    const own = await listOwnClaims(ctxOf(student));
    const desk = await listClaims(ctxOf(evaluator), { part: 'over', page: 1 });
    for (const rows of [own, desk.rows])
      expect(rows.find((row) => row.claim.id === claim.claimId)?.shown).toBe('undecided');
    expect((await ownClaim(student, claim)).view).toMatchObject({ shown: 'undecided', undecided: [1] });
    expect(await begin(student, institution, entry.slug)).toMatchObject({ at: claim.at });
  });

  it('is appealed once, and answered by somebody else, who takes the decision back by another one', async () => {
    const student = await aStudent();
    const claim = await send(student, place, { page });
    await look(claim.claimId, 'no');
    const { act } = await inHand(evaluator, claim.claimId);
    await decideClaim(ctxOf(evaluator), { ...act, outcome: 'refused', reason: 'Not known' });
    const { act: own } = await ownClaim(student, claim);
    await expect(
      appealClaim(ctxOf(student, { day: '2027-02-01' }), { ...own, ground: 'overlooked', text: 'x' }),
    ).rejects.toMatchObject({ reason: 'claim/appeal-too-late' });
    await queryAsSuperuser(
      `WITH off AS (SELECT set_config('session_replication_role', 'replica', true))
       UPDATE policy_version SET appeal = '{"answeredInDays": 3}' FROM off WHERE tenant_id = $1`,
      [institution.id],
    );
    await appealClaim(ctxOf(student), { ...own, ground: 'overlooked', text: 'Look at the second page' });
    // The days of the policy are the days wherever they are read.
    const { view: shown } = await inHand(registrar, claim.claimId);
    expect(shown.turn).toMatchObject({ ask: 'decideAppeal' });
    const { rows: desk } = await listClaims(ctxOf(registrar), { part: 'institution', page: 1 });
    for (const rows of [desk, await listOwnClaims(ctxOf(student))])
      expect(rows.find((row) => row.claim.id === claim.claimId)?.turn).toEqual(shown.turn);
    const { act: next } = await inHand(registrar, claim.claimId);
    await expect(
      decideAppeal(ctxOf(evaluator), { ...next, answer: 'uphold', reason: 'x' }),
    ).rejects.toMatchObject({ code: 'forbidden', reason: 'access/first-decider' });
    await decideAppeal(ctxOf(registrar), { ...next, answer: 'reopen', reason: 'It was overlooked' });
    const rows = await queryAsSuperuser<{ outcome: string }>(
      `SELECT outcome FROM claim_decision WHERE claim_id = $1 ORDER BY decided_at, outcome`,
      [claim.claimId],
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['refused', 'reversed']);
    await look(claim.claimId);
    const { act: last } = await inHand(registrar, claim.claimId);
    await decideClaim(ctxOf(registrar), { ...last, outcome: 'granted', reason: '' });
    expect((await ownClaim(student, claim)).view.turn).toMatchObject({ ask: 'accept' });
  });

  it('is one open claim a certificate, and learning is awarded once in a life, also to whoever is quick', async () => {
    const student = await aStudent();
    const claim = await send(student, place, { page });
    await expect(begin(student, institution, certificate.slug)).rejects.toMatchObject({
      reason: 'claim/claimed-already',
    });
    await look(claim.claimId);
    const { act } = await inHand(evaluator, claim.claimId);
    await decideClaim(ctxOf(evaluator), { ...act, outcome: 'granted', reason: '' });
    const second = await send(student, place, { page });
    await look(second.claimId);
    const { view, act: next } = await inHand(evaluator, second.claimId);
    expect(view.reasons?.rejected).toMatchObject([
      { id: certificate.rule.id, reason: { key: 'ALREADY_CONSUMED' } },
    ]);
    const { query } = parseEstimateQuery({ mc1: certificate.slug, institution: institution.slug });
    expect((await viewClaimStart(ctxOf(student), query)).awarded).toEqual([certificate.slug]);
    expect((await viewClaimStart(ctxOf(await aStudent()), query)).awarded).toEqual([]);
    expect(view.proposal).toMatchObject({
      outcome: 'refused',
      trace: { evaluation: { rejected: { [certificate.rule.id]: { reason: 'ALREADY_CONSUMED' } } } },
    });
    await expect(
      decideClaim(ctxOf(evaluator), { ...next, outcome: 'granted', reason: '' }),
    ).rejects.toMatchObject({ reason: 'claim/changed-meanwhile' });
    await expect(
      queryAsSuperuser(
        `INSERT INTO learning_use (tenant_id, decision_id, micro_credential_id, student_id, rule_version_id)
         SELECT u.tenant_id, d.id, u.micro_credential_id, u.student_id, u.rule_version_id FROM learning_use u JOIN claim_decision d ON d.claim_id = $1 WHERE u.student_id = d.student_id
         UNION ALL SELECT tenant_id, decision_id, micro_credential_id, student_id, rule_version_id FROM learning_use WHERE student_id = (SELECT student_id FROM credit_claim WHERE id = $1)`,
        [second.claimId],
      ),
    ).rejects.toThrow();
  });

  it('is free to be claimed again where it was declined', async () => {
    const student = await aStudent();
    for (const answer of ['decline', 'accept'] as const) {
      const claim = await send(student, place, { page });
      await look(claim.claimId);
      const { act } = await inHand(evaluator, claim.claimId);
      await decideClaim(ctxOf(evaluator), { ...act, outcome: 'granted', reason: '' });
      await answerAward(ctxOf(student), {
        ...(await ownClaim(student, claim)).act,
        lines: { line1: answer },
      });
      expect((await ownClaim(student, claim)).view.claim.state).toBe(
        answer === 'accept' ? 'accepted' : 'declined',
      );
    }
  });

  it('can be withdrawn until it is decided, and needs evidence and consent before it is sent', async () => {
    const student = await aStudent();
    const claim = await begin(student, institution, certificate.slug);
    const { act } = await ownClaim(student, claim);
    await expect(submitClaim(ctxOf(student), { ...act, consent: 'yes' })).rejects.toMatchObject({
      reason: 'claim/no-evidence',
    });
    await expect(viewClaim(ctxOf(evaluator), claim.claimId)).rejects.toMatchObject({ code: 'not_found' });
    await withdrawClaim(ctxOf(student), act);
    const sent = await send(student, place, { page });
    const { act: next } = await ownClaim(student, sent);
    await expect(withdrawClaim(ctxOf(student), { ...next, expectedVersion: 99 })).rejects.toMatchObject({
      code: 'conflict',
    });
    await withdrawClaim(ctxOf(student), next);
    await expect(withdrawClaim(ctxOf(student), (await ownClaim(student, sent)).act)).rejects.toMatchObject({
      code: 'invalid_transition',
    });
  });

  it('is nobody’s to see but the student’s, by the database as well', async () => {
    const [one, other, stranger] = [await aStudent(), await aStudent(), await aStudent()];
    const claim = await send(one, place, { page });
    await send(other, place, { page });
    for (const somebody of [other, stranger]) {
      await expect(viewOwnClaim(ctxOf(somebody), claim.at, claim.claimId)).rejects.toMatchObject({
        code: 'not_found',
      });
      await expect(withdrawClaim(ctxOf(somebody), { ...claim, expectedVersion: 2 })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    await expect(viewOwnClaim(ctxOf(), claim.at, claim.claimId)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(await listOwnClaims(ctxOf(one))).toHaveLength(1);
    expect(await listOwnClaims(ctxOf(stranger))).toEqual([]);
    const [{ id: studentId = '' } = {}] = await queryAsSuperuser<{ id: string }>(
      'SELECT id FROM student WHERE user_id = $1',
      [other.userId],
    );
    const seen = await withTenant(ctxOf().database, { tenantId: institution.id, studentId }, async (tx) => {
      const [students, claims, holdings, events, snapshots] = [
        await tx.student.count(),
        await tx.creditClaim.findMany({ select: { studentId: true } }),
        await tx.claimHolding.count(),
        await tx.claimEvent.count(),
        await tx.claimSnapshot.count(),
      ];
      const { count } = await tx.creditClaim.updateMany({
        where: { id: claim.claimId },
        data: { rowVersion: 99 },
      });
      return { students, claims, holdings, events, snapshots, changed: count };
    });
    expect(seen).toEqual({
      students: 1,
      claims: [{ studentId }],
      holdings: 1,
      events: 1,
      snapshots: 1,
      changed: 0,
    });
  });

  it('is on the desk of those whose work it is, in its own institution, and never on one’s own', async () => {
    const student = await aStudent();
    const claim = await send(student, place, { page });
    const elsewhere = await aPlace();
    await expect(viewClaim(ctxOf(elsewhere.evaluator), claim.claimId)).rejects.toMatchObject({
      code: 'not_found',
    });
    const { rows, counts } = await listClaims(ctxOf(registrar), { part: 'institution', page: 1 });
    expect(rows.map((row) => row.claim.id)).toContain(claim.claimId);
    expect(counts.institution).toBe(rows.length);
    // The evaluator claims for herself.
    const own = { kind: 'guest' as const, userId: evaluator.actor.userId };
    await queryAsSuperuser(`INSERT INTO auth_user (id) VALUES ($1) ON CONFLICT DO NOTHING`, [own.userId]);
    await queryAsSuperuser(
      `INSERT INTO auth_account (user_id, type, provider, provider_account_id) VALUES ($1, 'email', 'email', $2)`,
      [own.userId, `${randomUUID()}@example.test`],
    );
    const hers = await send(own, place, { page });
    const { view, act } = await inHand(evaluator, hers.claimId);
    expect(view.may).toMatchObject({ verify: false, decide: false });
    await expect(
      verifyHolding(ctxOf(evaluator), {
        ...act,
        holdingId: view.holdings[0]?.id ?? '',
        isVerified: 'yes',
        identity: 'exact',
        reason: 'It is me',
      }),
    ).rejects.toMatchObject({ reason: 'access/claimant' });
  });

  it('waits for a person where the policy does not say otherwise, though the badge passes every check', async () => {
    const mia = await miaHerself();
    const claim = await send(mia, place);
    const { view } = await ownClaim(mia, claim);
    expect(view.holdings[0]?.evidence.badge?.checks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(
      [
        'form pass',
        'signature pass',
        'issuer pass',
        'status pass',
        'days pass',
        'recipient pass',
        'achievement pass',
      ],
    );
    expect(view.claim.state).toBe('evaluating');
    const [{ badge = '' } = {}] = await queryAsSuperuser<{ badge: string }>(
      'SELECT badge::text FROM claim_holding WHERE claim_id = $1',
      [claim.claimId],
    );
    expect(badge).not.toContain('proofValue');
  });
});

describe('the link of a mail', () => {
  const browserSecret = 'b'.repeat(43);
  const opened = async (purpose?: 'claim') => {
    const email = `new-${randomUUID()}@example.test`;
    const { mail } = await requestSignInLink(ctxOf(), { email, ...(purpose && { purpose }) }, browserSecret);
    if (mail === null) return null;
    const redeem = () => redeemSignInLink(ctxOf(), { token: mail.token }, { browserSecret });
    const { userId } = await redeem();
    await expect(redeem()).rejects.toMatchObject({ reason: 'account/link-not-valid' });
    return { email, mailbox: await findAccountMailbox(ctxOf().database, userId) };
  };

  it('opens an account for a mailbox that nobody knows where somebody claims, once, and for no other reason', async () => {
    const account = await opened('claim');
    expect(account?.mailbox).toBe(account?.email);
    expect(await opened()).toBeNull();
  });
});

describe('straight through', async () => {
  const place = await aPlace({ claims: 'unattended' });
  const { certificate } = place;

  it('is granted at once, by nobody, on record', async () => {
    const mia = await miaHerself();
    const claim = await send(mia, place);
    const { view } = await ownClaim(mia, claim);
    expect(view).toMatchObject({
      claim: { state: 'decided', outcome: 'granted' },
      decision: { decidedById: null, lines: [{ target: 'WELD 101', awarded: '6' }] },
    });
    expect(view.events.map(({ move, by }) => `${move} ${by}`)).toEqual([
      'submit student',
      'verify system',
      'decide system',
    ]);
    const trail = await queryAsSuperuser<{ action: string; actor_id: string | null }>(
      `SELECT action, actor_id FROM audit_event WHERE object_id = $1 ORDER BY seq`,
      [claim.claimId],
    );
    expect(trail.map(({ action }) => action)).toEqual([
      'claim.start',
      'claim.handIn',
      'claim.submit',
      'claim.verify',
      'claim.decide',
    ]);
    expect(trail.every(({ actor_id }) => actor_id === null)).toBe(true);
  });

  it.each([
    ['the badge is another’s', 'stranger', {}],
    ['the badge is over', 'mia', { validUntil: '2026-07-01T00:00:00Z' }],
  ] as const)('waits for a person where %s', async (_, who, more) => {
    const student = who === 'mia' ? await miaHerself() : await aStudent();
    const claim = await send(student, place, { badge: await badgeOf(certificate.url, more) });
    expect((await ownClaim(student, claim)).view.claim.state).toBe('verifying');
  });

  it('never refuses: what the rules do not give waits for a person', async () => {
    await queryAsSuperuser(
      `WITH off AS (SELECT set_config('session_replication_role', 'replica', true)) UPDATE rule_version SET status = 'suspended' FROM off WHERE id = $1`,
      [certificate.rule.id],
    );
    const mia = await miaHerself();
    const claim = await send(mia, place);
    expect((await ownClaim(mia, claim)).view.claim).toMatchObject({ state: 'evaluating', outcome: null });
  });
});
