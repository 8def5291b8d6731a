import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { query } from '@/lib/usecases/command';
import { getListing } from '@/lib/db/listings';
import { everything } from '@/lib/catalog/search-query';
import { searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { draftListing, DraftListing } from '@/lib/usecases/listing/draft-listing';
import { publishListing } from '@/lib/usecases/listing/publish-listing';
import { returnListing } from '@/lib/usecases/listing/return-listing';
import { reviseListing, ReviseListingForm } from '@/lib/usecases/listing/revise-listing';
import { handInListing } from '@/lib/usecases/listing/submit-listing';
import { viewEntry } from '@/lib/usecases/listing/view-entry';
import { viewListingStart } from '@/lib/usecases/listing/view-listing-start';
import { viewListing } from '@/lib/usecases/listing/view-listing';
import { withdrawListing } from '@/lib/usecases/listing/withdraw-listing';
import { listWork } from '@/lib/usecases/rule/list-work';
import { auditOf } from '@/tests/support/audit';
import {
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltPerson,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const said = {
  title: 'Welding of thin sheets',
  provider: 'Guild of Welders',
  awardingBody: 'Guild of Welders',
  language: 'en',
  label: '2026',
  validFrom: '2026-09-01',
  outcomes: ['join thin sheets', 'judge a seam'],
  workloadHours: '75',
  creditAmount: '3',
  creditUnit: 'ECTS',
  creditFramework: 'ECTS Users’ Guide 2015',
  eqfMin: '5',
  assessment: 'practical exam\nportfolio',
  country: 'DE',
  qualityAssurance: 'External panel',
  qualitySource: 'https://guild.example/panel',
  qualitySourceOn: '2026-01-15',
};

describe('listing a certificate', async () => {
  const here = await anInstitution();
  const [editor, registrar, other] = [
    await aPerson(here, 'catalog_editor'),
    await aPerson(here, 'registrar'),
    await aPerson(here, 'evaluator'),
  ];
  const of = (person: BuiltPerson, idempotencyKey?: string) =>
    ctxOf(person, idempotencyKey ? { idempotencyKey } : {});
  const started = async (title = `${said.title} ${randomUUID()}`) => {
    const { id } = await draftListing(
      of(editor),
      DraftListing.parse({ title, provider: said.provider, apart: title }),
    );
    return { listingId: id ?? expect.fail('proposed others'), title };
  };
  const form = (listingId: string, expectedVersion: number, more: object = {}) =>
    ReviseListingForm.parse({ listingId, expectedVersion, ...said, ...more }).draft;
  const handedIn = async (more: object = {}) => {
    const { listingId, title } = await started();
    const { rowVersion } = await handInListing(of(editor), form(listingId, 1, { title, ...more }));
    return { listingId, title, expectedVersion: rowVersion };
  };
  const read = (id: string) => query(of(editor), (tx) => getListing(tx, id));

  it('goes from a draft by a second person into the catalog, and stands in the trail', async () => {
    const { listingId, title, expectedVersion } = await handedIn();
    const { slug, microCredentialId } = await publishListing(of(registrar), { listingId, expectedVersion });
    expect(slug).toMatch(/^welding-of-thin-sheets-/);
    const { entry, completeness } = await viewEntry(of(other), microCredentialId);
    expect(entry).toMatchObject({ title, stewardName: here.name, versions: [{ label: '2026' }] });
    expect(entry.versions[0]?.content).toMatchObject({
      ...said,
      title,
      eqfMax: '5',
      assessment: ['practical exam', 'portfolio'],
    });
    expect(completeness.required).toEqual({ there: 8, of: 9 });
    expect((await auditOf(listingId)).map(({ action, actorId }) => [action, actorId])).toEqual([
      ['listing.draft', editor.id],
      ['listing.revise', editor.id],
      ['listing.submit', editor.id],
      ['listing.publish', registrar.id],
    ]);
  });

  it('waits for a second person where they find their work, and for its author once it is sent back', async () => {
    const { listingId, expectedVersion } = await handedIn();
    const waits = async (person: BuiltPerson) => {
      const { listings } = await listWork(of(person));
      expect(listings.total).toBeGreaterThanOrEqual(listings.rows.length);
      return listings.rows.filter(({ id }) => id === listingId).map(({ status }) => status);
    };
    const second = await aPerson(here, 'catalog_editor');
    expect([await waits(registrar), await waits(second), await waits(editor)]).toEqual([
      ['submitted'],
      ['submitted'],
      [],
    ]);
    await returnListing(of(registrar), { listingId, expectedVersion, remark: 'Say more.' });
    expect([await waits(registrar), await waits(editor)]).toEqual([[], ['returned']]);
  });

  it('says to whoever looks at it that the quality assurance which it names is over', async () => {
    const isOver = async (qualityUntil: string) => {
      const { listingId } = await handedIn({ qualityUntil });
      return (await viewListing(of(registrar), listingId)).isAssuranceOver;
    };
    expect([await isOver('2026-02-01'), await isOver('2031-02-01'), await isOver('')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is found in the catalog once it is published, and not before', async () => {
    const { listingId, title, expectedVersion } = await handedIn();
    const found = async () =>
      (await searchCatalog(ctxOf(), { ...everything, words: title })).results
        .filter((one) => one.title === title)
        .map((one) => one.provider);
    expect(await found()).toEqual([]);
    await publishListing(of(registrar), { listingId, expectedVersion });
    expect(await found()).toEqual([said.provider]);
  });

  it('is not put together of what somebody has decided about, which its author is told at the field', async () => {
    const there = await anInstitution();
    const [decided, free] = [await aMicroCredential(here), await aMicroCredential(here)];
    const decide = async ({ id }: { id: string }) =>
      aRule(there, await aPerson(there), { status: 'published', definition: oneForOne(id, 'INF-1') });
    await decide(decided);
    const { listingId, title } = await started();
    const fixed = { fieldErrors: { components: 'listing/parts-fixed' } };
    await expect(
      handInListing(of(editor), form(listingId, 1, { title, components: decided.slug })),
    ).rejects.toMatchObject({ code: 'invalid_input', reason: 'listing/incomplete', details: fixed });
    const { rowVersion: expectedVersion } = await handInListing(
      of(editor),
      form(listingId, 1, { title, components: free.slug }),
    );
    await decide(free);
    await expect(publishListing(of(registrar), { listingId, expectedVersion })).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'listing/parts-fixed',
    });
  });

  it('is not published by whoever began, wrote or handed it in, by code and by the database', async () => {
    const { listingId, title } = await started();
    await reviseListing(of(other), form(listingId, 1, { title }));
    const { rowVersion: expectedVersion } = await handInListing(of(editor), form(listingId, 2, { title }));
    for (const person of [editor, other])
      await expect(publishListing(of(person), { listingId, expectedVersion })).rejects.toMatchObject({
        code: 'forbidden',
        reason: 'access/author',
      });
    const alone = (person: BuiltPerson) =>
      queryAsSuperuser(
        `UPDATE listing SET status = 'published', published_by_id = $2, published_at = now(), row_version = row_version + 1,
                micro_credential_id = (SELECT id FROM micro_credential LIMIT 1) WHERE id = $1`,
        [listingId, person.id],
      );
    await aMicroCredential(here, {});
    await expect(alone(editor)).rejects.toThrow('listing_two_people');
    await expect(alone(other)).rejects.toThrow('does not publish it');
    expect((await read(listingId)).status).toBe('submitted');
  });

  it('is published once, however often the button is pressed', async () => {
    const { listingId, expectedVersion } = await handedIn();
    const key = randomUUID();
    const twice = [1, 2].map(() => publishListing(of(registrar, key), { listingId, expectedVersion }));
    const [one, two] = await Promise.all(twice);
    expect(two).toEqual(one);
    await expect(publishListing(of(registrar), { listingId, expectedVersion })).rejects.toMatchObject({
      code: 'invalid_transition',
    });
  });

  it('goes back with a remark, is mended and handed in again', async () => {
    const { listingId, title, expectedVersion } = await handedIn();
    await expect(
      returnListing(of(editor), { listingId, expectedVersion, remark: 'No.' }),
    ).rejects.toMatchObject({ reason: 'access/author' });
    await returnListing(of(registrar), { listingId, expectedVersion, remark: 'Name the country.' });
    expect(await read(listingId)).toMatchObject({ status: 'returned', remark: 'Name the country.' });
    await handInListing(of(editor), form(listingId, expectedVersion + 1, { title, country: 'AT' }));
    expect(await read(listingId)).toMatchObject({ status: 'submitted', content: { country: 'AT' } });
  });

  it('what is handed in is frozen, and a draft of somebody else’s institution is not there', async () => {
    const { listingId, title, expectedVersion } = await handedIn();
    await expect(
      reviseListing(of(editor), form(listingId, expectedVersion, { title })),
    ).rejects.toMatchObject({
      code: 'invalid_transition',
      reason: 'listing/frozen',
    });
    const stranger = await aPerson(await anInstitution(), 'registrar');
    for (const refused of [
      () => viewListing(of(stranger), listingId),
      () => publishListing(of(stranger), { listingId, expectedVersion }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'not_found' });
  });

  it('asks at its fields for what is missing, and keeps nothing of what cannot be handed in', async () => {
    const { listingId, title } = await started();
    const bad = form(listingId, 1, { title, label: '', qualitySource: '', creditUnit: '' });
    await expect(handInListing(of(editor), bad)).rejects.toMatchObject({
      code: 'invalid_input',
      reason: 'listing/incomplete',
      details: {
        isUnsaved: true,
        fieldErrors: {
          label: 'field/version-label',
          qualitySource: 'field/quality-source',
          creditUnit: 'field/unit',
        },
      },
    });
    expect(await read(listingId)).toMatchObject({ rowVersion: 1, content: { workloadHours: '' } });
  });

  it('refuses the second of two people who save, and says which fields differ', async () => {
    const { listingId, title } = await started();
    await reviseListing(of(other), form(listingId, 1, { title }));
    await expect(
      reviseListing(of(editor), form(listingId, 1, { title, country: 'PL' })),
    ).rejects.toMatchObject({
      code: 'conflict',
      reason: 'listing/changed-meanwhile',
      details: { changed: ['country'] },
    });
  });

  it('proposes entries that are like it before anything is drafted', async () => {
    const { title } = await aMicroCredential(here, { title: 'Data analysis with Python', provider: 'Acme' });
    const draft = (given: object) => draftListing(of(editor), DraftListing.parse(given));
    const mistyped = { title: 'Data anlysis with Python', provider: 'ACME' };
    expect(await draft(mistyped)).toEqual({ id: null });
    expect(await draft({ ...mistyped, apart: 'Another title' })).toEqual({ id: null });
    expect(
      await draft({ title: 'Data anlysis with Python', provider: 'Acme', apart: 'Data anlysis with Python' }),
    ).toMatchObject({
      id: expect.any(String) as string,
    });
    expect(await draft({ title: 'Analysis with Python', provider: 'Acme' })).toEqual({ id: null });
    // The next part of a series is another certificate.
    expect((await draft({ title: `${title} 2`, provider: 'Acme' })).id).not.toBeNull();
  });

  it('does not list what has the same title, issuer and platform', async () => {
    const { listingId, title, expectedVersion } = await handedIn();
    await publishListing(of(registrar), { listingId, expectedVersion });
    await expect(
      draftListing(of(editor), DraftListing.parse({ title, provider: said.provider, apart: title })),
    ).rejects.toMatchObject({ code: 'conflict', reason: 'listing/listed-already' });
  });

  it('is given up, and stays on record', async () => {
    const { listingId, expectedVersion } = await handedIn();
    await withdrawListing(of(other), { listingId, expectedVersion });
    expect((await read(listingId)).status).toBe('withdrawn');
    await expect(
      publishListing(of(registrar), { listingId, expectedVersion: expectedVersion + 1 }),
    ).rejects.toMatchObject({ code: 'invalid_transition' });
  });

  it('is nobody’s to write who has no part in the catalog', async () => {
    for (const role of ['reviewer', 'dean', 'auditor', 'administrator'] as const)
      await expect(
        draftListing(of(await aPerson(here, role)), DraftListing.parse({ title: 'T', provider: 'P' })),
      ).rejects.toMatchObject({ code: 'forbidden' });
    const { listingId } = await started();
    expect(await viewListing(of(await aPerson(here, 'auditor')), listingId)).toMatchObject({
      mayRevise: false,
    });
  });
});

it('an entry with the same home page in another language is proposed, and its own page is not', async () => {
  const institution = await anInstitution();
  const editor = ctxOf(await aPerson(institution, 'catalog_editor'));
  const { title } = await aMicroCredential(institution, {});
  await queryAsSuperuser('UPDATE micro_credential SET url = $1 WHERE title = $2 AND steward_tenant_id = $3', [
    'https://www.learn.example.org/en/courses/data-for-all',
    title,
    institution.id,
  ]);
  const named = { title: 'Daten für alle', provider: 'Somebody Else', platform: '' };
  const why = async (url: string) =>
    (await viewListingStart(editor, { ...named, url }))
      .filter((one) => one.title === title)
      .map((one) => one.why);
  expect(await why('https://learn.example.org/de/courses/data-for-all/')).toEqual(['language']);
  expect(await why('https://learn.example.org/en/courses/data-for-all')).toEqual(['page']);
  expect(await why('https://learn.example.org/de/courses/other')).toEqual([]);
});
