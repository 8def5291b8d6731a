import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { smtpMailer } from '@/lib/adapters/smtp-mailer';
import { forgetAskers } from '@/lib/db/certificate-askers';
import { sendDueMail } from '@/lib/jobs/outbox';
import { answerRequests, askersKept, requestWatch } from '@/lib/jobs/requests';
import { confirmRequest, viewRequestLink } from '@/lib/usecases/request/confirm-request';
import { listDemand } from '@/lib/usecases/request/list-demand';
import {
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltMicroCredential,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { startMailCatcher } from '@/tests/support/mail-catcher';
import { asker, decide, linkTo, mailTo } from '../usecases/request/arrange';

const { database } = ctxOf();
const catcher = await startMailCatcher();
const mailer = smtpMailer({ url: catcher.url, from: 'Crosswalk <no-reply@example.test>' });
const post = { mailer, baseUrl: 'https://crosswalk.example.test' };
afterAll(async () => {
  mailer.close();
  await catcher.close();
});
beforeEach(async () => {
  await queryAsSuperuser('DELETE FROM outbox_message');
  catcher.mails.length = 0;
});

const here = await anInstitution();
const elsewhere = await anInstitution();
const [author, publishedBy] = [await aPerson(here, 'evaluator'), await aPerson(here, 'registrar')];
const mailbox = () => `student-${randomUUID()}@example.test`;
const answers = async (email: string) =>
  (await mailTo(email)).filter(({ kind }) => kind === 'request.answered').map(({ payload }) => payload);
const publish = (certificate: BuiltMicroCredential, more: object = {}) =>
  aRule(here, author, {
    definition: { ...oneForOne(certificate.id, 'INF101'), ...more },
    status: 'published',
    publishedBy,
  });

/** A certificate of which nobody has decided, and the mailbox of somebody who asked for that and confirmed it. */
async function asked() {
  const certificate = await aMicroCredential(here, { title: `Certificate ${randomUUID()}` });
  const email = mailbox();
  await decide(certificate.slug, here, '192.0.2.1', email);
  const link = await linkTo(email);
  await confirmRequest(ctxOf(), link, asker('192.0.2.1'));
  const request = async () =>
    (
      await queryAsSuperuser<{ answer: string | null; askers: number | null; asked: number }>(
        `SELECT r.answer, r.askers, (SELECT count(*)::int FROM certificate_asker a WHERE a.request_id = r.id) AS asked
           FROM certificate_request r WHERE r.micro_credential_id = $1 AND r.tenant_id = $2`,
        [certificate.id, here.id],
      )
    )[0];
  return { certificate, email, link, request };
}

describe('requests that a decision answers', () => {
  it('are told to who confirmed, once, and to nobody else; then nobody who asked is kept', async () => {
    const { certificate, email, link, request } = await asked();
    const unconfirmed = mailbox();
    await decide(certificate.slug, here, '192.0.2.2', unconfirmed);
    await decide(certificate.slug, elsewhere, '192.0.2.3');
    await answerRequests(database);
    expect(await request()).toEqual({ answer: null, askers: null, asked: 2 });

    await publish(certificate);
    await Promise.all([answerRequests(database), answerRequests(database)]);
    await answerRequests(database);
    expect(await request()).toEqual({ answer: 'given', askers: 2, asked: 0 });
    const [told, ...again] = await answers(email);
    expect(again).toEqual([]);
    expect(told?.subject).toBe(`Credit for ${certificate.title} at ${here.name}`);
    expect(told?.path).toBe(`/catalog/${certificate.slug}`);
    expect(await answers(unconfirmed)).toEqual([]);
    expect(await viewRequestLink(ctxOf(), link)).toBeNull();
    // The other institution has decided nothing.
    const other = await aPerson(elsewhere, 'registrar');
    const { rows } = await listDemand(ctxOf(other), { show: 'decide', sort: 'askers', page: 1 });
    expect(rows.map(({ microCredentialId }) => microCredentialId)).toContain(certificate.id);
  });

  it('leave nothing of the address behind once the mail has gone out', async () => {
    const { certificate, email } = await asked();
    await publish(certificate);
    await answerRequests(database);
    await sendDueMail(database, post);
    const [mail] = catcher.mails.filter(({ subject }) => subject?.startsWith('Credit for'));
    expect(mail?.text).toContain(`https://crosswalk.example.test/catalog/${certificate.slug}`);
    const left = await queryAsSuperuser(
      `SELECT 1 FROM outbox_message WHERE payload::text LIKE '%' || $1 || '%' UNION ALL SELECT 1 FROM certificate_asker WHERE mailbox = $1`,
      [email],
    );
    expect(left).toEqual([]);
  });

  it('are answered by a no, and by a proposal that was considered', async () => {
    const [no, considered] = [await asked(), await asked()];
    await publish(no.certificate, {
      deny: true,
    });
    const { id } = await aRule(here, author, {
      definition: oneForOne(considered.certificate.id, 'INF101'),
      status: 'rejected',
    });
    await queryAsSuperuser('ALTER TABLE rule_rejection DISABLE TRIGGER guard_rejection_told');
    await queryAsSuperuser(
      `INSERT INTO rule_rejection (tenant_id, rule_version_id, kind, public_reason, rejected_at) VALUES ($1, $2, 'not_as_proposed', 'Not as it is.', now())`,
      [here.id, id],
    );
    await queryAsSuperuser('ALTER TABLE rule_rejection ENABLE TRIGGER guard_rejection_told');
    await answerRequests(database);
    expect((await considered.request())?.answer).toBe('considered');
    expect((await no.request())?.answer).toBe('refused');
    expect((await answers(no.email)).map(({ subject }) => subject)).toEqual([
      `No credit for ${no.certificate.title} at ${here.name}`,
    ]);
    expect((await answers(considered.email))[0]?.text).toContain('did not accept it');
  });

  it('stay open while what was decided is suspended', async () => {
    const { certificate, request } = await asked();
    await aRule(here, author, {
      definition: oneForOne(certificate.id, 'INF101'),
      status: 'suspended',
      publishedBy,
    });
    await answerRequests(database);
    expect(await request()).toMatchObject({ answer: null });
  });

  it('are noticed by the feed of changes, and else every ten minutes', async () => {
    const watch = requestWatch(database);
    await watch(0);
    const { certificate, request } = await asked();
    await watch(1_000);
    expect(await request()).toMatchObject({ answer: null });
    await publish(certificate);
    // Arranged past triggers, so that the feed says nothing of it.
    await watch(2_000);
    expect(await request()).toMatchObject({ answer: null });
    await queryAsSuperuser(`UPDATE micro_credential SET skills = '{sums}' WHERE id = $1`, [certificate.id]);
    await watch(3_000);
    expect(await request()).toMatchObject({ answer: 'given' });

    const later = await asked();
    await watch(4_000);
    await publish(later.certificate);
    await watch(603_000);
    expect(await later.request()).toMatchObject({ answer: null });
    await watch(604_000);
    expect(await later.request()).toMatchObject({ answer: 'given' });
  });
});

describe('what askers left', () => {
  const age = (column: string, email: string, days: number) =>
    queryAsSuperuser(
      `UPDATE certificate_asker SET ${column} = now() - make_interval(days => $2::int) WHERE mailbox = $1`,
      [email, days],
    );
  const count = async (certificate: BuiltMicroCredential) =>
    (
      await queryAsSuperuser<{ asked: number; mailboxes: number }>(
        `SELECT count(*)::int AS asked, count(a.mailbox)::int AS mailboxes FROM certificate_asker a
           JOIN certificate_request r ON r.id = a.request_id WHERE r.micro_credential_id = $1`,
        [certificate.id],
      )
    )[0];

  it('is deleted where an address was not confirmed within a week; that somebody asked stays counted', async () => {
    const certificate = await aMicroCredential(here);
    const email = mailbox();
    await decide(certificate.slug, here, '192.0.2.8', email);
    await age('mailed_at', email, askersKept.unconfirmed - 1);
    await forgetAskers(database, askersKept);
    expect(await count(certificate)).toEqual({ asked: 1, mailboxes: 1 });
    await age('mailed_at', email, askersKept.unconfirmed + 1);
    await forgetAskers(database, askersKept);
    expect(await count(certificate)).toEqual({ asked: 1, mailboxes: 0 });
  });

  it('stays a year where it was confirmed, and goes with a request that nobody asks for any more', async () => {
    const { certificate, email, request } = await asked();
    await age('mailed_at', email, 300);
    await forgetAskers(database, askersKept);
    expect(await count(certificate)).toEqual({ asked: 1, mailboxes: 1 });
    await queryAsSuperuser(`ALTER TABLE certificate_asker DISABLE TRIGGER guard_certificate_asker`);
    await queryAsSuperuser(`ALTER TABLE certificate_request DISABLE TRIGGER guard_certificate_request`);
    await queryAsSuperuser(
      `UPDATE certificate_asker SET first_asked_at = now() - interval '400 days', last_asked_at = now() - interval '366 days' WHERE mailbox = $1`,
      [email],
    );
    await queryAsSuperuser(
      `UPDATE certificate_request SET created_at = now() - interval '400 days' WHERE micro_credential_id = $1`,
      [certificate.id],
    );
    await queryAsSuperuser(`ALTER TABLE certificate_asker ENABLE TRIGGER guard_certificate_asker`);
    await queryAsSuperuser(`ALTER TABLE certificate_request ENABLE TRIGGER guard_certificate_request`);
    await forgetAskers(database, askersKept);
    expect(await request()).toBeUndefined();
  });

  it('goes with mail that could not be delivered for a month', async () => {
    const { email } = await asked();
    await queryAsSuperuser(
      `UPDATE outbox_message SET created_at = now() - interval '31 days' WHERE payload->>'to' = $1`,
      [email],
    );
    await forgetAskers(database, askersKept);
    expect(await mailTo(email)).toEqual([]);
  });
});
