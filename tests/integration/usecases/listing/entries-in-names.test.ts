import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { listEntryTexts } from '@/lib/db/entry-texts';
import { listFound } from '@/lib/db/found-micro-credentials';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import { viewOrganization } from '@/lib/usecases/catalog/view-organization';
import { viewInstitution } from '@/lib/usecases/institution/view-institution';
import { acceptEntry, refuseEntry, RefuseEntry } from '@/lib/usecases/listing/answer-entry';
import { listCertificates } from '@/lib/usecases/listing/list-certificates';
import { mergeEntry } from '@/lib/usecases/listing/merge-entry';
import { giveBackEntry, takeOverEntry } from '@/lib/usecases/listing/pass-entry';
import { viewEntry } from '@/lib/usecases/listing/view-entry';
import { unclaimOrganization } from '@/lib/usecases/organization/claim-organization';
import { partOrganization } from '@/lib/usecases/organization/part-organization';
import { listWork } from '@/lib/usecases/rule/list-work';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import {
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltInstitution,
  type BuiltMicroCredential,
  type BuiltPerson,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf, today } from '@/tests/support/ctx';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';

let here: BuiltInstitution;
let there: BuiltInstitution;
let registrar: BuiltPerson;
let entry: BuiltMicroCredential;
beforeEach(async () => {
  const word = randomUUID().slice(0, 8);
  here = await anInstitution({ name: `${word} University of Northbridge` });
  there = await anInstitution();
  registrar = await aPerson(here, 'registrar');
  entry = await aMicroCredential(there, { provider: here.name });
});

const of = async (id = entry.id) => ({
  microCredentialId: id,
  expectedVersion:
    (
      await queryAsSuperuser<{ v: number }>('SELECT row_version AS v FROM micro_credential WHERE id = $1', [
        id,
      ])
    )[0]?.v ?? 0,
});
const texts = (id = entry.id) =>
  listEntryTexts(ctxOf().database, [id], { now: new Date().toISOString(), day: parseCivilDate(today) });
const onPage = async () => {
  const [row] = await queryAsSuperuser<{ slug: string }>(
    'SELECT slug FROM organization WHERE claimed_tenant_id = $1',
    [here.id],
  );
  return viewOrganization(ctxOf(), { slug: row?.slug ?? '', role: null, from: null });
};
const asApp = (tenantId: string, sql: string, values: unknown[]) =>
  inRolledBackTransaction(appConnection, async (client) => {
    await client.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
    return (await client.query(sql, values)).rowCount;
  });
const told = async (slug = entry.slug) =>
  (await viewMicroCredential(ctxOf(), { slug, asOf: null, unit: null })).entry;

describe('an entry that another institution listed in the name of one that is here', () => {
  it('is about that one from the first day, which may take it over', async () => {
    expect((await viewEntry(ctxOf(registrar), entry.id)).claim.mayTakeOver).toBe(true);
    await takeOverEntry(ctxOf(registrar), await of());
    expect(await told()).toMatchObject({ listedBy: here.name, inNames: [] });
    expect((await listWork(ctxOf(registrar))).inName.total).toBe(0);
    await giveBackEntry(ctxOf(registrar), await of());
    expect((await listWork(ctxOf(registrar))).inName.total).toBe(1);
  });

  it('says who listed it, waits for a registrar of the one that is named, and is never that one’s own', async () => {
    expect(await told()).toMatchObject({
      listedBy: there.name,
      confirmedOn: null,
      inNames: [{ institution: here.name, state: 'waiting', on: null }],
    });
    expect((await listWork(ctxOf(registrar))).inName).toMatchObject({
      total: 1,
      rows: [{ id: entry.id, by: there.name }],
    });
    expect((await listWork(ctxOf(await aPerson(here, 'evaluator')))).inName.total).toBe(0);
    expect((await listWork(ctxOf(await aPerson(there, 'registrar')))).inName.total).toBe(0);
    expect((await onPage()).entries).toMatchObject([{ id: entry.id, listedBy: there.name }]);
    expect(
      (await listCertificates(ctxOf(registrar), { show: 'named', words: '', page: 1 })).entries,
    ).toMatchObject([{ id: entry.id, stewardName: there.name }]);
  });

  it('is accepted, and waits once more where it says another title since', async () => {
    const listed = () =>
      listFound(ctxOf().database, [entry.id], { now: new Date().toISOString(), day: parseCivilDate(today) });
    expect(await listed()).toMatchObject([{ listedBy: there.name, confirmedBy: [] }]);
    expect((await onPage()).entries).toMatchObject([{ listedBy: there.name, confirmedBy: [] }]);
    await acceptEntry(ctxOf(registrar), await of());
    expect(await told()).toMatchObject({ listedBy: there.name, inNames: [{ state: 'accepted' }] });
    expect(await listed()).toMatchObject([{ listedBy: there.name, confirmedBy: [here.name] }]);
    expect((await onPage()).entries).toMatchObject([{ listedBy: there.name, confirmedBy: [here.name] }]);
    expect(await lastAuditEntry(here.id)).toMatchObject({
      action: 'microCredential.accept',
      before: { state: 'waiting' },
      after: { state: 'accepted', listedBy: there.name },
    });
    await expect(acceptEntry(ctxOf(registrar), await of())).rejects.toMatchObject({
      reason: 'listing/accepted-already',
    });
    await queryAsSuperuser(
      `UPDATE micro_credential SET subject = 'Words', row_version = row_version + 1 WHERE id = $1`,
      [entry.id],
    );
    expect(await told()).toMatchObject({ inNames: [{ state: 'accepted' }] });
    await queryAsSuperuser(
      `UPDATE micro_credential SET title = 'Doctor of everything', row_version = row_version + 1 WHERE id = $1`,
      [entry.id],
    );
    expect(await told()).toMatchObject({ inNames: [{ state: 'waiting' }] });
  });

  it('is refused with a reason: out of the catalog, on record, and with all that rests on it', async () => {
    const rule = await aRule(there, await aPerson(there), {
      status: 'published',
      definition: oneForOne(entry.id, 'INF-1'),
    });
    expect((await texts()).length).toBe(1);
    await refuseEntry(ctxOf(registrar), { ...(await of()), reason: 'We never awarded this.' });
    expect(await lastAuditEntry(here.id)).toMatchObject({
      action: 'microCredential.refuse',
      after: { state: 'refused', reason: 'We never awarded this.' },
    });
    expect((await texts()).length).toBe(0);
    expect((await onPage()).entries).toEqual([]);
    const page = await viewMicroCredential(ctxOf(), { slug: entry.slug, asOf: null, unit: null });
    expect(page.entry.inNames).toMatchObject([{ institution: here.name, state: 'refused' }]);
    expect(page.decided.length).toBe(1);
    expect(await queryAsSuperuser('SELECT status FROM rule_version WHERE id = $1', [rule.id])).toEqual([
      { status: 'published' },
    ]);
    const lister = ctxOf(await aPerson(there, 'registrar'));
    expect((await listWork(lister)).refused).toMatchObject({
      total: 1,
      rows: [{ by: here.name, reason: 'We never awarded this.' }],
    });
    expect((await viewEntry(lister, entry.id)).inName).toMatchObject({
      said: [{ state: 'refused', reason: 'We never awarded this.' }],
      mayAnswer: false,
    });
    const stranger = await anInstitution();
    expect((await viewEntry(ctxOf(await aPerson(stranger, 'registrar')), entry.id)).inName.said).toEqual([]);
    // Called otherwise it is nobody's refusal; called so again it is refused as before.
    const rename = (name: string) =>
      queryAsSuperuser(
        'UPDATE micro_credential SET provider = $2, row_version = row_version + 1 WHERE id = $1',
        [entry.id, name],
      );
    await rename('Somebody Else');
    expect((await texts()).length).toBe(1);
    // An entry changes once a day; this one did so yesterday.
    await queryAsSuperuser(
      `SET session_replication_role = replica; UPDATE micro_credential SET first_day = first_day - 1 WHERE id = '${entry.id}'; UPDATE catalog_past SET until_day = until_day - 1 WHERE subject_id = '${entry.id}'; SET session_replication_role = origin`,
    );
    await rename(here.name);
    expect((await texts()).length).toBe(0);
    await acceptEntry(ctxOf(registrar), await of());
    expect((await texts()).length).toBe(1);
  });

  it('leads nowhere while it is refused: neither by a form nor past it, until whoever refused it takes it over', async () => {
    const other = await aMicroCredential(there, { title: entry.title, provider: 'A Platform' });
    const merging = { into: other.slug, reason: 'The same course' };
    const lister = ctxOf(await aPerson(there, 'registrar'));
    await refuseEntry(ctxOf(registrar), { ...(await of()), reason: 'We never awarded this.' });
    await expect(mergeEntry(lister, { ...(await of()), ...merging })).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'listing/merge-refused',
    });
    const merge = `UPDATE micro_credential SET same_as_id = $2, same_as_since = current_date, same_as_by = $3, same_as_reason = 'Same', row_version = row_version + 1 WHERE id = $1`;
    await expect(asApp(there.id, merge, [entry.id, other.id, there.id])).rejects.toThrow(
      'an entry that was refused',
    );
    expect(await told()).toMatchObject({ inNames: [{ institution: here.name, state: 'refused' }] });
    expect((await listWork(lister)).refused.total).toBe(1);
    await takeOverEntry(ctxOf(registrar), await of());
    await mergeEntry(ctxOf(registrar), { ...(await of()), ...merging });
  });

  it.each([
    ['as the awarding body', { provider: 'A Platform' }, true],
    ['in capitals and with blanks', {}, false],
  ])('is found %s', async (how, facts, asBody) => {
    const other = await aMicroCredential(there, {
      provider:
        'provider' in facts ? (facts.provider ?? '') : `  ${here.name.toUpperCase().replaceAll(' ', '  ')} `,
    });
    if (asBody)
      await queryAsSuperuser(
        'UPDATE micro_credential SET awarding_body = $2, row_version = row_version + 1 WHERE id = $1',
        [other.id, here.name],
      );
    expect(await told(other.slug), how).toMatchObject({
      inNames: [{ institution: here.name, state: 'waiting' }],
    });
  });

  it('is found by whatever spells the name, whenever it came, and nobody takes a spelling away', async () => {
    const word = here.name.split(' ')[0] ?? '';
    const late = await aMicroCredential(there, {
      provider: `The Univ. of Northbridge`.replace('Univ.', `${word} Univ.`),
    });
    expect(await told(late.slug)).toMatchObject({ inNames: [{ state: 'waiting' }] });
    const [alias] = await queryAsSuperuser<{ id: string; v: number }>(
      `SELECT id, row_version AS v FROM organization WHERE folded = folded_name($1)`,
      [`The ${word} Univ. of Northbridge`],
    );
    await expect(
      partOrganization(ctxOf(await aPerson(there, 'registrar')), {
        organizationId: alias?.id ?? '',
        expectedVersion: alias?.v ?? 0,
      }),
    ).rejects.toMatchObject({ reason: 'organization/institution-name' });
    await expect(
      asApp(
        there.id,
        'UPDATE organization SET merged_into_id = NULL, merged_by_tenant_id = NULL, merged_at = NULL, row_version = row_version + 1 WHERE id = $1',
        [alias?.id],
      ),
    ).rejects.toThrow('stays with it');
    // What was spelled so before the institution came is led to it when it comes.
    const early = randomUUID().slice(0, 8);
    const before = await aMicroCredential(there, { provider: `${early} Coll. of Arts` });
    const newcomer = await anInstitution({ name: `${early} College of the Arts` });
    expect(await told(before.slug)).toMatchObject({
      inNames: [{ institution: newcomer.name, state: 'waiting' }],
    });
    await refuseEntry(ctxOf(await aPerson(newcomer, 'registrar')), {
      ...(await of(before.id)),
      reason: 'No.',
    });
    expect((await texts(before.id)).length).toBe(0);
  });

  it('is none where the words stand in another order, or where two institutions are called alike', async () => {
    const word = here.name.split(' ')[0] ?? '';
    const other = await aMicroCredential(there, { provider: `Northbridge ${word} University` });
    expect(await told(other.slug)).toMatchObject({ inNames: [] });
  });

  it('is answered by registrars of the one that is named alone', async () => {
    for (const role of ['catalog_editor', 'evaluator', 'administrator'] as const)
      await expect(acceptEntry(ctxOf(await aPerson(here, role)), await of())).rejects.toMatchObject({
        code: 'forbidden',
      });
    await expect(acceptEntry(ctxOf(await aPerson(there, 'registrar')), await of())).rejects.toMatchObject({
      reason: 'listing/ours-already',
    });
    const stranger = await aPerson(await anInstitution(), 'registrar');
    await expect(refuseEntry(ctxOf(stranger), { ...(await of()), reason: 'No.' })).rejects.toMatchObject({
      reason: 'listing/not-about-us',
    });
    await expect(
      acceptEntry(ctxOf(registrar), { ...(await of()), expectedVersion: 99 }),
    ).rejects.toMatchObject({
      reason: 'listing/entry-changed',
    });
    expect(RefuseEntry.safeParse({ ...(await of()), reason: '  ' }).success).toBe(false);
  });
});

describe('an institution', () => {
  it('is the organization of its name from the first day on, stays it, and is none that it calls itself later', async () => {
    const [own] = await queryAsSuperuser<{ id: string; v: number }>(
      'SELECT id, row_version AS v FROM organization WHERE claimed_tenant_id = $1',
      [here.id],
    );
    await expect(
      unclaimOrganization(ctxOf(registrar), { organizationId: own?.id ?? '', expectedVersion: own?.v ?? 0 }),
    ).rejects.toMatchObject({ reason: 'organization/own-name' });
    await expect(
      asApp(
        here.id,
        'UPDATE organization SET claimed_tenant_id = NULL, claimed_at = NULL, row_version = row_version + 1 WHERE id = $1',
        [own?.id],
      ),
    ).rejects.toThrow('organization of its name');
    const giant = `Giant ${randomUUID()}`;
    const theirs = await aMicroCredential(there, { provider: giant });
    await queryAsSuperuser('UPDATE institution SET name = $2 WHERE id = $1', [here.id, giant]);
    expect((await viewEntry(ctxOf(registrar), theirs.id)).claim.mayTakeOver).toBe(false);
    expect((await viewEntry(ctxOf(registrar), entry.id)).claim.mayTakeOver).toBe(true);
  });
});

it('proposes to the institution names that are almost its own, and claims none of them', async () => {
  const close = `${here.name}s`;
  const theirs = await aMicroCredential(there, { provider: close });
  await aMicroCredential(there, { provider: `Quite another ${randomUUID()}` });
  const administrator = ctxOf(await aPerson(here, 'administrator'));
  expect((await viewInstitution(administrator)).alike[0]).toMatchObject({ name: close, isAtSite: false });
  expect((await viewEntry(ctxOf(registrar), theirs.id)).claim.mayTakeOver).toBe(false);
});

describe('the database as the application’s own role', () => {
  const answer = `UPDATE entry_in_name SET state = $3, reason = CASE $3 WHEN 'refused' THEN 'No.' ELSE '' END, answered_by_id = $4, answered_at = now(), row_version = row_version + 1
                   WHERE micro_credential_id = $1 AND tenant_id = $2`;
  it('takes an answer from a registrar of the named institution, and no refusal past it', async () => {
    expect(await asApp(here.id, answer, [entry.id, here.id, 'refused', registrar.id])).toBe(1);
    expect(await asApp(there.id, answer, [entry.id, here.id, 'accepted', registrar.id])).toBe(0);
    await expect(
      asApp(here.id, answer, [entry.id, here.id, 'refused', (await aPerson(here, 'evaluator')).id]),
    ).rejects.toThrow('a registrar answers');
    await expect(
      asApp(
        here.id,
        "UPDATE entry_in_name SET since = now() - interval '1 day', row_version = row_version + 1 WHERE tenant_id = $1",
        [here.id],
      ),
    ).rejects.toThrow('accepted or refused');
    await expect(asApp(here.id, 'DELETE FROM entry_in_name WHERE tenant_id = $1', [here.id])).rejects.toThrow(
      'permission denied',
    );
    await refuseEntry(ctxOf(registrar), { ...(await of()), reason: 'No.' });
    await expect(
      asApp(
        there.id,
        'UPDATE micro_credential SET refused_by_id = NULL, refused_at = NULL, row_version = row_version + 1 WHERE id = $1',
        [entry.id],
      ),
    ).rejects.toThrow('refused by the institution');
  });
});
