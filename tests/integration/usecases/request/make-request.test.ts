import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { withTenant } from '@/lib/db/tx';
import { AskToList, mostOpenWishes } from '@/lib/usecases/request/make-request';
import { confirmRequest, leaveRequest, viewRequestLink } from '@/lib/usecases/request/confirm-request';
import { listDemand } from '@/lib/usecases/request/list-demand';
import { viewRequestForm } from '@/lib/usecases/request/view-request-form';
import { aMicroCredential, anInstitution, aPerson, aRule, oneForOne } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { asker, decide, linkTo, list, mailTo } from './arrange';

const mailbox = () => `student-${randomUUID()}@example.test`;

describe('asking an institution', async () => {
  const [here, elsewhere] = [await anInstitution(), await anInstitution()];
  const registrar = await aPerson(here, 'registrar');
  const other = await aPerson(elsewhere, 'registrar');
  const demand = async (show: 'decide' | 'list' = 'decide', person = registrar) =>
    listDemand(ctxOf(person), { show, sort: 'askers', page: 1 });
  const rowOf = async (title: string, show: 'decide' | 'list' = 'decide') =>
    (await demand(show)).rows.find((row) => row.title === title);
  const stored = (title: string) =>
    queryAsSuperuser<{ mailbox: string | null; mailbox_key: string | null; confirmed: boolean }>(
      `SELECT a.mailbox, a.mailbox_key, a.confirmed_at IS NOT NULL AS confirmed FROM certificate_asker a
         JOIN certificate_request r ON r.tenant_id = a.tenant_id AND r.id = a.request_id LEFT JOIN micro_credential m ON m.id = r.micro_credential_id
        WHERE coalesce(m.title, r.title) = $1 ORDER BY a.first_asked_at, a.id`,
      [title],
    );
  const aCertificate = async () => aMicroCredential(here, { title: `Certificate ${randomUUID()}` });

  it('counts whoever asks twice once, and others beside', async () => {
    const { slug, title } = await aCertificate();
    await decide(slug, here, '192.0.2.1');
    await decide(slug, here, '192.0.2.1');
    expect(await rowOf(title)).toMatchObject({ askers: 1, kind: 'decide', slug });
    await decide(slug, here, '2001:db8:1:2::/64');
    expect(await rowOf(title)).toMatchObject({ askers: 2 });
  });

  it('knows no certificate whose address has a zero in it', async () => {
    await expect(viewRequestForm(ctxOf(), 'a\0b')).rejects.toMatchObject({ code: 'not_found' });
    await expect(decide('a\0b', here, '192.0.2.1')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('counts once what many at the same instant ask from one network', async () => {
    const { slug, title } = await aCertificate();
    await Promise.all(Array.from({ length: 6 }, () => decide(slug, here, '192.0.2.9')));
    expect(await rowOf(title)).toMatchObject({ askers: 1 });
    expect(await stored(title)).toHaveLength(1);
  });

  it('keeps neither an address nor a hash that could be tried out or followed to another request', async () => {
    const [one, second] = [await aCertificate(), await aCertificate()];
    await decide(one.slug, here, '192.0.2.77');
    await decide(second.slug, here, '192.0.2.77');
    const rows = await queryAsSuperuser<{ network_key: string; whole: string }>(
      `SELECT a.network_key, row_to_json(a)::text || row_to_json(r)::text AS whole FROM certificate_asker a JOIN certificate_request r ON r.id = a.request_id
        WHERE r.micro_credential_id = ANY($1::uuid[])`,
      [[one.id, second.id]],
    );
    expect(new Set(rows.map(({ network_key }) => network_key)).size).toBe(2);
    for (const { whole } of rows) expect(whole).not.toContain('192.0.2.77');
    await expect(
      queryAsSuperuser(
        `UPDATE certificate_asker SET network_key = '192.0.2.77' WHERE request_id IN (SELECT id FROM certificate_request WHERE micro_credential_id = $1)`,
        [one.id],
      ),
    ).rejects.toThrow('certificate_asker_network_key_form');
  });

  it('counts a mailbox by itself once it is confirmed, and invented ones never more than their network', async () => {
    const { slug, title } = await aCertificate();
    const [ada, ben] = [mailbox(), mailbox()];
    await decide(slug, here, '192.0.2.2');
    for (const email of [ada, ben, mailbox(), mailbox()]) await decide(slug, here, '192.0.2.2', email);
    expect(await rowOf(title)).toMatchObject({ askers: 1 });
    for (const email of [ada, ben]) await confirmRequest(ctxOf(), await linkTo(email), asker('192.0.2.2'));
    expect(await rowOf(title)).toMatchObject({ askers: 2 });
    // Whoever asked first without a mailbox left one later: the same asker.
    expect(await stored(title)).toHaveLength(4);
    await decide(slug, here, '192.0.2.2');
    await decide(slug, here, '198.51.100.2', ada);
    expect(await rowOf(title)).toMatchObject({ askers: 2 });
    expect(await stored(title)).toHaveLength(4);
  });

  it('counts a mailbox once whatever stands after a plus', async () => {
    const { slug, title } = await aCertificate();
    const name = randomUUID();
    for (const email of [`${name}+a@example.test`, `${name}+b@example.test`]) {
      await decide(slug, here, '192.0.2.3', email);
      await confirmRequest(ctxOf(), await linkTo(email), asker('192.0.2.3'));
    }
    expect(await rowOf(title)).toMatchObject({ askers: 1 });
  });

  it('confirms only by the link, which opens nothing by being looked at, and can be pressed twice', async () => {
    const { slug, title } = await aCertificate();
    const email = mailbox();
    await decide(slug, here, '192.0.2.4', email);
    const link = await linkTo(email);
    expect(link.at).toBe(here.slug);
    expect(await viewRequestLink(ctxOf(), link)).toEqual({
      title,
      institutionName: here.name,
      isConfirmed: false,
    });
    expect(await stored(title)).toEqual([{ mailbox: email, mailbox_key: null, confirmed: false }]);
    await confirmRequest(ctxOf(), link, asker('192.0.2.4'));
    await confirmRequest(ctxOf(), link, asker('192.0.2.4'));
    expect(await stored(title)).toMatchObject([{ mailbox: email, confirmed: true }]);
    expect(await viewRequestLink(ctxOf(), link)).toMatchObject({ isConfirmed: true });
    const guessed = { ...link, token: 'x'.repeat(43) };
    const over = { code: 'not_found', reason: 'request/link-over' };
    await expect(confirmRequest(ctxOf(), guessed, asker('192.0.2.4'))).rejects.toMatchObject(over);
    await expect(
      confirmRequest(ctxOf(), { ...link, at: elsewhere.slug }, asker('192.0.2.4')),
    ).rejects.toMatchObject(over);
    expect(await viewRequestLink(ctxOf(), { ...link, at: 'nowhere' })).toBeNull();
  });

  it('deletes the address of who leaves, and goes on counting', async () => {
    const { slug, title } = await aCertificate();
    const email = mailbox();
    await decide(slug, here, '192.0.2.5', email);
    const link = await linkTo(email);
    await confirmRequest(ctxOf(), link, asker('192.0.2.5'));
    await leaveRequest(ctxOf(), link);
    expect(await stored(title)).toEqual([{ mailbox: null, mailbox_key: null, confirmed: false }]);
    expect(await rowOf(title)).toMatchObject({ askers: 1 });
    expect(await viewRequestLink(ctxOf(), link)).toBeNull();
    await expect(leaveRequest(ctxOf(), link)).rejects.toMatchObject({ reason: 'request/link-over' });
  });

  it('mails nobody where no mail may go, and who confirmed is not asked to again', async () => {
    const { slug } = await aCertificate();
    const [quiet, email] = [mailbox(), mailbox()];
    await decide(slug, here, '192.0.2.6', quiet, false);
    expect(await mailTo(quiet)).toEqual([]);
    expect(await queryAsSuperuser('SELECT 1 FROM certificate_asker WHERE mailbox = $1', [quiet])).toEqual([]);
    await decide(slug, here, '192.0.2.6', email);
    await confirmRequest(ctxOf(), await linkTo(email), asker('192.0.2.6'));
    await decide(slug, here, '192.0.2.6', email);
    expect(await mailTo(email)).toHaveLength(1);
  });

  it('takes a wish to list as it was typed, and the same in another spelling as the same', async () => {
    const title = `Welding ${randomUUID()}`;
    await list(here, '192.0.2.1', { title, url: 'https://guild.example/welding' });
    await list(here, '192.0.2.2', { title: `  ${title.toUpperCase()} `, provider: 'guild  of welders' });
    expect(await rowOf(title, 'list')).toMatchObject({
      askers: 2,
      provider: 'Guild of Welders',
      url: 'https://guild.example/welding',
    });
  });

  it('belongs to the institution asked, in the list and under row-level security', async () => {
    const { slug, title } = await aCertificate();
    await decide(slug, here, '192.0.2.1');
    expect((await demand('decide', other)).rows).toEqual([]);
    const seen = await withTenant(ctxOf().database, { tenantId: elsewhere.id }, (tx) =>
      Promise.all([tx.certificateRequest.count(), tx.certificateAsker.count()]),
    );
    expect(seen).toEqual([0, 0]);
    expect(await rowOf(title)).toBeDefined();
  });

  it('refuses whom there is nothing to ask: no such institution, no such certificate, or one that has decided', async () => {
    const certificate = await aCertificate();
    const reasons = { code: 'invalid_input', details: { fieldErrors: { institution: 'field/choose' } } };
    await expect(decide(certificate.slug, { slug: 'nowhere' }, '192.0.2.1')).rejects.toMatchObject(reasons);
    await expect(decide('no-such-entry', here, '192.0.2.1')).rejects.toMatchObject({ code: 'not_found' });
    const [author, publishedBy] = [await aPerson(here, 'evaluator'), registrar];
    await aRule(here, author, {
      definition: oneForOne(certificate.id, 'INF101'),
      status: 'published',
      publishedBy,
    });
    await expect(decide(certificate.slug, here, '192.0.2.1')).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fieldErrors: { institution: 'request/decided-already' } },
    });
    const { institutions, entry } = await viewRequestForm(ctxOf(), certificate.slug);
    expect(entry?.title).toBe(certificate.title);
    const slugs = institutions.map(({ slug }) => slug);
    expect([slugs.includes(here.slug), slugs.includes(elsewhere.slug)]).toEqual([false, true]);
    expect((await viewRequestForm(ctxOf(), null)).institutions.map(({ slug }) => slug)).toContain(here.slug);
  });

  it('says at the field what is wrong with what was typed', () => {
    const problems = (said: object) =>
      AskToList.safeParse({
        institution: 'x',
        title: 'T',
        provider: 'P',
        url: '',
        ...said,
      }).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    expect(problems({ title: ' ' })).toEqual(['title field/title']);
    expect(problems({ provider: '' })).toEqual(['provider field/offered-by']);
    expect(problems({ url: 'javascript:alert(1)' })).toEqual(['url field/web-address']);
    expect(problems({ email: 'nobody' })).toEqual(['email field/email']);
    expect(problems({ institution: '' })).toEqual(['institution field/choose']);
    expect(problems({ email: '' })).toBeUndefined();
  });

  it('takes no more wishes to list than staff could ever look at', async () => {
    const flooded = await anInstitution({ policy: false });
    await queryAsSuperuser(
      `INSERT INTO certificate_request (tenant_id, kind, subject_key, title, provider) SELECT $1, 'list', 'list|' || n, 'T', 'P' FROM generate_series(1, $2) n`,
      [flooded.id, mostOpenWishes],
    );
    await expect(list(flooded, '192.0.2.1', { title: 'One more' })).rejects.toMatchObject({
      code: 'rate_limited',
      reason: 'request/too-many-open',
    });
  });
});
