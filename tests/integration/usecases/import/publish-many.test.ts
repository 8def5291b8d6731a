import { expect, test } from 'vitest';
import { publishImported } from '@/lib/usecases/import/publish-imported';
import { aCourse, anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { importAll, versionOf } from './import-files';

test('a file of more decisions than are published at once is published whole, each once and on record', async () => {
  const institution = await anInstitution();
  const importer = ctxOf(await aPerson(institution, 'registrar'));
  const publisher = ctxOf(await aPerson(institution, 'registrar'));
  await aCourse(institution, { code: 'T-1', credits: '6' });
  const many = 2_100;
  const rows = Array.from({ length: many }, (_, n) => `Many College,N ${n},T-1`);
  const { batchId } = await importAll(
    importer,
    'equivalencies',
    `institution,courses,targets\n${rows.join('\n')}\n`,
  );
  const publish = async () =>
    publishImported(publisher, { batchId, expectedVersion: await versionOf(importer, batchId) });
  expect(await publish()).toEqual({ batchId, published: many, refused: 0 });
  expect(
    await queryAsSuperuser(
      `SELECT v.status, v.row_version AS "rowVersion", t.told, count(*)::int AS count
         FROM rule_version v CROSS JOIN LATERAL (
           SELECT count(*)::int AS told FROM rule_transition t
            WHERE t.tenant_id = v.tenant_id AND t.rule_version_id = v.id AND t.action = 'publish' AND t.row_version = v.row_version) t
        WHERE v.tenant_id = $1 GROUP BY 1, 2, 3`,
      [institution.id],
    ),
  ).toEqual([{ status: 'published', rowVersion: 2, told: 1, count: many }]);
  await expect(publish()).rejects.toMatchObject({ reason: 'import/nothing-to-publish' });
});

test('what many replace ends with each of them, though one portion is planned while another is written', async () => {
  const institution = await anInstitution();
  const importer = ctxOf(await aPerson(institution, 'registrar'));
  const publisher = ctxOf(await aPerson(institution, 'registrar'));
  await aCourse(institution, { code: 'T-1', credits: '6' });
  await aCourse(institution, { code: 'T-2', credits: '6' });
  const many = 1_050;
  const publish = async (target: string) => {
    const rows = Array.from({ length: many }, (_, n) => `Much College,N ${n},${target}`);
    const text = `institution,courses,targets\n${rows.join('\n')}\n`;
    const { batchId } = await importAll(importer, 'equivalencies', text);
    return publishImported(publisher, { batchId, expectedVersion: await versionOf(importer, batchId) });
  };
  expect(await publish('T-1')).toMatchObject({ published: many, refused: 0 });
  expect(await publish('T-2')).toMatchObject({ published: many, refused: 0 });
  expect(
    await queryAsSuperuser(
      `SELECT v.version, v.status, v.claim_to IS NOT NULL AS ends, v.row_version AS "rowVersion", count(*)::int AS count
         FROM rule_version v WHERE v.tenant_id = $1 GROUP BY 1, 2, 3, 4 ORDER BY 1`,
      [institution.id],
    ),
  ).toEqual([
    { version: 1, status: 'published', ends: true, rowVersion: 3, count: many },
    { version: 2, status: 'published', ends: false, rowVersion: 2, count: many },
  ]);
});
