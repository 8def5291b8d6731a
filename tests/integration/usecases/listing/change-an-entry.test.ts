import { beforeAll, describe, expect, it } from 'vitest';
import { tellOfCatalogChanges } from '@/lib/jobs/catalog-changes';
import { addDays, parseCivilDate } from '@/lib/kernel/civil-date';
import { ChangeEntry, changeEntry } from '@/lib/usecases/listing/change-entry';
import { listCertificates } from '@/lib/usecases/listing/list-certificates';
import { publishListing } from '@/lib/usecases/listing/publish-listing';
import { ReviseListingForm } from '@/lib/usecases/listing/revise-listing';
import { handInListing } from '@/lib/usecases/listing/submit-listing';
import { viewEntry } from '@/lib/usecases/listing/view-entry';
import { viewListing } from '@/lib/usecases/listing/view-listing';
import type { ListingContent } from '@/lib/micro-credential/listing-content';
import {
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltInstitution,
  type BuiltPerson,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf, today } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

let here: BuiltInstitution;
let editor: BuiltPerson;
let registrar: BuiltPerson;
const day = parseCivilDate(today);
const later = addDays(day, 30);

beforeAll(async () => {
  here = await anInstitution();
  [editor, registrar] = [await aPerson(here, 'catalog_editor'), await aPerson(here, 'registrar')];
});

/** A field of the form for each of the content, as the page sends them. */
function fieldsOf(content: ListingContent): object {
  const lists = ['assessment', 'skills', 'evidenceLinks', 'components'] as const;
  return { ...content, ...Object.fromEntries(lists.map((name) => [name, content[name].join('\n')])) };
}

async function changed(
  certificate: { id: string; versionId: string },
  kind: 'version' | 'correction',
  say: Partial<Record<keyof ListingContent, unknown>>,
  reason = 'The issuer published another figure.',
) {
  const { id } = await changeEntry(
    ctxOf(editor),
    ChangeEntry.parse({ microCredentialId: certificate.id, kind, versionId: certificate.versionId }),
  );
  const { listing } = await viewListing(ctxOf(editor), id);
  const { draft } = ReviseListingForm.parse({
    listingId: id,
    expectedVersion: listing.rowVersion,
    reason,
    ...fieldsOf(listing.content),
    ...say,
  });
  const handIn = () => handInListing(ctxOf(editor), draft);
  const publish = async () => {
    const { rowVersion: expectedVersion } = await handIn();
    return publishListing(ctxOf(registrar), { listingId: id, expectedVersion });
  };
  return { id, handIn, publish, view: () => viewListing(ctxOf(registrar), id) };
}

describe('correcting a version', () => {
  it('changes it in its own days, with a reason, and lists the mappings that rest on it before', async () => {
    const certificate = await aMicroCredential(here, { title: 'Corrected', versionLabel: '2025' });
    const rule = await aRule(here, editor, {
      status: 'published',
      definition: oneForOne(certificate.id, 'INF-1'),
    });
    const { id, handIn, view } = await changed(certificate, 'correction', { workloadHours: '80' });
    const { rowVersion: expectedVersion } = await handIn();
    expect(await view()).toMatchObject({
      changes: [{ field: 'workloadHours', before: '', after: '80' }],
      rules: [{ id: rule.id, status: 'published' }],
      listing: { reason: 'The issuer published another figure.' },
    });
    await publishListing(ctxOf(registrar), { listingId: id, expectedVersion });
    const { entry } = await viewEntry(ctxOf(editor), certificate.id);
    expect(entry.versions).toMatchObject([{ id: certificate.versionId, content: { workloadHours: '80' } }]);
    await tellOfCatalogChanges(ctxOf().database);
    expect(
      await queryAsSuperuser('SELECT subject_id FROM change_notice WHERE rule_version_id = $1', [rule.id]),
    ).toEqual([{ subject_id: certificate.id }]);
  });

  it('asks for the reason, and keeps the days whatever is sent', async () => {
    const certificate = await aMicroCredential(here, { title: 'Kept days' });
    const unsaid = await changed(certificate, 'correction', { country: 'DE' }, '');
    await expect(unsaid.handIn()).rejects.toMatchObject({
      details: { fieldErrors: { reason: 'field/why' } },
    });
    const other = await aMicroCredential(here, { title: 'Other days' });
    await (await changed(other, 'correction', { country: 'DE', validFrom: '2001-01-01' })).publish();
    const { entry } = await viewEntry(ctxOf(editor), other.id);
    expect(entry.versions[0]).toMatchObject({ validFrom: null, content: { country: 'DE' } });
  });

  it('what it says on a day changes once that day', async () => {
    const certificate = await aMicroCredential(here, { title: 'Twice a day' });
    await (await changed(certificate, 'correction', { workloadHours: '80' })).publish();
    await expect(
      (await changed(certificate, 'correction', { workloadHours: '90' })).publish(),
    ).rejects.toMatchObject({ reason: 'listing/changed-today' });
  });

  it('is not published over what changed since it was written', async () => {
    const certificate = await aMicroCredential(here, { title: 'Changed below' });
    const { id, handIn } = await changed(certificate, 'correction', { country: 'DE' });
    const { rowVersion: expectedVersion } = await handIn();
    await queryAsSuperuser(
      'UPDATE micro_credential SET subject = $2, row_version = row_version + 1 WHERE id = $1',
      [certificate.id, 'Welding'],
    );
    await expect(publishListing(ctxOf(registrar), { listingId: id, expectedVersion })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'listing/entry-changed',
    });
  });
});

describe('a new version', () => {
  it('begins after the last one, which ends the day before', async () => {
    const certificate = await aMicroCredential(here, { title: 'Next version', versionLabel: '2025' });
    const { publish, view } = await changed(certificate, 'version', {
      label: '2026',
      validFrom: later,
      creditAmount: '4',
      creditUnit: 'ECTS',
    });
    await publish();
    expect((await view()).listing).toMatchObject({ status: 'published', publishedByName: registrar.name });
    const { entry } = await viewEntry(ctxOf(editor), certificate.id);
    expect(entry.versions).toMatchObject([
      { label: '2026', validFrom: later, validTo: null, content: { creditAmount: '4', creditUnit: 'ECTS' } },
      { label: '2025', validTo: addDays(later, -1) },
    ]);
  });

  it('needs a name and a first day of its own', async () => {
    const certificate = await aMicroCredential(here, { title: 'Nameless', versionLabel: '2025' });
    const nameless = await changed(certificate, 'version', {});
    await expect(nameless.handIn()).rejects.toMatchObject({
      details: { fieldErrors: { label: 'field/version-label', validFrom: 'field/first-day' } },
    });
  });

  it('one change of an entry is open at a time, and only where the entry is kept', async () => {
    const certificate = await aMicroCredential(here, { title: 'One at a time' });
    const begin = (person: BuiltPerson) =>
      changeEntry(ctxOf(person), ChangeEntry.parse({ microCredentialId: certificate.id, kind: 'version' }));
    await begin(editor);
    await expect(begin(registrar)).rejects.toMatchObject({ reason: 'listing/open-already' });
    const stranger = await aPerson(await anInstitution(), 'registrar');
    await expect(begin(stranger)).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'listing/other-steward',
    });
  });
});

describe('outcomes and parts', () => {
  it('an outcome that reviewers have marked stays', async () => {
    const certificate = await aMicroCredential(here, { title: 'Marked' });
    const { entry } = await viewEntry(ctxOf(editor), certificate.id);
    const texts = entry.versions[0]?.outcomes.map(({ text }) => text) ?? [];
    expect(texts.length).toBeGreaterThan(0);
    await (
      await changed(certificate, 'correction', { outcomes: [...texts, 'One more.'].reverse() })
    ).publish();
    const after = await viewEntry(ctxOf(editor), certificate.id);
    expect(after.entry.versions[0]?.outcomes.at(-1)).toEqual(entry.versions[0]?.outcomes[0]);
  });

  it('a part is named by its page; nothing contains itself, and what is decided about keeps its parts', async () => {
    const [whole, part] = [
      await aMicroCredential(here, { title: 'Whole' }),
      await aMicroCredential(here, { title: 'Part' }),
    ];
    const components = `https://crosswalk.example/catalog/${part.slug}`;
    await (await changed(whole, 'correction', { components })).publish();
    expect((await viewEntry(ctxOf(editor), whole.id)).entry.components).toEqual([part.slug]);
    await expect(
      (await changed(part, 'correction', { components: whole.slug })).handIn(),
    ).rejects.toMatchObject({
      details: { fieldErrors: { components: 'listing/contains-itself' } },
    });
    await expect(
      (await changed(whole, 'correction', { components: 'nothing-like-it' })).handIn(),
    ).rejects.toMatchObject({
      details: { fieldErrors: { components: 'field/no-such-entry nothing-like-it' } },
    });
  });
});

describe('the list of certificates', () => {
  it('counts what is listed here, what waits, and what others list, under the same words', async () => {
    const own = await anInstitution();
    const keeper = await aPerson(own, 'catalog_editor');
    const mine = await aMicroCredential(own, { title: 'Zymurgy basics' });
    const theirs = await aMicroCredential(here, { title: 'Zymurgy in practice' });
    await changeEntry(ctxOf(keeper), ChangeEntry.parse({ microCredentialId: mine.id, kind: 'version' }));
    const list = (show: 'own' | 'open' | 'others') =>
      listCertificates(ctxOf(keeper), { show, words: 'zymurgy', page: 1 });
    expect(await list('own')).toMatchObject({
      counts: { own: 1, open: 1, others: 1 },
      entries: [{ id: mine.id, stewardName: own.name, completeness: { required: { of: 9 } } }],
    });
    expect((await list('others')).entries.map(({ id }) => id)).toEqual([theirs.id]);
    expect((await list('open')).listings).toMatchObject([{ kind: 'version', title: 'Zymurgy basics' }]);
  });
});
