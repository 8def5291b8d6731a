import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { draftListing, DraftListing } from '@/lib/usecases/listing/draft-listing';
import { publishListing } from '@/lib/usecases/listing/publish-listing';
import { ReviseListingForm } from '@/lib/usecases/listing/revise-listing';
import { handInListing } from '@/lib/usecases/listing/submit-listing';
import { CloseRequest, closeRequest } from '@/lib/usecases/request/close-request';
import { confirmRequest } from '@/lib/usecases/request/confirm-request';
import { listDemand, viewRequest } from '@/lib/usecases/request/list-demand';
import { listWork } from '@/lib/usecases/rule/list-work';
import { auditOf } from '@/tests/support/audit';
import { aMicroCredential, anInstitution, aPerson, aRule, oneForOne } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { asker, decide, linkTo, list, mailTo } from './arrange';

const mailbox = () => `student-${randomUUID()}@example.test`;

describe('demand', async () => {
  const [here, elsewhere] = [await anInstitution(), await anInstitution()];
  const [editor, registrar, reviewer, stranger] = [
    await aPerson(here, 'catalog_editor'),
    await aPerson(here, 'registrar'),
    await aPerson(here, 'reviewer'),
    await aPerson(elsewhere, 'registrar'),
  ];
  const demand = (show: 'decide' | 'list', more: object = {}) =>
    listDemand(ctxOf(registrar), { show, sort: 'askers', page: 1, ...more });

  async function wished(title = `Welding ${randomUUID()}`) {
    const email = mailbox();
    await list(here, '192.0.2.1', { title, email });
    await confirmRequest(ctxOf(), await linkTo(email), asker('192.0.2.1'));
    const row = (await demand('list')).rows.find((one) => one.title === title);
    return { title, email, row: row ?? expect.fail('is not there') };
  }
  async function askedFor() {
    const certificate = await aMicroCredential(here, { title: `Certificate ${randomUUID()}` });
    const email = mailbox();
    await decide(certificate.slug, here, '192.0.2.1', email);
    await confirmRequest(ctxOf(), await linkTo(email), asker('192.0.2.1'));
    const row = (await demand('decide')).rows.find(({ slug }) => slug === certificate.slug);
    return { certificate, email, row: row ?? expect.fail('is not there') };
  }
  const answers = async (email: string) =>
    (await mailTo(email)).filter(({ kind }) => kind === 'request.answered').map(({ payload }) => payload);
  const close = (
    row: { id: string; rowVersion: number },
    answer: string,
    more: { entry?: string; by?: typeof registrar; key?: string } = {},
  ) =>
    closeRequest(
      ctxOf(more.by ?? editor, more.key ? { idempotencyKey: more.key } : {}),
      CloseRequest.parse({
        requestId: row.id,
        expectedVersion: row.rowVersion,
        answer,
        ...(more.entry !== undefined && { entry: more.entry }),
      }),
    );

  it('is put in order by how many ask, or by day or title, a page at a time', async () => {
    const own = await anInstitution();
    const [person, titles] = [await aPerson(own, 'evaluator'), ['Beta', 'alpha', 'Gamma']];
    for (const [times, title] of titles.entries())
      for (let n = 0; n <= times; n++) await list(own, `192.0.2.${n}`, { title });
    const inOrder = async (sort: 'askers' | 'title') =>
      (await listDemand(ctxOf(person), { show: 'list', sort, page: 1 })).rows.map(({ title }) => title);
    expect(await inOrder('askers')).toEqual(['Gamma', 'alpha', 'Beta']);
    expect(await inOrder('title')).toEqual(['alpha', 'Beta', 'Gamma']);
    await queryAsSuperuser(
      `INSERT INTO certificate_request (tenant_id, kind, subject_key, title, provider) SELECT $1, 'list', 'list|' || n, 'Many ' || n, 'P' FROM generate_series(1, 30) n`,
      [own.id],
    );
    // Nobody asks for these.
    expect((await listDemand(ctxOf(person), { show: 'list', sort: 'title', page: 1 })).counts.list).toBe(3);
    await queryAsSuperuser(
      `INSERT INTO certificate_asker (tenant_id, request_id, network_key) SELECT tenant_id, id, repeat('a', 64) FROM certificate_request WHERE tenant_id = $1 AND title LIKE 'Many %'`,
      [own.id],
    );
    const page = async (page: number) => listDemand(ctxOf(person), { show: 'list', sort: 'title', page });
    expect((await page(1)).rows).toHaveLength(25);
    expect((await page(2)).rows).toHaveLength(8);
    expect((await page(1)).counts).toEqual({ decide: 0, list: 33 });
    expect((await listWork(ctxOf(person))).demand).toBe(33);
  });

  it('says on which days it was first and last asked for, in the institution’s own time', async () => {
    const { row } = await askedFor();
    expect([row.firstOn, row.lastOn]).toEqual(['2026-11-25', '2026-11-25']);
  });

  it('says which mapping is under way', async () => {
    const { certificate } = await askedFor();
    const { id } = await aRule(here, await aPerson(here, 'evaluator'), {
      definition: oneForOne(certificate.id, 'INF101'),
    });
    const row = (await demand('decide')).rows.find(({ slug }) => slug === certificate.slug);
    expect(row?.ruleVersionId).toBe(id);
  });

  it('is nobody’s to see or close but theirs who keep the catalog and map', async () => {
    const { row } = await wished();
    const denied = { code: 'forbidden', reason: 'access/role-missing' };
    await expect(
      listDemand(ctxOf(reviewer), { show: 'list', sort: 'askers', page: 1 }),
    ).rejects.toMatchObject(denied);
    await expect(viewRequest(ctxOf(reviewer), row.id)).rejects.toMatchObject(denied);
    await expect(close(row, 'not_a_certificate', { by: reviewer })).rejects.toMatchObject(denied);
    expect((await listWork(ctxOf(reviewer))).demand).toBe(0);
    for (const act of [
      viewRequest(ctxOf(stranger), row.id),
      close(row, 'not_a_certificate', { by: stranger }),
    ])
      await expect(act).rejects.toMatchObject({ code: 'not_found' });
    await expect(viewRequest(ctxOf(), row.id)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('ends with a reason, which is told to who confirmed and stands on record', async () => {
    const { row, email, title } = await wished();
    await close(row, 'not_a_certificate');
    expect((await answers(email)).map(({ subject, path }) => [subject, path])).toEqual([
      [`Not listed: ${title}`, `/institutions/${here.slug}`],
    ]);
    expect(await auditOf(row.id)).toMatchObject([
      {
        action: 'request.close',
        actorId: editor.id,
        summary: 'request to list closed',
        before: { title },
        after: { answer: 'not_a_certificate' },
      },
    ]);
    expect(JSON.stringify(await auditOf(row.id))).not.toContain(email);
    expect(await queryAsSuperuser('SELECT 1 FROM certificate_asker WHERE request_id = $1', [row.id])).toEqual(
      [],
    );
    await expect(close({ ...row, rowVersion: 2 }, 'not_a_certificate')).rejects.toMatchObject({
      code: 'invalid_transition',
      reason: 'request/settled',
    });
  });

  it('ends as an entry that is there, by its address or the last part of it', async () => {
    const { row, email } = await wished();
    await expect(close(row, 'listed_already', { entry: 'no-such-entry' })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fieldErrors: { entry: 'request/no-such-entry' } },
    });
    const entry = await aMicroCredential(elsewhere, { title: 'Welding II' });
    await close(row, 'listed_already', {
      entry: `https://crosswalk.example/catalog/${entry.slug}?unit=ECTS`,
    });
    expect(await answers(email)).toMatchObject([{ path: `/catalog/${entry.slug}` }]);
    expect((await answers(email))[0]?.text).toContain('“Welding II”');
  });

  it('ends by a reason of its kind only, once, and not over what changed meanwhile', async () => {
    const [{ row }, wish] = [await askedFor(), await wished()];
    await expect(close(row, 'not_a_certificate')).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(close(wish.row, 'nothing_to_decide')).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(close({ ...row, rowVersion: 7 }, 'nothing_to_decide')).rejects.toMatchObject({
      code: 'conflict',
      reason: 'request/changed-meanwhile',
    });
    const key = randomUUID();
    await close(row, 'nothing_to_decide', { key });
    await close(row, 'nothing_to_decide', { key });
    expect(await auditOf(row.id)).toHaveLength(1);
  });

  it('is answered by the listing that was begun from it, when a second person publishes that', async () => {
    const { row, email, title } = await wished();
    const { id: listingId } = await draftListing(
      ctxOf(editor),
      DraftListing.parse({ title: row.title, provider: row.provider, apart: row.title, request: row.id }),
    );
    expect((await demand('list')).rows.find(({ id }) => id === row.id)?.listingId).toBe(listingId);
    const { draft } = ReviseListingForm.parse({
      listingId,
      expectedVersion: 1,
      title: `${title}, corrected`,
      provider: 'Guild of Welders',
      awardingBody: 'Guild of Welders',
      language: 'en',
      label: '2026',
      validFrom: '2026-09-01',
      outcomes: ['join thin sheets'],
      workloadHours: '75',
      eqfMin: '5',
      assessment: 'practical exam',
      country: 'DE',
    });
    const { rowVersion: expectedVersion } = await handInListing(ctxOf(editor), draft);
    expect(await answers(email)).toEqual([]);
    const { slug } = await publishListing(ctxOf(registrar), { listingId: listingId ?? '', expectedVersion });
    expect(await answers(email)).toMatchObject([{ subject: `Listed: ${title}`, path: `/catalog/${slug}` }]);
    expect((await answers(email))[0]?.text).toContain(`“${title}, corrected”`);
    expect((await demand('list')).rows.find(({ id }) => id === row.id)).toBeUndefined();
  });

  it('takes a new request after the old one was answered', async () => {
    const { certificate, row } = await askedFor();
    await close(row, 'nothing_to_decide');
    await decide(certificate.slug, here, '192.0.2.1');
    const again = (await demand('decide')).rows.find(({ slug }) => slug === certificate.slug);
    expect(again?.id).not.toBe(row.id);
    expect(again?.askers).toBe(1);
  });
});
