import { beforeAll, describe, expect, it } from 'vitest';
import { visitor } from '@/lib/access/actor';
import { signPublished } from '@/lib/jobs/records';
import { changeKey } from '@/lib/usecases/record/change-key';
import { readDidDocument, readStatusList } from '@/lib/usecases/record/read-published';
import { mostAtOnce, signRecords } from '@/lib/usecases/record/sign-records';
import { viewKeys } from '@/lib/usecases/record/view-keys';
import { listDecisions, registerStart } from '@/lib/usecases/catalog/list-decisions';
import { resumeRule } from '@/lib/usecases/rule/resume-rule';
import { revokeRule } from '@/lib/usecases/rule/revoke-rule';
import { suspendRule } from '@/lib/usecases/rule/suspend-rule';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltInstitution,
  type BuiltPerson,
  type BuiltRule,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import {
  appConnection,
  inRolledBackTransaction,
  publicConnection,
  queryAsSuperuser,
} from '@/tests/support/db';
import { isSigned, takenBackFor } from '@/tests/support/judge-record';
import { type Json, newKey, prove, publishedFor, recordOf, signer } from './arrange';

let here: BuiltInstitution;
let [administrator, registrar, author]: BuiltPerson[] = [];
let rules: BuiltRule[];
const [since, until] = [parseCivilDate('2026-09-01'), parseCivilDate('2027-06-30')];
const by = (person: BuiltPerson | undefined) => ctxOf(person);

beforeAll(async () => {
  here = await anInstitution();
  administrator = await aPerson(here, 'administrator');
  registrar = await aPerson(here, 'registrar');
  author = await aPerson(here, 'evaluator');
  await aCourse(here, { code: 'WELD 101' });
  rules = [];
  for (const amount of ['3', '6', '7.5']) {
    const entry = await aMicroCredential(here, { title: `Welding “${amount}”, <b>level</b> 2` });
    rules.push(
      await aRule(here, author, {
        status: 'published',
        definition: {
          ...oneForOne(entry.id, 'WELD 101', amount),
          ...(amount === '7.5' && { credentialWindow: { basis: 'issuedOn', from: since, to: until } }),
        },
      }),
    );
  }
  const no = await aMicroCredential(here, { title: 'Soldering' });
  rules.push(
    await aRule(here, author, {
      status: 'published',
      publicNote: 'It is taught nowhere here.',
      definition: { ...oneForOne(no.id, 'WELD 101'), outcomes: [], deny: true },
    }),
  );
});
const version = (at: number) => rules[at]?.id ?? '';
const record = (at: number) => recordOf(here.id, version(at));
const move = async (at: number) => {
  const [row] = await queryAsSuperuser<{ row_version: number }>(
    'SELECT row_version FROM rule_version WHERE id = $1',
    [version(at)],
  );
  return { ruleVersionId: version(at), expectedVersion: row?.row_version ?? 0, reason: 'A question is open' };
};

const refused = (sql: string, values: unknown[] = []) =>
  inRolledBackTransaction(appConnection, async (client) => {
    await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [here.id]);
    return client.query(sql, values).then(
      ({ rowCount }) => `${rowCount} rows`,
      ({ message }: { message: string }) => message,
    );
  });

describe('an institution that signs', () => {
  it('signs nothing before an administrator made a key, and keeps one key at a time', async () => {
    await expect(signRecords(by(registrar), {}, signer)).rejects.toMatchObject({ reason: 'record/no-key' });
    expect(await signPublished(ctxOf().database, signer, ctxOf().now)).toBe(0);
    await expect(readDidDocument(ctxOf(), here.slug)).rejects.toMatchObject({ reason: 'record/none' });
    await expect(changeKey(by(registrar), { instead: '' }, signer)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(changeKey(by(administrator), { instead: '' }, null)).rejects.toMatchObject({
      reason: 'record/no-secret',
    });
    const { id } = await changeKey(by(administrator), { instead: '' }, signer);
    expect(await lastAuditEntry(here.id)).toMatchObject({ action: 'record.changeKey', object_id: id });
    // Who looks at a page from before does not change it a second time.
    await expect(changeKey(by(administrator), { instead: '' }, signer)).rejects.toMatchObject({
      reason: 'record/key-changed-meanwhile',
    });
  });

  it('has nothing that signs in the database, nor in the trail', async () => {
    const [key] = await queryAsSuperuser<{ row: Json }>(
      'SELECT to_jsonb(k) AS row FROM signing_key k WHERE tenant_id = $1',
      [here.id],
    );
    expect(Object.keys(key?.row ?? {}).sort()).toEqual(
      ['did', 'id', 'made_at', 'made_by_id', 'public_key', 'retired_at', 'tenant_id'].sort(),
    );
  });

  it('signs every published rule once, whoever asks, and what it says is what the register says', async () => {
    expect(await viewKeys(by(registrar), signer)).toMatchObject({
      waiting: { versions: 4, earlier: 0 },
      signed: { decisions: 0, badges: 0 },
      isKeyHere: true,
    });
    const both = await Promise.all([
      signRecords(by(registrar), {}, signer),
      signPublished(ctxOf().database, signer, ctxOf().now),
    ]);
    expect([both[0].signed, both[1]].sort()).toEqual([0, 4]);
    expect(await signRecords(by(registrar), {}, signer)).toEqual({ signed: 0, left: 0 });
    expect(mostAtOnce).toBeGreaterThan(4);
    const { rows } = await listDecisions(ctxOf(), {
      institution: here.slug,
      start: registerStart(null),
      most: 10,
    });
    for (const [at, { ruleCode }] of rules.entries()) {
      const row = rows.find(({ rule }) => rule === ruleCode);
      const said = (await record(at))['credentialSubject'] as Json;
      const credit = said['credit'] as Json | undefined;
      expect(said).toMatchObject({
        decision: row?.decision,
        rule: ruleCode,
        ruleVersion: row?.version,
        asOf: '2026-11-25',
        policyVersion: '1',
      });
      expect([credit?.['amount'] ?? '', credit?.['unit'] ?? '']).toEqual([row?.credit, row?.creditUnit]);
    }
  });

  it('says from and until when it can be claimed, and only of what has such days', async () => {
    expect((await record(2))['credentialSubject']).toMatchObject({
      ...{ claimableFrom: since, claimableUntil: until },
    });
    expect((await record(1))['credentialSubject']).not.toHaveProperty('claimableUntil');
    expect((await record(2))['validUntil']).toBeUndefined();
  });

  it('says nothing of any person', async () => {
    const text = JSON.stringify(await record(0));
    for (const person of [administrator, registrar, author])
      for (const own of [person?.id, person?.name]) expect(text).not.toContain(own);
  });
});

describe('a record', () => {
  it('is valid on /prove, and to a judge that shares nothing with the product', async () => {
    for (const at of rules.keys()) {
      const one = await record(at);
      const world = await publishedFor(one);
      expect(await isSigned(one, world)).toBe(true);
      expect(await takenBackFor(one, world)).toEqual([]);
      const report = await prove(one);
      expect({ verdict: report.verdict, kind: report.facts.kind, own: report.signer.isIssuer }).toEqual({
        verdict: 'valid',
        kind: 'decision',
        own: true,
      });
    }
  });

  it('says on /prove what it decides: how much, as what, and until when; or that it is a no, and why', async () => {
    expect((await prove(await record(2))).facts.decides).toMatchObject({
      ...{ word: 'yes', amount: { amount: '7.5', unit: 'ECTS' }, countsAs: ['WELD 101'] },
      ...{ claimableFrom: since, claimableUntil: until },
    });
    expect((await prove(await record(3))).facts.decides).toMatchObject({
      ...{ word: 'no', amount: null, countsAs: [], reason: 'It is taught nowhere here.' },
    });
  });

  it('is never valid with a byte changed', async () => {
    const text = JSON.stringify(await record(0));
    const step = Number(process.env['PROOF_STEP'] ?? 29);
    for (let at = 0; at < text.length; at += step) {
      const letter = text[at] === '7' ? '8' : '7';
      const altered = text.slice(0, at) + letter + text.slice(at + 1);
      const verdict = await prove(altered).then(
        (report) => report.verdict,
        () => 'refused',
      );
      expect({ at, verdict }).not.toMatchObject({ verdict: 'valid' });
    }
  }, 60_000);

  it('stays valid when the key is changed, and new lists are signed by the new one', async () => {
    const before = await record(1);
    await newKey(administrator as BuiltPerson);
    await expect(readDidDocument(ctxOf(), here.slug)).resolves.toMatchObject({
      verificationMethod: [{}, {}],
    });
    expect((await prove(before)).verdict).toBe('valid');
    expect(await isSigned(before, await publishedFor(before))).toBe(true);
    const keys = (await viewKeys(by(registrar), signer)).keys;
    const [list] = before['credentialStatus'] as { statusListCredential: string }[];
    const [, purpose = '', number = ''] =
      /\/status\/(\w+)\/(\d+)$/.exec(list?.statusListCredential ?? '') ?? [];
    const signed = await readStatusList(ctxOf(), { slug: here.slug, purpose, list: Number(number) }, signer);
    expect((signed['proof'] as Json)['verificationMethod']).toContain(keys[0]?.id);
  });

  it('is suspended while its rule is, revoked with it, and neither when it has ended', async () => {
    await suspendRule(by(registrar), await move(0));
    expect(await takenBackFor(await record(0), await publishedFor(await record(0)))).toEqual(['suspension']);
    expect((await prove(await record(0))).checks).toContainEqual(
      expect.objectContaining({ name: 'status', outcome: 'fail', reason: 'statusSuspended' }),
    );
    await resumeRule(by(registrar), await move(0));
    expect((await prove(await record(0))).verdict).toBe('valid');
    await revokeRule(by(registrar), await move(0));
    expect((await prove(await record(0))).checks).toContainEqual(
      expect.objectContaining({ reason: 'statusRevoked' }),
    );
    await queryAsSuperuser(
      `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true)) UPDATE rule_version SET claim_to = '2026-11-01' FROM quiet WHERE id = $1`,
      [version(1)],
    );
    expect((await prove(await record(1))).verdict).toBe('valid');
  });

  it('is signed anew under a new policy alone, and the one before stays', async () => {
    const [policy] = await queryAsSuperuser<{ id: string }>(
      `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true)), old AS (
         UPDATE policy_version SET effective_to = '2026-11-25' FROM quiet WHERE tenant_id = $1 RETURNING *)
       INSERT INTO policy_version (tenant_id, version, status, credit, review, effective_from, author_id, adopted_by_id, adopted_at)
       SELECT tenant_id, 2, 'adopted', credit, review, '2026-11-26', author_id, adopted_by_id, adopted_at FROM old RETURNING id`,
      [here.id],
    );
    expect(policy).toBeDefined();
    const later = { ...by(registrar), now: '2026-11-27T12:00:00.000Z' };
    // The one that was revoked is signed by nobody any more, and the one that had ended by no policy that came later.
    const underIt = await refused(
      `INSERT INTO signed_record (tenant_id, key_id, rule_version_id, policy_version_id, status_list, status_place, document, signed_at)
       SELECT tenant_id, id, $1::uuid, $2::uuid, 9, 9, '{}', now() FROM signing_key WHERE retired_at IS NULL`,
      [version(1), policy?.id],
    );
    expect(underIt).toMatch(/what is signed is published/);
    expect(await signRecords(later, {}, signer)).toEqual({ signed: 2, left: 0 });
    expect((await record(1))['credentialSubject']).toMatchObject({ policyVersion: '1' });
    expect((await record(2))['credentialSubject']).toMatchObject({ policyVersion: '2', asOf: '2026-11-27' });
    const [count] = await queryAsSuperuser<{ n: number }>(
      'SELECT count(*)::int AS n FROM signed_record WHERE tenant_id = $1',
      [here.id],
    );
    expect(count?.n).toBe(6);
  });

  it('is signed by nobody whose secret is another', async () => {
    const { signerFrom } = await import('@/lib/adapters/installation-signer');
    const other = signerFrom('another secret, after a restore without it', 'https://credit.example');
    expect(await viewKeys(by(registrar), other)).toMatchObject({ isKeyHere: false });
    await expect(signRecords(by(registrar), {}, other)).rejects.toMatchObject({
      reason: 'record/secret-changed',
    });
  });
});

describe('the database', () => {
  it('keeps what was signed, and the keys', async () => {
    expect(await refused(`UPDATE signed_record SET document = '{}'`)).toMatch(/append|change|permission/);
    expect(await refused(`UPDATE signing_key SET public_key = public_key || ''`)).toMatch(/retired once/);
    expect(await refused('DELETE FROM signing_key')).toMatch(/permission|stays published/);
    expect(
      await refused(
        `INSERT INTO signing_key (tenant_id, did, public_key, made_by_id, made_at) SELECT tenant_id, did, public_key, $1, now() FROM signing_key LIMIT 1`,
        [registrar?.id],
      ),
    ).toMatch(/administrators make keys/);
    expect(
      await refused(
        `INSERT INTO signed_record (tenant_id, key_id, rule_version_id, policy_version_id, status_list, status_place, document, signed_at)
         SELECT r.tenant_id, k.id, r.rule_version_id, r.policy_version_id, 9, 9, '{}', now() FROM signed_record r JOIN signing_key k ON k.tenant_id = r.tenant_id AND k.retired_at IS NOT NULL LIMIT 1`,
      ),
    ).toMatch(/retired key signs nothing/);
  });

  it('shows records of rules and keys to everybody, and nothing to a student', async () => {
    const seen = await inRolledBackTransaction(publicConnection, (client) =>
      client.query('SELECT document FROM signed_record WHERE tenant_id = $1', [here.id]),
    );
    expect(seen.rowCount).toBe(6);
    const own = await inRolledBackTransaction(appConnection, async (client) => {
      await client.query(
        `SELECT set_config('app.tenant_id', $1, true), set_config('app.student_id', $1, true)`,
        [here.id],
      );
      return client.query('SELECT 1 FROM signed_record');
    });
    expect(own.rowCount).toBe(0);
    await expect(readDidDocument(ctxOf(visitor), 'no such place')).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
