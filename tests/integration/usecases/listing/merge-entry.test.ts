import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { everything } from '@/lib/catalog/search-query';
import { findLikenesses } from '@/lib/db/entry-likenesses';
import { idsByKey } from '@/lib/db/imported-micro-credentials';
import { findLintFacts } from '@/lib/db/lint-facts';
import { entriesNamed } from '@/lib/db/named-entries';
import { add, standingsOf } from '@/lib/db/recommendations';
import { withTenant } from '@/lib/db/tx';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { changeEntry } from '@/lib/usecases/listing/change-entry';
import { mergeEntry } from '@/lib/usecases/listing/merge-entry';
import { partEntry } from '@/lib/usecases/listing/part-entry';
import { viewEntry } from '@/lib/usecases/listing/view-entry';
import { viewEntryMerging } from '@/lib/usecases/listing/view-entry-merging';
import { AddRecommendation, addRecommendation } from '@/lib/usecases/recommendation/save-recommendation';
import { listDemand } from '@/lib/usecases/request/list-demand';
import { DraftRule, draftRule } from '@/lib/usecases/rule/draft-rule';
import { viewMappingStart } from '@/lib/usecases/rule/view-mapping-start';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRecommendation,
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
let editor: BuiltPerson;
let author: BuiltPerson;
beforeAll(async () => {
  [here, there] = [await anInstitution(), await anInstitution()];
  [editor, author] = [await aPerson(here, 'catalog_editor'), await aPerson(here, 'evaluator')];
  await aCourse(here, { code: 'INF-1' });
  await aCourse(there, { code: 'INF-1' });
});

async function two(title = `Data ${randomUUID()}`): Promise<[BuiltMicroCredential, BuiltMicroCredential]> {
  return [
    await aMicroCredential(here, { title, provider: 'Maker' }),
    await aMicroCredential(there, { title, provider: 'Maker Inc.' }),
  ];
}
const versionOf = async (id: string) =>
  (
    await queryAsSuperuser<{ v: number }>('SELECT row_version AS v FROM micro_credential WHERE id = $1', [id])
  )[0]?.v ?? 0;
const merge = async (
  gone: { id: string },
  stays: { slug: string },
  by = editor,
  reason = 'One maker, written in two ways.',
) =>
  mergeEntry(ctxOf(by), {
    microCredentialId: gone.id,
    into: stays.slug,
    reason,
    expectedVersion: await versionOf(gone.id),
  });
const part = async (gone: { id: string }, by = editor) =>
  partEntry(ctxOf(by), { microCredentialId: gone.id, expectedVersion: await versionOf(gone.id) });
const findLintFactsOf = async (id: string) =>
  withTenant(ctxOf().database, { tenantId: here.id }, async (tx) =>
    (await findLintFacts(tx, [id]))[id]?.recommendations.map((one) => one.id),
  );
const seen = async (slug: string, asOf: string | null = null) =>
  (await viewMicroCredential(ctxOf(), { slug, asOf: asOf as CivilDate | null, unit: null })).entry;

describe('two entries that say different things', () => {
  it('become one for a reason alone, which the trail keeps with what differs; what is not stated is no difference', async () => {
    const [gone, stays] = await two();
    const say = async (id: string, credit: string | null, eqf: number | null) =>
      queryAsSuperuser(
        `UPDATE micro_credential_version SET credit_amount = $2, credit_unit = CASE WHEN $2::text IS NOT NULL THEN 'ECTS' END, eqf_min = $3, eqf_max = $3, row_version = row_version + 1 WHERE micro_credential_id = $1`,
        [id, credit, eqf],
      );
    await say(gone.id, '3', 5);
    await say(stays.id, '6', null);
    const look = async () =>
      (await viewEntryMerging(ctxOf(editor), { microCredentialId: gone.id, into: stays.slug })).into?.look
        .differences;
    const differences = [
      { what: 'issuer', gone: 'Maker', stays: 'Maker Inc.' },
      { what: 'credit', gone: '3 ECTS', stays: '6 ECTS' },
    ];
    expect(await look()).toEqual(differences);
    await expect(merge(gone, stays, editor, '')).rejects.toMatchObject({
      reason: 'listing/merge-unlike',
      details: { fieldErrors: { reason: 'listing/merge-unlike' } },
    });
    await expect(
      inRolledBackTransaction(appConnection, async (client) => {
        await client.query("select set_config('app.tenant_id', $1, true)", [here.id]);
        await client.query(
          `UPDATE micro_credential SET same_as_id = $2, same_as_since = '2026-11-25', same_as_by = $3, row_version = row_version + 1 WHERE id = $1`,
          [gone.id, stays.id, here.id],
        );
      }),
    ).rejects.toThrow('with a reason');
    await merge(gone, stays, editor, 'The maker renamed itself.');
    expect((await lastAuditEntry(here.id))?.after).toMatchObject({
      reason: 'The maker renamed itself.',
      differences,
    });
    // It stands on both pages.
    const why = { reason: 'The maker renamed itself.' };
    expect((await viewEntry(ctxOf(editor), gone.id)).entry.mergedInto).toMatchObject(why);
    expect((await viewEntry(ctxOf(editor), stays.id)).entry.merged).toMatchObject([why]);
    await part(gone);
    const [row] = await queryAsSuperuser('SELECT same_as_reason AS why FROM micro_credential WHERE id = $1', [
      gone.id,
    ]);
    expect(row).toEqual({ why: null });
  });

  it('of one spelling or another, and of one organization, are alike', async () => {
    const title = `Data ${randomUUID()}`;
    const gone = await aMicroCredential(here, { title, provider: 'Maker' });
    const stays = await aMicroCredential(there, { title: title.toUpperCase(), provider: ' MAKER' });
    await merge(gone, stays, editor, '');
    expect((await seen(gone.slug)).slug).toBe(stays.slug);
  });
});

describe('two entries for one certificate', () => {
  it('become one: by either address, in files, while typing, in an estimate, with its advice and what is asked', async () => {
    const [gone, stays] = await two();
    await aRecommendation(there, gone.id, { recommender: 'NCCRS' });
    const look = await viewEntryMerging(ctxOf(editor), { microCredentialId: gone.id, into: stays.slug });
    expect(look.proposed.map(({ id }) => id)).toContain(stays.id);
    expect(look.into?.look).toMatchObject({ barredBy: null, ties: { versions: 1, recommendations: 1 } });
    await merge(gone, stays);
    expect(await lastAuditEntry(here.id)).toMatchObject({
      action: 'microCredential.merge',
      actor_id: editor.id,
      object_id: gone.id,
      after: { slug: gone.slug, leadsTo: { slug: stays.slug }, since: '2026-11-25' },
    });
    const entry = await seen(gone.slug);
    expect([entry.slug, entry.provider, entry.recommendations.map(({ recommender }) => recommender)]).toEqual(
      [stays.slug, 'Maker Inc.', ['NCCRS']],
    );
    expect((await seen(gone.slug, '2026-11-24')).slug).toBe(gone.slug);
    expect((await seen(stays.slug, '2026-11-24')).recommendations).toEqual([]);
    const { query } = parseEstimateQuery({ mc1: gone.slug, institution: here.slug });
    expect((await estimateCredit(ctxOf(), query)).holdings[0]?.entry?.id).toBe(stays.id);
    await withTenant(ctxOf().database, { tenantId: here.id }, async (tx) => {
      const alike = await findLikenesses(tx, [
        { key: `test:${gone.id}`, kind: 'certificate', title: gone.title, provider: 'Maker', url: '' },
      ]);
      expect(alike.get(0)?.map(({ id }) => id)).toEqual([stays.id]);
      expect(await idsByKey(tx, [`test:${gone.id}`])).toEqual(new Map([[`test:${gone.id}`, stays.id]]));
      const named = await entriesNamed(tx, [{ named: gone.slug } as never]);
      expect(named.get(gone.slug)?.map(({ slug }) => slug)).toEqual([stays.slug]);
      expect((await findLintFacts(tx, [gone.id]))[gone.id]?.mergedInto).toBe(stays.title);
    });
    expect((await viewEntry(ctxOf(editor), stays.id)).entry.merged.map(({ id }) => id)).toEqual([gone.id]);
    const old = await viewEntry(ctxOf(editor), gone.id);
    expect([old.entry.mergedInto?.id, old.entry.versions.length, old.mayChange]).toEqual([
      stays.id,
      1,
      false,
    ]);
    const { matches } = await estimateCredit(ctxOf(), { ...query, words: gone.title });
    expect(matches.map(({ id }) => id)).toEqual([stays.id]);
    await part(gone);
    expect((await seen(gone.slug)).slug).toBe(gone.slug);
    expect((await seen(stays.slug)).recommendations).toEqual([]);
    expect(await lastAuditEntry(here.id)).toMatchObject({
      action: 'microCredential.part',
      object_id: gone.id,
    });
  });

  it('count the advice of both as that of the one that stays, in list, facets, table and page, from the merger on and as it changes', async () => {
    const title = `Zymotic ${randomUUID()}`;
    const [gone, stays] = await two(title);
    const { id: adviceId } = await aRecommendation(here, gone.id, { recommender: 'ACE', amount: '3' });
    const told = async (day?: string) => {
      const ctx = ctxOf(undefined, day === undefined ? {} : { day });
      const found = await searchCatalog(ctx, { ...everything, words: title });
      const only = await searchCatalog(ctx, { ...everything, words: title, standing: ['recommended'] });
      const row = found.results.find(({ id }) => id === stays.id);
      const page = await viewMicroCredential(ctx, { slug: stays.slug, asOf: null, unit: null });
      return [
        row?.standing,
        row?.recommendation?.amount,
        only.results.map(({ id }) => id).includes(stays.id),
        page.standing,
        page.entry.recommendations.length,
      ];
    };
    const nothing = ['undecided', undefined, false, 'undecided', 0];
    const advised = (amount: string) => ['recommended', amount, true, 'recommended', 1];
    expect(await told()).toEqual(nothing);
    await merge(gone, stays);
    expect(await told()).toEqual(advised('3'));
    await queryAsSuperuser(
      `UPDATE recommendation SET amount = '4', row_version = row_version + 1 WHERE id = $1`,
      [adviceId],
    );
    expect(await told()).toEqual(advised('4'));
    await part(gone);
    expect(await told()).toEqual(nothing);
    expect(await findLintFactsOf(stays.id)).toEqual([]);
    await merge(gone, stays);
    expect(await findLintFactsOf(stays.id)).toEqual([adviceId]);
    expect((await viewEntry(ctxOf(editor), stays.id)).recommendations.map(({ id }) => id)).toEqual([
      adviceId,
    ]);
    const start = await viewMappingStart(ctxOf(author), gone.id);
    expect([start.microCredential.id, start.microCredential.recommendations.map(({ id }) => id)]).toEqual([
      stays.id,
      [adviceId],
    ]);
  });

  it('take advice and mappings that are begun for the one that goes for the one that stays, by form and by file', async () => {
    const [gone, stays] = await two();
    const [version] = await queryAsSuperuser<{ id: string }>(
      'SELECT id FROM micro_credential_version WHERE micro_credential_id = $1',
      [gone.id],
    );
    await merge(gone, stays);
    const { microCredentialId } = await addRecommendation(
      ctxOf(editor),
      AddRecommendation.parse({
        microCredentialId: gone.id,
        recommender: 'ACE',
        amount: '3',
        unit: 'US_SEM',
        validFrom: '2026-01-01',
        sourceUrl: 'https://advice.example.org/1',
      }),
    );
    expect(microCredentialId).toBe(stays.id);
    const { id } = await draftRule(ctxOf(author), DraftRule.parse({ microCredentialId: gone.id }));
    const [rule] = await queryAsSuperuser<{ mc: string }>(
      `SELECT definition #>> '{premise,mc}' AS mc FROM rule_version WHERE id = $1`,
      [id],
    );
    expect(rule?.mc).toBe(stays.id);
    await expect(
      draftRule(
        ctxOf(author),
        DraftRule.parse({ microCredentialId: gone.id, microCredentialVersionId: version?.id }),
      ),
    ).rejects.toMatchObject({
      details: { fieldErrors: { microCredentialVersionId: 'field/version-merged' } },
    });
    const key = (
      await queryAsSuperuser<{ key: string }>(
        'SELECT natural_key AS key FROM micro_credential WHERE id = $1',
        [gone.id],
      )
    )[0]?.key;
    await withTenant(ctxOf().database, { tenantId: here.id }, async (tx) => {
      const row = {
        label: 'NCCRS',
        key: `${key}#nccrs`,
        microCredentialKey: key ?? '',
        recommender: 'NCCRS',
        sourceUrl: 'https://advice.example.org/2',
        levels: [],
      } as never;
      expect((await standingsOf(tx, [row]))[0]?.microCredentialId).toBe(stays.id);
      expect(await add(tx, [row])).toBe(1);
    });
    const about = await queryAsSuperuser<{ id: string }>(
      'SELECT micro_credential_id AS id FROM recommendation WHERE micro_credential_id IN ($1, $2)',
      [gone.id, stays.id],
    );
    expect(about).toEqual([{ id: stays.id }, { id: stays.id }]);
    // By no other road: the database keeps advice from it under the application’s own role.
    await expect(
      inRolledBackTransaction(appConnection, async (client) => {
        await client.query("select set_config('app.tenant_id', $1, true)", [here.id]);
        await client.query(
          `INSERT INTO recommendation (steward_tenant_id, micro_credential_id, natural_key, recommender, source_url) VALUES ($1, $2, 'stray', 'ACE', 'https://x.example')`,
          [here.id, gone.id],
        );
      }),
    ).rejects.toThrow('merged into another');
  });

  it('are found by what is asked about the one that goes', async () => {
    const [gone, stays] = await two();
    await queryAsSuperuser(
      `WITH r AS (INSERT INTO certificate_request (tenant_id, kind, subject_key, micro_credential_id) VALUES ($1, 'decide', $2, $3) RETURNING tenant_id, id)
       INSERT INTO certificate_asker (tenant_id, request_id, network_key) SELECT tenant_id, id, repeat('a', 64) FROM r`,
      [here.id, `decide|${gone.id}`, gone.id],
    );
    await merge(gone, stays);
    const { rows } = await listDemand(ctxOf(editor), { show: 'decide', sort: 'askers', page: 1 });
    expect(
      rows.filter(({ slug }) => slug === gone.slug).map(({ microCredentialId }) => microCredentialId),
    ).toEqual([stays.id]);
  });

  it('stay two where decisions in force name the one that goes, and which is said; once they are over it may go', async () => {
    const [gone, stays] = await two();
    const rule = await aRule(there, await aPerson(there), {
      status: 'published',
      definition: oneForOne(gone.id, 'INF-1'),
    });
    const look = async () =>
      (await viewEntryMerging(ctxOf(editor), { microCredentialId: gone.id, into: stays.slug })).into?.look;
    expect(await look()).toMatchObject({
      barredBy: 'listing/merge-decided',
      decisions: [{ tenantId: there.id, code: rule.ruleCode, isDouble: false }],
    });
    await expect(merge(gone, stays)).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'listing/merge-decided',
    });
    await aRule(there, await aPerson(there), {
      status: 'suspended',
      definition: oneForOne(stays.id, 'INF-1'),
    });
    expect(await look()).toMatchObject({
      barredBy: 'listing/merge-two-decisions',
      decisions: [{ isDouble: true }],
    });
    await expect(merge(gone, stays)).rejects.toMatchObject({ reason: 'listing/merge-two-decisions' });
  });

  it('stay two where one mapping names both, and that is the reason that is said', async () => {
    const [gone, stays] = await two();
    const { outcomes } = oneForOne(gone.id, 'INF-1');
    await aRule(there, await aPerson(there), {
      status: 'published',
      definition: { premise: { all: [{ mc: gone.id }, { mc: stays.id }] }, outcomes },
    });
    const { into } = await viewEntryMerging(ctxOf(editor), { microCredentialId: gone.id, into: stays.slug });
    expect(into?.look).toMatchObject({
      barredBy: 'listing/merge-of-both',
      decisions: [{ isDouble: false, isOfBoth: true }],
    });
    await expect(merge(gone, stays)).rejects.toMatchObject({ reason: 'listing/merge-of-both' });
  });

  it('once every decision about the one that goes is over it may go, and what they said stays', async () => {
    const [gone, stays] = await two();
    const rule = await aRule(there, await aPerson(there), {
      status: 'published',
      definition: oneForOne(gone.id, 'INF-1'),
      claimTo: '2020-01-01',
    });
    await merge(gone, stays);
    const [kept] = await queryAsSuperuser<{ mc: string }>(
      `SELECT definition #>> '{premise,mc}' AS mc FROM rule_version WHERE id = $1`,
      [rule.id],
    );
    expect(kept?.mc).toBe(gone.id);
  });

  it('stay two where a mapping of one’s own is not decided yet, somebody is at a change, or it has parts', async () => {
    const [gone, stays] = await two();
    await aRule(here, author, { status: 'in_department', definition: oneForOne(gone.id, 'INF-1') });
    await expect(merge(gone, stays)).rejects.toMatchObject({ reason: 'listing/merge-in-work' });
    const [changing, other] = await two();
    await changeEntry(ctxOf(editor), { microCredentialId: changing.id, kind: 'version', versionId: '' });
    await expect(merge(changing, other)).rejects.toMatchObject({ reason: 'listing/merge-being-changed' });
    const whole = await aMicroCredential(here, { componentIds: [other.id] });
    await expect(merge(whole, stays)).rejects.toMatchObject({ reason: 'listing/merge-has-parts' });
  });

  it('are refused to who may not, of another institution, to itself, of another kind, twice, stale, and what others lead to', async () => {
    const [gone, stays] = await two();
    await expect(merge(stays, gone)).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'listing/other-steward',
    });
    await expect(merge(gone, gone)).rejects.toMatchObject({ reason: 'listing/merge-itself' });
    for (const role of ['evaluator', 'reviewer', 'administrator'] as const)
      await expect(merge(gone, stays, await aPerson(here, role))).rejects.toMatchObject({
        code: 'forbidden',
      });
    await expect(merge(gone, await aMicroCredential(here, { kind: 'exam' }))).rejects.toMatchObject({
      reason: 'listing/merge-other-kind',
    });
    await expect(merge(gone, { slug: 'none-such' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      mergeEntry(ctxOf(editor), { microCredentialId: gone.id, into: stays.slug, expectedVersion: 9 }),
    ).rejects.toMatchObject({ reason: 'listing/entry-changed' });
    await expect(part(gone)).rejects.toMatchObject({ reason: 'listing/not-merged' });
    await merge(gone, stays);
    await expect(merge(gone, stays)).rejects.toMatchObject({ reason: 'listing/merged-already' });
    await expect(
      changeEntry(ctxOf(editor), { microCredentialId: gone.id, kind: 'version', versionId: '' }),
    ).rejects.toMatchObject({ reason: 'listing/merged-already' });
    await expect(part(gone, await aPerson(there, 'registrar'))).rejects.toMatchObject({ code: 'forbidden' });
    const [third] = await two();
    await expect(
      mergeEntry(ctxOf(await aPerson(there, 'registrar')), {
        microCredentialId: stays.id,
        into: third.slug,
        expectedVersion: await versionOf(stays.id),
      }),
    ).rejects.toMatchObject({ reason: 'listing/merge-has-merged' });
  });
});

describe('the database as the application’s own role', () => {
  const asApp = (tenantId: string, sql: string, values: unknown[]) =>
    inRolledBackTransaction(appConnection, async (client) => {
      await client.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
      const { rowCount } = await client.query(sql, values);
      await client.query('set constraints all immediate');
      return rowCount;
    });
  const mergeSql = `UPDATE micro_credential SET same_as_id = $2, same_as_since = '2026-11-25', same_as_by = $3, same_as_reason = CASE WHEN $2::uuid IS NOT NULL THEN 'One maker' END, row_version = row_version + 1 WHERE id = $1`;

  it('merges no entry of others, in nobody else’s name, into none that leads on, with parts, or that is decided about; and keeps one that is', async () => {
    const [gone, stays] = await two();
    expect(await asApp(here.id, mergeSql, [gone.id, stays.id, here.id])).toBe(1);
    expect(await asApp(here.id, mergeSql, [stays.id, gone.id, here.id])).toBe(0);
    await expect(asApp(here.id, mergeSql, [gone.id, stays.id, there.id])).rejects.toThrow('by who lists it');
    await expect(asApp(here.id, mergeSql, [gone.id, gone.id, here.id])).rejects.toThrow();
    await expect(
      asApp(here.id, mergeSql.replace('SET', `SET title = 'x',`), [gone.id, stays.id, here.id]),
    ).rejects.toThrow('nothing else');
    const whole = await aMicroCredential(here, { componentIds: [(await two())[1].id] });
    await expect(asApp(here.id, mergeSql, [whole.id, stays.id, here.id])).rejects.toThrow(
      'consists of others',
    );
    const [decided] = await two();
    await aRule(there, await aPerson(there), {
      status: 'published',
      definition: oneForOne(decided.id, 'INF-1'),
    });
    await expect(asApp(here.id, mergeSql, [decided.id, stays.id, here.id])).rejects.toThrow(
      'decisions in force',
    );
    const pending = await aRule(there, await aPerson(there), {
      status: 'approved',
      definition: oneForOne(gone.id, 'INF-1'),
    });
    await merge(gone, stays);
    await expect(asApp(here.id, mergeSql, [decided.id, gone.id, here.id])).rejects.toThrow('one that stands');
    await expect(
      asApp(here.id, `UPDATE micro_credential SET title = 'x', row_version = row_version + 1 WHERE id = $1`, [
        gone.id,
      ]),
    ).rejects.toThrow('stays as it is');
    await expect(
      asApp(
        here.id,
        `INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, source, same_as_id, same_as_since, same_as_by) VALUES ($1, 'born-merged', 'born', 'Born', 'X', 'x', $2, '2026-01-01', $1)`,
        [here.id, stays.id],
      ),
    ).rejects.toThrow('listed before it is merged');
    await expect(
      asApp(
        here.id,
        'INSERT INTO micro_credential_component (steward_tenant_id, whole_id, part_id, position) VALUES ($1, $2, $3, 1)',
        [here.id, (await aMicroCredential(here)).id, gone.id],
      ),
    ).rejects.toThrow('is not merged');
    await expect(
      asApp(
        there.id,
        `UPDATE rule_version SET status = 'published', published_at = now(), published_by_id = author_id, row_version = row_version + 1 WHERE id = $1`,
        [pending.id],
      ),
    ).rejects.toThrow('merged into another');
  });
});
