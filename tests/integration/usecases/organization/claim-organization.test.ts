import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import { viewOrganization } from '@/lib/usecases/catalog/view-organization';
import { changeEntry } from '@/lib/usecases/listing/change-entry';
import { giveBackEntry, takeOverEntry } from '@/lib/usecases/listing/pass-entry';
import { viewEntry } from '@/lib/usecases/listing/view-entry';
import { claimOrganization, unclaimOrganization } from '@/lib/usecases/organization/claim-organization';
import { describeOrganization } from '@/lib/usecases/organization/describe-organization';
import { mergeOrganization } from '@/lib/usecases/organization/merge-organization';
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
import { ctxOf } from '@/tests/support/ctx';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';

let here: BuiltInstitution;
let there: BuiltInstitution;
let registrar: BuiltPerson;
let maker = '';
let host = '';
let entry: BuiltMicroCredential;
let organizationId = '';
beforeEach(async () => {
  [here, there] = [await anInstitution(), await anInstitution()];
  registrar = await aPerson(here, 'registrar');
  const word = randomUUID().slice(0, 8);
  [maker, host] = [`Maker ${word}`, `maker-${word}.example`];
  entry = await aMicroCredential(there, {
    provider: maker,
    componentIds: [(await aMicroCredential(there)).id],
  });
  const [row] = await queryAsSuperuser<{ id: string }>(
    'SELECT id FROM organization WHERE folded = folded_name($1)',
    [maker],
  );
  organizationId = row?.id ?? expect.fail('nobody');
});

const stated = async (url: string, by = there) =>
  describeOrganization(ctxOf(await aPerson(by, 'registrar')), {
    organizationId,
    expectedVersion: await versionOf('organization', organizationId),
    country: 'NL',
    url,
  });
const proved = async (person: BuiltPerson, email: string) => {
  const userId = randomUUID();
  await queryAsSuperuser('INSERT INTO auth_user (id) VALUES ($1)', [userId]);
  await queryAsSuperuser('UPDATE person SET email = $2, user_id = $3 WHERE id = $1', [
    person.id,
    email,
    userId,
  ]);
};
const versionOf = async (table: 'organization' | 'micro_credential', id: string) =>
  (await queryAsSuperuser<{ v: number }>(`SELECT row_version AS v FROM ${table} WHERE id = $1`, [id]))[0]
    ?.v ?? 0;
const about = async () => ({
  organizationId,
  expectedVersion: await versionOf('organization', organizationId),
});
const of = async (id = entry.id) => ({
  microCredentialId: id,
  expectedVersion: await versionOf('micro_credential', id),
});
const claim = async (by = registrar) => claimOrganization(ctxOf(by), await about());
async function claimed() {
  await stated(`https://www.${host}/home`);
  await proved(registrar, `anna@${host}`);
  await claim();
}
const told = async () =>
  (await viewMicroCredential(ctxOf(), { slug: entry.slug, asOf: null, unit: null })).entry;

describe('an institution that an organization is', () => {
  it('proves it by a mailbox at the page that another stated; then it states, takes over, corrects, and gives back', async () => {
    await claimed();
    expect(await lastAuditEntry(here.id)).toMatchObject({
      action: 'organization.claim',
      actor_id: registrar.id,
      object_id: organizationId,
      before: { statedBy: there.name },
    });
    const slug =
      (
        await queryAsSuperuser<{ slug: string }>('SELECT slug FROM organization WHERE id = $1', [
          organizationId,
        ])
      )[0]?.slug ?? '';
    const page = await viewOrganization(ctxOf(), { slug, role: null, from: null });
    expect(page.organization).toMatchObject({
      statedBy: here.name,
      confirmedOn: expect.stringMatching(/^\d{4}-/) as string,
    });
    expect((await told()).confirmedOn).toBeNull();
    const rule = await aRule(there, await aPerson(there), {
      status: 'published',
      definition: oneForOne(entry.id, 'INF-1'),
    });
    await takeOverEntry(ctxOf(registrar), await of());
    expect(await told()).toMatchObject({
      listedBy: here.name,
      confirmedOn: expect.stringMatching(/^\d{4}-/) as string,
    });
    const rows = await queryAsSuperuser<{ steward: string }>(
      `SELECT steward_tenant_id AS steward FROM micro_credential WHERE id = $1 UNION ALL SELECT steward_tenant_id FROM micro_credential_version WHERE micro_credential_id = $1
        UNION ALL SELECT o.steward_tenant_id FROM learning_outcome o JOIN micro_credential_version v ON v.id = o.version_id WHERE v.micro_credential_id = $1
        UNION ALL SELECT steward_tenant_id FROM micro_credential_component WHERE whole_id = $1`,
      [entry.id],
    );
    expect([rows.length, new Set(rows.map(({ steward }) => steward))]).toEqual([4, new Set([here.id])]);
    expect(await queryAsSuperuser('SELECT status FROM rule_version WHERE id = $1', [rule.id])).toEqual([
      { status: 'published' },
    ]);
    expect((await viewEntry(ctxOf(registrar), entry.id)).mayChange).toBe(true);
    const draft = await changeEntry(ctxOf(registrar), {
      microCredentialId: entry.id,
      kind: 'version',
      versionId: '',
    });
    await expect(giveBackEntry(ctxOf(registrar), await of())).rejects.toMatchObject({
      reason: 'listing/merge-being-changed',
    });
    await queryAsSuperuser(
      `UPDATE listing SET status = 'withdrawn', row_version = row_version + 1 WHERE id = $1`,
      [draft.id],
    );
    await expect(unclaimOrganization(ctxOf(registrar), await about())).rejects.toMatchObject({
      reason: 'organization/claim-has-entries',
    });
    await giveBackEntry(ctxOf(registrar), await of());
    expect(await told()).toMatchObject({ listedBy: there.name, confirmedOn: null });
    await unclaimOrganization(ctxOf(registrar), await about());
    expect(await lastAuditEntry(here.id)).toMatchObject({ action: 'organization.unclaim' });
    await expect(takeOverEntry(ctxOf(registrar), await of())).rejects.toMatchObject({
      reason: 'listing/not-about-us',
    });
  });

  it('is never known by asking: not without a page, by a page of its own, an unproved or another mailbox, twice, or in another role', async () => {
    await proved(registrar, `anna@${host}`);
    await expect(claim()).rejects.toMatchObject({ reason: 'organization/claim-unstated' });
    await aMicroCredential(here, { provider: maker });
    await stated(`https://${host}`, here);
    await expect(claim()).rejects.toMatchObject({ reason: 'organization/claim-unstated' });
    await queryAsSuperuser(
      `SET session_replication_role = replica; UPDATE organization SET steward_tenant_id = '${there.id}' WHERE id = '${organizationId}'; SET session_replication_role = origin`,
    );
    const unproved = await aPerson(here, 'registrar');
    await queryAsSuperuser('UPDATE person SET email = $2, user_id = NULL WHERE id = $1', [
      unproved.id,
      `bert@${host}`,
    ]);
    await expect(claim(unproved)).rejects.toMatchObject({ reason: 'organization/claim-unproved' });
    const elsewhere = await aPerson(here, 'registrar');
    await proved(elsewhere, `carl@evil-${host}`);
    await expect(claim(elsewhere)).rejects.toMatchObject({ reason: 'organization/claim-elsewhere' });
    for (const role of ['catalog_editor', 'evaluator', 'administrator'] as const)
      await expect(claim(await aPerson(here, role))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      claimOrganization(ctxOf(registrar), { organizationId, expectedVersion: 99 }),
    ).rejects.toMatchObject({ reason: 'organization/changed-meanwhile' });
    await claim();
    await expect(claim()).rejects.toMatchObject({ reason: 'organization/claimed-already' });
    await expect(
      describeOrganization(ctxOf(registrar), { ...(await about()), country: null, url: null }),
    ).rejects.toMatchObject({ reason: 'organization/claimed-stays' });
    await expect(
      unclaimOrganization(ctxOf(await aPerson(there, 'registrar')), await about()),
    ).rejects.toMatchObject({ reason: 'organization/not-claimed-here' });
  });

  it('takes over what names it, and not what was merged into it, what is its own, or what it gave back', async () => {
    await claimed();
    const other = `Giant ${randomUUID()}`;
    const giant = await aMicroCredential(there, { provider: other });
    await aMicroCredential(here, { provider: other });
    const [row] = await queryAsSuperuser<{ id: string }>(
      'SELECT id FROM organization WHERE folded = folded_name($1)',
      [other],
    );
    const [mine] = await queryAsSuperuser<{ slug: string }>('SELECT slug FROM organization WHERE id = $1', [
      organizationId,
    ]);
    await mergeOrganization(ctxOf(registrar), {
      organizationId: row?.id ?? '',
      into: mine?.slug ?? '',
      expectedVersion: 1,
    });
    await expect(takeOverEntry(ctxOf(registrar), await of(giant.id))).rejects.toMatchObject({
      reason: 'listing/not-about-us',
    });
    const own = await aMicroCredential(here, { provider: maker });
    await expect(takeOverEntry(ctxOf(registrar), await of(own.id))).rejects.toMatchObject({
      reason: 'listing/ours-already',
    });
    await expect(giveBackEntry(ctxOf(registrar), await of(own.id))).rejects.toMatchObject({
      reason: 'listing/not-taken',
    });
    await expect(
      takeOverEntry(ctxOf(registrar), { microCredentialId: entry.id, expectedVersion: 9 }),
    ).rejects.toMatchObject({ reason: 'listing/entry-changed' });
    await expect(takeOverEntry(ctxOf(await aPerson(here, 'evaluator')), await of())).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('the database as the application’s own role', () => {
  const asApp = (tenantId: string, sql: string, values: unknown[]) =>
    inRolledBackTransaction(appConnection, async (client) => {
      await client.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
      const { rowCount, rows } = await client.query<{ done?: boolean }>(sql, values);
      return rows[0]?.done ?? rowCount;
    });

  it('takes no claim without its proof, and passes no entry but to whom it is about, and back', async () => {
    await stated(`https://${host}`);
    const mine = `UPDATE organization SET claimed_tenant_id = $2, claimed_at = now(), steward_tenant_id = $2, row_version = row_version + 1 WHERE id = $1`;
    expect(await asApp(here.id, mine, [organizationId, here.id])).toBe(0);
    await expect(asApp(there.id, mine, [organizationId, there.id])).rejects.toThrow('a claim is proved');
    const claimSql = 'SELECT claim_organization($1::uuid, $2::uuid) AS done';
    expect(await asApp(here.id, claimSql, [organizationId, registrar.id])).toBe(false);
    expect(await asApp(there.id, claimSql, [organizationId, (await aPerson(there)).id])).toBe(false);
    const pass = 'SELECT pass_entry($1::uuid, $2::uuid) AS done';
    expect(await asApp(here.id, pass, [entry.id, here.id])).toBe(false);
    expect(await asApp(there.id, pass, [entry.id, here.id])).toBe(false);
    await expect(
      asApp(
        there.id,
        `UPDATE micro_credential SET taken_from_id = $2, taken_over_at = now(), row_version = row_version + 1 WHERE id = $1`,
        [entry.id, here.id],
      ),
    ).rejects.toThrow('what proves it');
    expect(
      await asApp(here.id, `UPDATE micro_credential SET steward_tenant_id = $2 WHERE id = $1`, [
        entry.id,
        here.id,
      ]),
    ).toBe(0);
    await proved(registrar, `anna@${host}`);
    await claim();
    expect(await asApp(here.id, pass, [entry.id, here.id])).toBe(true);
    expect(await asApp(here.id, pass, [entry.id, there.id])).toBe(false);
  });

  it('takes no claim of quality assurance without its source and day, whoever enters it', async () => {
    const [version] = await queryAsSuperuser<{ id: string }>(
      'SELECT id FROM micro_credential_version WHERE micro_credential_id = $1',
      [entry.id],
    );
    await expect(
      asApp(there.id, `UPDATE micro_credential_version SET quality_assured_by = 'QAA' WHERE id = $1`, [
        version?.id,
      ]),
    ).rejects.toThrow('quality');
    expect(
      await asApp(
        there.id,
        `UPDATE micro_credential_version SET quality_assured_by = 'QAA', quality_source = 'https://qaa.example/list', quality_source_on = '2026-01-01' WHERE id = $1`,
        [version?.id],
      ),
    ).toBe(1);
  });
});

test.each([
  ['a@guild.example', 'https://guild.example', true],
  ['a@GUILD.example', 'https://www.guild.example/about', true],
  ['a@guild.example', 'https://guild.example:8443/x', true],
  ['a@mail.guild.example', 'https://guild.example', false],
  ['a@evil-guild.example', 'https://guild.example', false],
  ['a@guild.example', 'https://guild.example.evil.test', false],
  ['a@guild.example', 'https://guild.example@evil.test/', false],
  ['a@guild.example', 'https://evil.test/guild.example', false],
  ['a@guild.example', 'http://guild.example', false],
  ['', 'https://guild.example', false],
  ['a@guild.example', null, false],
])('the mailbox %s is at the page %s: %s', async (mailbox, page, expected) => {
  expect(await queryAsSuperuser('SELECT mailbox_proves($1, $2) AS proves', [mailbox, page])).toEqual([
    { proves: expected },
  ]);
});
