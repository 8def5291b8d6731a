import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { smtpMailer } from '@/lib/adapters/smtp-mailer';
import { enqueueMail } from '@/lib/db/outbox';
import { withTenant } from '@/lib/db/tx';
import { backoffSeconds, sendDueMail, startOutboxWith } from '@/lib/jobs/outbox';
import { unassignReviewer } from '@/lib/usecases/review/unassign-reviewer';
import { revealBallots } from '@/lib/usecases/review/reveal-ballots';
import { withdrawRule } from '@/lib/usecases/rule/withdraw-rule';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { startMailCatcher } from '@/tests/support/mail-catcher';
import { aReview, clear, department, judge, policyOf, recuse, vote } from '../usecases/review/arrange';

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
  catcher.behave('take');
});
async function queued(count = 1, dedupeKey?: string) {
  const { id: tenantId } = await anInstitution({ policy: false });
  await withTenant(database, { tenantId }, async (tx) => {
    for (let n = 0; n < count; n++) {
      await enqueueMail(tx, {
        tenantId,
        kind: 'review.assigned',
        dedupeKey: dedupeKey ?? randomUUID(),
        payload: {
          to: `p${n}@example.test`,
          subject: `Review ${n}`,
          text: 'A review waits for you.',
          path: `/faculty/cases/${n}`,
        },
      });
    }
  });
  return tenantId;
}
const stored = () =>
  queryAsSuperuser<{ attempts: number; sent: boolean; last_error: string; wait: number }>(
    'SELECT attempts, sent_at IS NOT NULL AS sent, last_error, extract(epoch FROM next_at - now())::int AS wait FROM outbox_message',
  );

describe('the outbox', () => {
  it('sends what somebody did before what the clock says, however long that has waited', async () => {
    const tenantId = await queued(2);
    await queryAsSuperuser(
      `INSERT INTO outbox_message (tenant_id, kind, dedupe_key, payload, next_at)
       SELECT $1, 'review.clockLate', 'clock ' || n, '{"to": "late@example.test", "subject": "Late", "text": "Late."}', now() - interval '1 hour'
         FROM generate_series(1, 3) AS n`,
      [tenantId],
    );
    expect(await sendDueMail(database, post)).toBe(5);
    expect(catcher.mails.map((mail) => mail.subject)).toEqual([
      'Review 0',
      'Review 1',
      'Late',
      'Late',
      'Late',
    ]);
  });

  it('sends mail of every institution, once', async () => {
    await queued(2);
    await queued(1);
    expect(await sendDueMail(database, post)).toBe(3);
    expect(await sendDueMail(database, post)).toBe(0);
    expect(catcher.mails.map((mail) => mail.subject).sort()).toEqual(['Review 0', 'Review 0', 'Review 1']);
    expect(await stored()).toEqual(
      Array.from({ length: 3 }, () => expect.objectContaining({ sent: true, attempts: 1 })),
    );
  });

  it('leads to the page at the address of this installation', async () => {
    await queued(1);
    await sendDueMail(database, post);
    expect(catcher.mails[0]?.text?.trim()).toBe(
      'A review waits for you.\n\nhttps://crosswalk.example.test/faculty/cases/0',
    );
  });

  it('queues one mail for one key', async () => {
    await queued(3, 'case-1-opened');
    expect(await sendDueMail(database, post)).toBe(1);
  });

  it('is shared by eight workers without sending anything twice', async () => {
    await queued(40);
    const counts = await Promise.all(Array.from({ length: 8 }, () => sendDueMail(database, post)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(new Set(catcher.mails.map((mail) => mail.messageId)).size).toBe(40);
    expect(catcher.mails).toHaveLength(40);
  });

  it('waits longer after each failure, says why, sends later under the same message id, and gives up after ten', async () => {
    await queued();
    catcher.behave('turnAway');
    expect(await sendDueMail(database, post)).toBe(0);
    const [first] = await stored();
    expect(first).toMatchObject({ sent: false, attempts: 1 });
    expect(first?.last_error).toContain('not now');
    expect(first?.wait).toBeGreaterThan(50);
    expect(await sendDueMail(database, post)).toBe(0);
    expect((await stored())[0]?.attempts).toBe(1);
    catcher.behave('take');
    await queryAsSuperuser('UPDATE outbox_message SET next_at = now() - make_interval(secs => 1)');
    expect(await sendDueMail(database, post)).toBe(1);
    await queryAsSuperuser(
      'UPDATE outbox_message SET sent_at = NULL, next_at = now() - make_interval(secs => 1)',
    );
    await sendDueMail(database, post);
    expect(new Set(catcher.mails.map((mail) => mail.messageId)).size).toBe(1);
    await queryAsSuperuser(
      'UPDATE outbox_message SET sent_at = NULL, attempts = 10, next_at = now() - make_interval(secs => 1)',
    );
    expect(await sendDueMail(database, post)).toBe(0);
    expect([1, 2, 3, 10].map(backoffSeconds)).toEqual([60, 120, 240, 21_600]);
  });

  it('does not let one broken message hold up the others', async () => {
    const tenantId = await queued(1);
    await queryAsSuperuser(
      `INSERT INTO outbox_message (tenant_id, kind, dedupe_key, payload, next_at) VALUES ($1, 'x', 'broken', '{}', now() - interval '1 day')`,
      [tenantId],
    );
    expect(await sendDueMail(database, post)).toBe(1);
  });

  it('forgets recipients thirty days after delivery, though no mail is due', async () => {
    await queued(3);
    await sendDueMail(database, post);
    for (const [to, days] of [
      ['p0@example.test', 31],
      ['p1@example.test', 29],
    ])
      await queryAsSuperuser(
        `UPDATE outbox_message SET sent_at = now() - make_interval(days => $2) WHERE payload->>'to' = $1`,
        [to, days],
      );
    await sendDueMail(database, post);
    const kept = await queryAsSuperuser<{ to: string }>(`SELECT payload->>'to' AS "to" FROM outbox_message`);
    expect(kept.map(({ to }) => to).sort()).toEqual(['p1@example.test', 'p2@example.test']);
  });

  it('works by itself, and stops when told to', async () => {
    await queued(3);
    const outbox = startOutboxWith(database, post, 3_600);
    while (catcher.mails.length < 3) await new Promise((resolve) => setImmediate(resolve));
    await outbox.stop();
    expect(await stored()).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ sent: true })));
  });
});

describe('mail that is no longer to do', () => {
  const sent = async () => {
    await sendDueMail(database, post);
    return catcher.mails.map((mail) => mail.subject).sort();
  };

  it('is not sent: to whoever has voted, stepped back or lost the seat, and about what was decided', async () => {
    const review = await aReview({ reviewers: 4, chairAsked: true });
    const [first, second, third] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
    await clear(first, review.stageId);
    await vote(first, review.stageId, 'abstain');
    await recuse(second, review.stageId);
    await unassignReviewer(ctxOf(review.chair), { stageId: review.stageId, personId: third.id });
    const subjects = await sent();
    expect(subjects.filter((subject) => subject?.startsWith('To review'))).toHaveLength(1);
    expect(subjects.filter((subject) => subject?.startsWith('No longer'))).toHaveLength(1);
    expect(subjects.filter((subject) => subject?.startsWith('A reviewer steps back'))).toHaveLength(1);
    expect(await stored()).toHaveLength(3);
  });

  it('is not sent: of a tie that the ballots, once revealed and cast anew, have undone', async () => {
    const tied = { ...department, tie: 'chairDecides' as const, minutes: true };
    const review = await aReview({ reviewers: 2, chairAsked: true, policy: policyOf(tied) });
    const [yes, no] = review.reviewers as [BuiltPerson, BuiltPerson];
    await judge(yes, review);
    await vote(yes, review.stageId);
    await clear(no, review.stageId);
    await vote(no, review.stageId, 'reject');
    const [row] = await queryAsSuperuser<{ row_version: number }>(
      'select row_version from review_stage where id = $1',
      [review.stageId],
    );
    await revealBallots(ctxOf(review.chair), {
      stageId: review.stageId,
      expectedVersion: row?.row_version ?? 0,
    });
    await vote(yes, review.stageId, 'abstain');
    expect((await sent()).map((subject) => subject?.split(':')[0])).toEqual(['All have voted']);
  });

  it('is not sent when mail is switched on after the rule was rejected, withdrawn or published', async () => {
    const review = await aReview({ reviewers: 1 });
    await aPerson(review.institution, 'registrar');
    const reviewer = review.reviewers[0] as BuiltPerson;
    await clear(reviewer, review.stageId);
    await vote(reviewer, review.stageId, 'reject', 'no_credit');
    expect((await sent()).map((subject) => subject?.split(':')[0])).toEqual(['Not approved', 'To publish']);
    catcher.mails.length = 0;
    const other = await aReview({ reviewers: 2 });
    const [row] = await queryAsSuperuser<{ row_version: number }>(
      'select row_version from rule_version where id = $1',
      [other.ruleVersionId],
    );
    await withdrawRule(ctxOf(other.author), {
      ruleVersionId: other.ruleVersionId,
      expectedVersion: row?.row_version ?? 0,
      reason: 'Not needed.',
    });
    expect(await sent()).toEqual([]);
  });
});
