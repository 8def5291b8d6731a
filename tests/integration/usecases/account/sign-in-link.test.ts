import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { smtpMailer } from '@/lib/adapters/smtp-mailer';
import { findStaffMember, findUserIdBySession, listMemberships } from '@/lib/db/sessions';
import { redeemSignInLink } from '@/lib/usecases/account/redeem-sign-in-link';
import { RequestSignInLink, requestSignInLink } from '@/lib/usecases/account/request-sign-in-link';
import { printedToken } from '@/lib/kernel/printed-token';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { startMailCatcher } from '@/tests/support/mail-catcher';

const { database } = ctxOf();
const at = (minutes: number) => ({ ...ctxOf(), now: new Date(Date.now() + minutes * 60_000).toISOString() });
const notValid = { code: 'forbidden', reason: 'account/link-not-valid' };

async function somebody() {
  const institution = await anInstitution();
  const person = await aPerson(institution, 'registrar');
  const [row] = await queryAsSuperuser<{ email: string }>('SELECT email FROM person WHERE id = $1', [
    person.id,
  ]);
  return { institution, person, email: row?.email ?? '' };
}
async function asked(email: string) {
  const { browserSecret, mail } = await requestSignInLink(at(0), { email });
  return { browserSecret, token: mail?.token ?? 'none', mail };
}

describe('a sign-in link', () => {
  it('signs in once, and the proved mailbox claims its staff record', async () => {
    const { person, email } = await somebody();
    const link = await asked(email);
    const opened = await redeemSignInLink(at(0), { token: link.token }, link);
    const userId = (await findUserIdBySession(database, opened.token, at(0).now)) ?? '';
    const [membership] = await listMemberships(database, userId);
    expect(membership?.personId).toBe(person.id);
    expect(
      await findStaffMember(database, userId, membership ?? { tenantId: '', personId: '' }),
    ).toMatchObject({ roles: [{ role: 'registrar' }] });
    await expect(redeemSignInLink(at(0), { token: link.token }, link)).rejects.toMatchObject(notValid);
  });

  it('finds the same account again, and ends the session that was there before', async () => {
    const { email } = await somebody();
    const [one, two] = [await asked(email), await asked(email)];
    const first = await redeemSignInLink(at(0), { token: one.token }, one);
    const userId = await findUserIdBySession(database, first.token, at(0).now);
    const second = await redeemSignInLink(at(0), { token: two.token }, { ...two, earlierToken: first.token });
    expect(await findUserIdBySession(database, second.token, at(0).now)).toBe(userId);
    expect(await findUserIdBySession(database, first.token, at(0).now)).toBeNull();
  });

  it('is worth nothing in another browser, and stays good in its own', async () => {
    const { email } = await somebody();
    const [mine, other] = [await asked(email), await asked((await somebody()).email)];
    await expect(redeemSignInLink(at(0), { token: mine.token }, {})).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'account/link-elsewhere',
    });
    await expect(
      redeemSignInLink(at(0), { token: mine.token }, { browserSecret: other.browserSecret }),
    ).rejects.toMatchObject(notValid);
    await expect(redeemSignInLink(at(0), { token: mine.token }, mine)).resolves.toHaveProperty('token');
  });

  it('ends after ten minutes', async () => {
    const [soon, late] = [await asked((await somebody()).email), await asked((await somebody()).email)];
    await expect(redeemSignInLink(at(9.9), { token: soon.token }, soon)).resolves.toHaveProperty('token');
    await expect(redeemSignInLink(at(10.1), { token: late.token }, late)).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'account/link-expired',
    });
  });

  it('has 256 bits in the mail and as many in the browser, never the same', async () => {
    const links = await Promise.all(Array.from({ length: 20 }, async () => asked((await somebody()).email)));
    const halves = links.flatMap(({ token, browserSecret }) => [token, browserSecret]);
    expect(new Set(halves).size).toBe(40);
    for (const half of halves) expect(Buffer.from(half, 'base64url')).toHaveLength(32);
  });

  it('is redeemed once by twenty presses at the same time', async () => {
    const link = await asked((await somebody()).email);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => redeemSignInLink(at(0), { token: link.token }, link)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('that a command printed opens once, in a browser that never asked, and nothing that was mailed does', async () => {
    const { email } = await somebody();
    const mailed = await asked(email);
    const token = printedToken('a'.repeat(43));
    const hash = createHash('sha256').update(token).digest('hex');
    await queryAsSuperuser(
      `WITH kept AS (INSERT INTO auth_link_browser (identifier, secret, expires) VALUES ($1, $2, $3::timestamptz + interval '1 hour'))
       INSERT INTO auth_verification_token (identifier, token, expires) VALUES ($1, $2, $3::timestamptz + interval '1 hour')`,
      [email, hash, at(0).now],
    );
    const foreign = printedToken(mailed.token);
    await expect(redeemSignInLink(at(0), { token: foreign }, {})).rejects.toMatchObject(notValid);
    await expect(redeemSignInLink(at(0), { token: mailed.token }, {})).rejects.toMatchObject({
      reason: 'account/link-elsewhere',
    });
    await expect(redeemSignInLink(at(0), { token }, {})).resolves.toHaveProperty('token');
    await expect(redeemSignInLink(at(0), { token }, {})).rejects.toMatchObject(notValid);
  });

  it('is stored as hashes that neither half can be read from', async () => {
    const { email } = await somebody();
    const link = await asked(email);
    const stored = await queryAsSuperuser<{ kept: string }>(
      'SELECT token AS kept FROM auth_verification_token WHERE identifier = $1 UNION ALL SELECT secret FROM auth_link_browser WHERE identifier = $1',
      [email],
    );
    const hashOf = (half: string) => createHash('sha256').update(half).digest('hex');
    expect(stored.map(({ kept }) => kept)).toEqual([hashOf(link.token), hashOf(link.browserSecret)]);
  });

  it('is sent to nobody unknown, suspended or of the demonstration, while the answer is the same', async () => {
    const { person, email } = await somebody();
    await queryAsSuperuser(`UPDATE person SET status = 'suspended' WHERE id = $1`, [person.id]);
    for (const address of ['nobody@example.test', email]) {
      const answer = await requestSignInLink(at(0), { email: address });
      expect(answer.mail).toBeNull();
      expect(answer.browserSecret).toHaveLength(43);
    }
    expect((await requestSignInLink(at(0), { email: (await somebody()).email })).browserSecret).toHaveLength(
      43,
    );
  });

  it('is sent three times and no more while these are young, also to many who ask at once', async () => {
    const { email } = await somebody();
    const asks = await Promise.all(Array.from({ length: 12 }, () => asked(email)));
    expect(asks.filter(({ mail }) => mail !== null)).toHaveLength(3);
    const later = await requestSignInLink(at(4.9), { email });
    expect(later.mail).toBeNull();
    expect((await requestSignInLink(at(5.1), { email })).mail).not.toBeNull();
    expect((await requestSignInLink(at(5.2), { email })).mail).toBeNull();
  });

  it('that strangers asked for, as often as they like, opens in the browser of the owner who asks as well', async () => {
    const { email } = await somebody();
    const strangers = [];
    for (let n = 0; n < 6; n++) strangers.push(await asked(email));
    const owner = await asked(email);
    expect(owner.mail).toBeNull();
    const sent = strangers.find(({ mail }) => mail !== null);
    const token = sent?.mail?.token ?? '';
    await expect(
      redeemSignInLink(at(0), { token: strangers.at(-1)?.token ?? 'none' }, owner),
    ).rejects.toMatchObject(notValid);
    await expect(redeemSignInLink(at(0), { token }, owner)).resolves.toHaveProperty('token');
    // It is one sign-in: what a stranger still holds opens nothing with it.
    await expect(redeemSignInLink(at(0), { token }, sent ?? {})).rejects.toMatchObject(notValid);
  });

  it('from a mail before still counts in the browser that asks once more', async () => {
    const { email } = await somebody();
    const first = await asked(email);
    const again = await requestSignInLink(at(1), { email }, first.browserSecret);
    expect(again.browserSecret).toBe(first.browserSecret);
    await expect(redeemSignInLink(at(1), { token: first.token }, again)).resolves.toHaveProperty('token');
    expect((await requestSignInLink(at(1), { email }, 'made up')).browserSecret).toHaveLength(43);
  });

  it('takes one plain address and nothing else', () => {
    const wrong = [
      'a',
      'a@b',
      'a@b.c,d@e.f',
      'a@b.c d@e.f',
      'Name <a@b.test>',
      'a@b.test\r\nBcc: x@y.test',
      '"a b"@c.test',
      'a＠b.test',
      'ä@b.test',
      'a@-b.test',
      '@b.test',
      'a@@b.test',
      `${'x'.repeat(65)}@b.test`,
    ];
    for (const email of wrong) expect(RequestSignInLink.safeParse({ email }).success, email).toBe(false);
    expect(RequestSignInLink.parse({ email: ' Ada.L+x@Uni.Example.test ' }).email).toBe(
      'ada.l+x@uni.example.test',
    );
  });
});

describe('mail through SMTP', async () => {
  const catcher = await startMailCatcher();
  const mailer = smtpMailer({ url: catcher.url, from: 'Crosswalk <no-reply@example.test>' });
  afterAll(async () => {
    mailer.close();
    await catcher.close();
  });

  it('arrives as it was written, with one recipient and one subject line', async () => {
    await mailer.send({
      to: 'ada@example.test',
      subject: 'Sign in\r\nBcc: eve@example.test',
      text: 'Żółć: https://example.test/sign-in/link?token=x',
    });
    const [mail] = catcher.mails;
    expect(mail?.to).toMatchObject({ value: [{ address: 'ada@example.test' }] });
    expect(mail?.subject).toBe('Sign in Bcc: eve@example.test');
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.text?.trim()).toBe('Żółć: https://example.test/sign-in/link?token=x');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('fails aloud when the server turns it away', async () => {
    catcher.behave('turnAway');
    await expect(mailer.send({ to: 'ada@example.test', subject: 'x', text: 'x' })).rejects.toThrow();
  });
});
