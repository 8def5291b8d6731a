import { expect, test } from 'vitest';
import { sendDueMail } from '@/lib/jobs/outbox';
import { sendTestMail } from '@/lib/usecases/institution/send-test-mail';
import { viewSetup } from '@/lib/usecases/institution/view-setup';
import { anInstitution, aPerson, type BuiltPerson, ordinaryReview } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const around = { hasMail: true, providerName: null, backupTakenAt: null };
const stateOf = async (who: BuiltPerson) =>
  Object.fromEntries((await viewSetup(ctxOf(who), around)).checks.map(({ name, says }) => [name, says]));

test('what is set and what is missing is told, and a test message tells what came of it', async () => {
  const institution = await anInstitution({ review: ordinaryReview });
  const administrator = await aPerson(institution, 'administrator');
  expect(await stateOf(administrator)).toMatchObject({
    mail: 'mailUntested',
    signIn: 'signInUntried',
    backup: 'backupNone',
    people: 'peopleLack',
    policy: 'policyInForce',
    calendar: 'calendarNone',
  });
  const { to } = await sendTestMail(ctxOf(administrator), {});
  // Pressed twice in a minute, it goes once.
  await sendTestMail(ctxOf(administrator), {});
  expect(await stateOf(administrator)).toMatchObject({ mail: 'mailWaiting' });
  await queryAsSuperuser(
    `UPDATE outbox_message SET last_error = 'refused', attempts = 1 WHERE tenant_id = $1`,
    [institution.id],
  );
  expect((await viewSetup(ctxOf(administrator), around)).test).toMatchObject({
    state: 'failed',
    error: 'refused',
  });
  const sent: { to: string; text: string }[] = [];
  await sendDueMail(ctxOf(administrator).database, {
    mailer: { send: (mail) => Promise.resolve(void sent.push(mail)) },
    baseUrl: 'http://localhost',
  });
  expect(sent.filter((mail) => mail.to === to)).toHaveLength(1);
  expect(sent.find((mail) => mail.to === to)?.text).toContain('/administration/setup');
  expect(await stateOf(administrator)).toMatchObject({ mail: 'mailSent' });
  const acts = await queryAsSuperuser<{ action: string }>(
    `SELECT action FROM audit_event WHERE tenant_id = $1 AND action = 'setup.testMail'`,
    [institution.id],
  );
  expect(acts).toHaveLength(2);
});

test('nobody but an administrator sees it or sends a message', async () => {
  const institution = await anInstitution();
  for (const role of ['registrar', 'auditor', 'dean'] as const) {
    const person = await aPerson(institution, role);
    await expect(viewSetup(ctxOf(person), around)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(sendTestMail(ctxOf(person), {})).rejects.toMatchObject({ code: 'forbidden' });
  }
});
