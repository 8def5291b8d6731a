import { beforeAll, expect, test } from 'vitest';
import { mergeEntry } from '@/lib/usecases/listing/merge-entry';
import { mergeOrganization } from '@/lib/usecases/organization/merge-organization';
import type { Context } from '@/lib/usecases/context';
import { aCourse, anInstitution, aPerson, type BuiltInstitution } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { importAll, totals } from './import-files';

let institution: BuiltInstitution;
let registrar: Context;
const entryOf = async (provider: string) => {
  const [entry] = await queryAsSuperuser<{ id: string; slug: string; v: number }>(
    'SELECT id, slug, row_version AS v FROM micro_credential WHERE title = $1 AND provider = $2',
    ['Star Charts', provider],
  );
  return entry ?? expect.fail('is not listed');
};

const entries =
  'title,provider,url,subject\nStar Charts,Sky School,https://sky.example/charts,Stars\nStar Charts,Sky School Inc.,https://sky.example/starcharts,Stars\n';
beforeAll(async () => {
  institution = await anInstitution();
  registrar = ctxOf(await aPerson(institution, 'registrar'));
  await aCourse(institution, { code: 'S-1', credits: '6' });
  await importAll(registrar, 'micro_credentials', entries);
  const [gone, stays] = [await entryOf('Sky School Inc.'), await entryOf('Sky School')];
  await mergeEntry(registrar, { microCredentialId: gone.id, into: stays.slug, expectedVersion: gone.v });
});

test('the file that listed both changes neither, whatever it says of the one that went', async () => {
  const changed = entries.replace('starcharts,Stars', 'starcharts,Planets');
  expect(totals(await importAll(registrar, 'micro_credentials', changed))).toEqual([0, 0, 2, 0]);
  expect(
    await queryAsSuperuser('SELECT subject FROM micro_credential WHERE provider = $1', ['Sky School Inc.']),
  ).toEqual([{ subject: 'Stars' }]);
});

test('a decision that names the one that went, in any way, is about the one that stays', async () => {
  const [gone, stays] = [await entryOf('Sky School Inc.'), await entryOf('Sky School')];
  const header = 'micro_credentials,provider,targets\n';
  expect(totals(await importAll(registrar, 'equivalencies', `${header}${gone.slug},,S-1\n`))).toEqual([
    1, 0, 0, 0,
  ]);
  for (const name of ['Star Charts,Sky School Inc.', 'https://sky.example/starcharts,', `${gone.id},`])
    expect(totals(await importAll(registrar, 'equivalencies', `${header}${name},S-1\n`)), name).toEqual([
      0, 0, 1, 0,
    ]);
  expect(
    await queryAsSuperuser("SELECT definition->'premise' AS premise FROM rule_version WHERE tenant_id = $1", [
      institution.id,
    ]),
  ).toEqual([{ premise: { mc: stays.id } }]);
});

test('a decision that names the provider by a name that was merged is about what that provider is called now', async () => {
  await importAll(
    registrar,
    'micro_credentials',
    'title,provider\nMoon Phases,Moon House\nMoon Rocks,Moon House Ltd\n',
  );
  const [gone, stays] = await queryAsSuperuser<{ id: string; slug: string; v: number }>(
    "SELECT id, slug, row_version AS v FROM organization WHERE folded IN ('moon house', 'moon house ltd') ORDER BY folded DESC",
  );
  await mergeOrganization(registrar, {
    organizationId: gone?.id ?? '',
    into: stays?.slug ?? '',
    expectedVersion: gone?.v ?? 0,
  });
  expect(
    totals(
      await importAll(
        registrar,
        'equivalencies',
        'micro_credentials,provider,targets\nMoon Phases,MOON HOUSE LTD,S-1\n',
      ),
    ),
  ).toEqual([1, 0, 0, 0]);
});

test('advice about the one that went is told of the one that stays', async () => {
  const gone = await entryOf('Sky School Inc.');
  expect(
    totals(
      await importAll(
        registrar,
        'recommendations',
        'title,provider,recommender,amount,unit,source_url\nStar Charts,Sky School Inc.,Sky Council,2,ECTS,https://example.test/advice\n',
      ),
    ),
  ).toEqual([1, 0, 0, 0]);
  const stays = await entryOf('Sky School');
  expect(await queryAsSuperuser('SELECT recommender FROM recommendations_on($1, NULL)', [stays.id])).toEqual([
    { recommender: 'Sky Council' },
  ]);
  expect(gone.id).not.toBe(stays.id);
});
