import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { findLikenesses } from '@/lib/db/entry-likenesses';
import { findOrganizationNames } from '@/lib/db/organizations';
import { withTenant } from '@/lib/db/tx';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import { viewOrganization } from '@/lib/usecases/catalog/view-organization';
import { describeOrganization } from '@/lib/usecases/organization/describe-organization';
import { mergeOrganization } from '@/lib/usecases/organization/merge-organization';
import { partOrganization } from '@/lib/usecases/organization/part-organization';
import { viewMerging } from '@/lib/usecases/organization/view-merging';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import { anInstitution, aPerson, type BuiltInstitution, type BuiltPerson } from '@/tests/support/builders';
import { aMicroCredential, aRecommendation } from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';

let here: BuiltInstitution;
let there: BuiltInstitution;
let editor: BuiltPerson;
let word = '';
beforeEach(async () => {
  [here, there] = [await anInstitution(), await anInstitution()];
  editor = await aPerson(here, 'catalog_editor');
  word = randomUUID().slice(0, 8);
});

const listed = (by: BuiltInstitution, provider: string, title = `Course ${randomUUID()}`) =>
  aMicroCredential(by.id, { title, provider });
interface Row {
  id: string;
  slug: string;
  rowVersion: number;
}
async function organization(name: string): Promise<Row> {
  const [row] = await queryAsSuperuser<Row>(
    'SELECT id, slug, row_version AS "rowVersion" FROM organization WHERE folded = folded_name($1)',
    [name],
  );
  return row ?? expect.fail(`${name} is nobody`);
}
const merge = async (from: string, into: string, by = editor) => {
  const { id, rowVersion } = await organization(from);
  return mergeOrganization(ctxOf(by), {
    organizationId: id,
    into: (await organization(into)).slug,
    expectedVersion: rowVersion,
  });
};
const part = async (name: string, by = editor) => {
  const { id, rowVersion } = await organization(name);
  return partOrganization(ctxOf(by), { organizationId: id, expectedVersion: rowVersion });
};
/** Every link of these entries, by the names of whom they lead to. */
const links = async (...ids: string[]) =>
  (
    await queryAsSuperuser<{ link: string }>(
      `SELECT m.title || ' ' || e.role || ' ' || o.name AS link FROM entry_organization e JOIN organization o ON o.id = e.organization_id
         JOIN micro_credential m ON m.id = e.micro_credential_id WHERE m.id = ANY($1::uuid[]) ORDER BY 1`,
      [ids],
    )
  ).map(({ link }) => link);

describe('two organizations that are one body', () => {
  it('become one: entries, advice and the old address lead to the one that stays, now and later, and are found by either name', async () => {
    const [corp, stays] = [`Big ${word} Corp`, `Big ${word}`];
    const a = await listed(here, corp, 'A');
    const b = await listed(there, stays, 'B');
    const c = await listed(there, corp, 'C');
    await aRecommendation(there.id, b.id);
    await queryAsSuperuser('UPDATE recommendation SET recommender = $2 WHERE micro_credential_id = $1', [
      b.id,
      corp,
    ]);
    const before = await organization(corp);
    const seen = await viewMerging(ctxOf(editor), {
      organizationId: before.id,
      words: '',
      into: (await organization(stays)).slug,
    });
    expect(seen.proposed.map(({ name }) => name)).toContain(stays);
    expect(seen.linked).toEqual({
      entries: { provider: 2, platform: 0, awarding_body: 0, recommender: 1 },
      institutions: 2,
    });
    expect(seen.into?.linked.entries.provider).toBe(1);
    await merge(corp, stays);
    expect(await links(a.id, b.id, c.id)).toEqual([
      `A provider ${stays}`,
      `B provider ${stays}`,
      `B recommender ${stays}`,
      `C provider ${stays}`,
    ]);
    expect(await lastAuditEntry(here.id)).toMatchObject({
      action: 'organization.merge',
      actor_id: editor.id,
      object_id: before.id,
      after: { name: corp, leadsTo: { name: stays } },
    });
    const page = await viewOrganization(ctxOf(), { slug: before.slug, role: null, from: null });
    expect([page.organization.name, page.organization.otherNames, page.entries.length]).toEqual([
      stays,
      [corp],
      3,
    ]);
    const entry = await viewMicroCredential(ctxOf(), { slug: a.slug, asOf: null, unit: null });
    expect([entry.entry.provider, entry.entry.organizations.provider?.name]).toEqual([corp, stays]);
    const [typed, alike] = await withTenant(ctxOf().database, { tenantId: here.id }, async (tx) => [
      await findOrganizationNames(tx, corp, 6),
      await findLikenesses(tx, [{ key: 'none', kind: 'certificate', title: 'A', provider: stays, url: '' }]),
    ]);
    expect(typed[0]).toBe(stays);
    expect(typed).not.toContain(corp);
    expect(alike.get(0)?.map(({ id }) => id)).toContain(a.id);
    const later = await listed(there, corp.toUpperCase(), 'D');
    expect(await links(later.id)).toEqual([`D provider ${stays}`]);
  });

  it('are taken apart again, with what came meanwhile, by whoever lists something that is called so', async () => {
    const [x, y, z] = [`X ${word}`, `Y ${word}`, `Z ${word}`];
    const [a, b, c] = [await listed(here, x, 'A'), await listed(here, y, 'B'), await listed(there, z, 'C')];
    await aRecommendation(here.id, c.id);
    await queryAsSuperuser('UPDATE recommendation SET recommender = $2 WHERE micro_credential_id = $1', [
      c.id,
      y,
    ]);
    const first = await links(a.id, b.id, c.id);
    await merge(x, y);
    const second = await links(a.id, b.id, c.id);
    await merge(y, z);
    expect(await links(a.id, b.id, c.id)).toEqual([
      `A provider ${z}`,
      `B provider ${z}`,
      `C provider ${z}`,
      `C recommender ${z}`,
    ]);
    await part(y);
    expect(await links(a.id, b.id, c.id)).toEqual(second);
    const other = await aPerson(there, 'registrar');
    await expect(part(x, other)).rejects.toMatchObject({ reason: 'organization/merge-not-known-here' });
    const late = await listed(there, x, 'D');
    await part(x, other);
    expect(await links(a.id, b.id, c.id)).toEqual(first);
    expect(await links(late.id)).toEqual([`D provider ${x}`]);
    expect(await lastAuditEntry(there.id)).toMatchObject({ action: 'organization.part', actor_id: other.id });
  });

  it('however many are merged and taken apart, and what is listed between: in the end each is linked to what it names', async () => {
    const names = ['K', 'L', 'M', 'N'].map((letter) => `${letter} ${word}`);
    const entries = await Promise.all(names.map((name) => listed(here, name)));
    const before = await links(...entries.map(({ id }) => id));
    const moves = fc.sample(
      fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.boolean()), { minLength: 6, maxLength: 12 }),
      { numRuns: 3, seed: 12 },
    );
    for (const history of moves) {
      for (const [from, into, isMerging] of history)
        await (isMerging ? merge(names[from]!, names[into]!) : part(names[from]!)).catch((error: unknown) => {
          if (!(error instanceof Error && 'reason' in error)) throw error;
        });
      const [loop] = await queryAsSuperuser<{ lost: number }>(
        'SELECT count(*)::int AS lost FROM organization WHERE stands_for(id) IS NULL',
      );
      expect(loop?.lost).toBe(0);
      for (const name of names) await part(name).catch(() => null);
      expect(await links(...entries.map(({ id }) => id))).toEqual(before);
    }
  });

  it('are refused where nothing of it is listed here, another states it, it leads on already, to itself, stale, and to who may not', async () => {
    const [mine, theirs] = [`Mine ${word}`, `Theirs ${word}`];
    await listed(here, mine);
    await listed(there, theirs);
    await expect(merge(theirs, mine)).rejects.toMatchObject({ reason: 'organization/merge-not-known-here' });
    await expect(merge(mine, mine)).rejects.toMatchObject({ reason: 'organization/merge-itself' });
    await expect(part(mine)).rejects.toMatchObject({ reason: 'organization/not-merged' });
    for (const role of ['evaluator', 'reviewer', 'administrator'] as const)
      await expect(merge(mine, theirs, await aPerson(here, role))).rejects.toMatchObject({
        code: 'forbidden',
      });
    const { id, slug } = await organization(mine);
    await expect(
      mergeOrganization(ctxOf(editor), { organizationId: id, into: `${slug}-none`, expectedVersion: 1 }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      mergeOrganization(ctxOf(editor), {
        organizationId: id,
        into: (await organization(theirs)).slug,
        expectedVersion: 9,
      }),
    ).rejects.toMatchObject({ reason: 'organization/changed-meanwhile' });
    await merge(mine, theirs);
    await expect(merge(mine, theirs)).rejects.toMatchObject({ reason: 'organization/merged-already' });
    await expect(
      describeOrganization(ctxOf(editor), {
        organizationId: id,
        expectedVersion: 2,
        country: 'DE',
        url: null,
      }),
    ).rejects.toMatchObject({ reason: 'organization/merged-already' });
    const stated = `Stated ${word}`;
    await listed(here, stated);
    await listed(there, stated);
    const { id: statedId } = await organization(stated);
    await describeOrganization(ctxOf(await aPerson(there, 'registrar')), {
      organizationId: statedId,
      expectedVersion: 1,
      country: 'PL',
      url: null,
    });
    await expect(merge(stated, theirs)).rejects.toMatchObject({ reason: 'organization/other-steward' });
  });

  it('never lead to each other, however many merge at once, and no entry is left behind that is listed meanwhile', async () => {
    const [p, q] = [`P ${word}`, `Q ${word}`];
    await listed(here, p);
    await listed(here, q);
    const ends = await Promise.allSettled([
      merge(p, q),
      merge(q, p),
      ...Array.from({ length: 6 }, (_, n) => listed(there, n % 2 === 0 ? p : q)),
    ]);
    expect(ends.slice(0, 2).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(ends.slice(2).every(({ status }) => status === 'fulfilled')).toBe(true);
    const rows = await queryAsSuperuser<{ standing: boolean; entries: number }>(
      `SELECT merged_into_id IS NULL AS standing, (SELECT count(*)::int FROM entry_organization e WHERE e.organization_id = o.id) AS entries
         FROM organization o WHERE folded IN (folded_name($1), folded_name($2)) ORDER BY 1`,
      [p, q],
    );
    expect(rows).toEqual([
      { standing: false, entries: 0 },
      { standing: true, entries: 8 },
    ]);
  });
});

describe('the database as the application’s own role', () => {
  const asApp = (tenantId: string, sql: string, values: unknown[]) =>
    inRolledBackTransaction(appConnection, async (client) => {
      await client.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
      return (await client.query(sql, values)).rowCount;
    });
  const mergeSql = `UPDATE organization SET merged_into_id = $2, merged_by_tenant_id = $3, merged_at = now(), row_version = row_version + 1 WHERE id = $1`;

  it('merges nothing of which the institution lists nothing, in nobody else’s name, into none that leads on, and takes nothing of others apart', async () => {
    const [mine, theirs, gone] = [`Mine ${word}`, `Theirs ${word}`, `Gone ${word}`];
    await listed(here, mine);
    await listed(there, theirs);
    await listed(here, gone);
    const [a, b, c] = [await organization(mine), await organization(theirs), await organization(gone)];
    expect(await asApp(here.id, mergeSql, [a.id, b.id, here.id])).toBe(1);
    await expect(asApp(here.id, mergeSql, [b.id, a.id, here.id])).rejects.toThrow('lists nothing');
    await merge(gone, theirs);
    await expect(asApp(here.id, mergeSql, [a.id, b.id, there.id])).rejects.toThrow('says so');
    await expect(asApp(here.id, mergeSql, [a.id, c.id, here.id])).rejects.toThrow('one that stands');
    await expect(asApp(here.id, mergeSql, [a.id, a.id, here.id])).rejects.toThrow();
    await expect(asApp(here.id, mergeSql, [c.id, a.id, here.id])).rejects.toThrow('taken apart');
    await expect(
      asApp(
        here.id,
        `UPDATE organization SET country = 'DE', steward_tenant_id = $2, stated_at = now(), row_version = row_version + 1 WHERE id = $1`,
        [c.id, here.id],
      ),
    ).rejects.toThrow('nothing is stated');
    await expect(
      asApp(
        there.id,
        `UPDATE organization SET merged_into_id = NULL, merged_by_tenant_id = NULL, merged_at = NULL, row_version = row_version + 1 WHERE id = $1`,
        [c.id],
      ),
    ).rejects.toThrow('lists nothing');
    await expect(
      asApp(here.id, 'UPDATE entry_organization SET organization_id = $1 WHERE organization_id = $2', [
        a.id,
        b.id,
      ]),
    ).rejects.toThrow('permission denied');
  });
});
